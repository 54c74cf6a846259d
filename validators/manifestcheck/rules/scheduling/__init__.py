"""The rules for the kinds of scheduling and runtimes."""
