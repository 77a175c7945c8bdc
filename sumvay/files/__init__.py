"""Every upload, served by a permission-checked door."""
