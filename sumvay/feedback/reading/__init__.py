"""Reads a message: what it is about, what it asks, whether it is urgent, whose data stands in it; nothing leaves."""
