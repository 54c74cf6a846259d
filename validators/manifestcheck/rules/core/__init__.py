"""The rules for the kinds of the core group."""
