"""Counts that rise up the tree without a hot row."""
