"""The rules for the kinds of disruption policy."""
