"""What operators run: command line, PostgreSQL supervisor, demo, bench; nothing imports it."""
