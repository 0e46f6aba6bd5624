"""Newswire in, live; event and stance records out, each tied to the words that say so."""

__version__ = "0.1.0"
