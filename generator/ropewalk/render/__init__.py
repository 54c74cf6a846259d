"""Rendering: slots filled, and around each note what its place in the vault gives."""
