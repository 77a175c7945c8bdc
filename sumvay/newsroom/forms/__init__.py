"""Shapes and wordings of what people fill in."""
