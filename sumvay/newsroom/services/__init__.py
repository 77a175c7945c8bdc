"""Everything that can happen in the newsroom."""
