"""`python -m tests.generated FOLDER` or `FILE.jsonl` writes a generated dossier, for `parley import`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.generated import Size, write, write_lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.generated", description=__doc__)
    parser.add_argument(
        "path",
        type=Path,
        metavar="FOLDER|FILE.jsonl",
        help="a folder that is empty or not there yet, or a file; its name is the id",
    )
    for name, default in (("events", 5000), ("rounds", 30), ("years", 6), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"default: {default}")
    given = vars(parser.parse_args())
    path = given.pop("path")
    (write_lines if path.suffix == ".jsonl" else write)(path, Size(**given))


if __name__ == "__main__":
    main()
