"""Sum Vầy: the house in which every level of a trade-union movement directs, makes, spreads, listens and reports."""
