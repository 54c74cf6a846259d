"""The rules for the kinds of role-based access control."""
