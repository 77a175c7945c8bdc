"""The desk: what units send in becomes pieces, approved step by step, published with their credit."""
