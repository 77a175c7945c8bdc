"""The append-only trail of who did what; ids only, no personal data."""
