"""What templates of reporting look up."""
