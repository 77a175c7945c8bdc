"""The one threshold of the house: no figure of a synthesis, a board or a warning speaks of fewer people."""

FEWEST = 5
