"""What is asked of units, and their proofs."""
