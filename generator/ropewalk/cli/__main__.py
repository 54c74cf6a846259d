"""`python -m ropewalk.cli` is the command `ropewalk`."""

from ropewalk.cli import main

main()
