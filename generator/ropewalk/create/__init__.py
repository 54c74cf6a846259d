"""A new note: what it may be called, where it goes, and what its template makes of it."""
