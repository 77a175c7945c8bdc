"""The officers' doors to units, posts, rights and imports."""
