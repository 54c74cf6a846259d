"""`python -m manifestcheck`."""

from manifestcheck.cli import main

if __name__ == "__main__":
    main(prog_name="manifestcheck")
