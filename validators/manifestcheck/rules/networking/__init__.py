"""The rules for the kinds of networking."""
