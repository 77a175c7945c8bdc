"""The one base of every refusal."""


class Refusal(Exception):
    """A rule said no; the text is one sentence written for the officer."""
