"""Doors of listening, one module by what they show."""
