"""Findings that are mended in the notes: only where one change is right, and each is proven first."""
