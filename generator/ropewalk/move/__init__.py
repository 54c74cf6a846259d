"""Renaming in a vault: what is to be written where, whether that keeps every link, and writing it at once."""
