"""Changes of the tree applied across all rooms: moves, endings with heirs."""
