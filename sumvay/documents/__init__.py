"""Official papers: read one, write one, the signing road, the registers."""
