"""`python -m tests.generated FOLDER` writes a generated dossier: `parley import FOLDER` publishes it."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.generated import Size, write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.generated", description=__doc__)
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="empty or not there yet; its name is the id"
    )
    for name, default in (("events", 5000), ("rounds", 30), ("years", 6), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"default: {default}")
    given = vars(parser.parse_args())
    folder = given.pop("folder")
    write(folder, Size(**given))


if __name__ == "__main__":
    main()
