"""The dated tree of units, the posts officers hold, and who serves where."""
