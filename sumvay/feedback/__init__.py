"""Listening: what members write is heard, answered, and goes up as what it is, without their names."""
