"""The rules for the kinds of storage."""
