"""Ropewalk: a vault of Obsidian notes as a searchable site."""
