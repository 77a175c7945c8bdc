"""Notices to officers: in the app, by e-mail, and as ready texts for Zalo."""
