"""The rules for the kinds of Jobs."""
