"""The newsroom's doors: contributing, the desk, and the pages of pieces."""
