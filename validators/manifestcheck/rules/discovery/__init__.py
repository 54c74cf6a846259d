"""The rules for the kinds of service discovery."""
