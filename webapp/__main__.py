"""`python -m webapp` is `parley`."""

from webapp.cli import main

if __name__ == "__main__":
    main(prog_name="parley")
