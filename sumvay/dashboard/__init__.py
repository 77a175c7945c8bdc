"""The officer's home; reads every room, writes nothing."""
