"""A dossier of any size, invented by a program: the same size and seed give the same files, to the letter.

`files` gives them one by one, `write` makes a folder of them, `python -m tests.generated FOLDER` as well.
Talks of two principals and ten other parties, busy around rounds, silent for months: dates of every kind,
plans that change, promises that are kept or not, sources that come late, words that are rare.
"""

from tests.generated.folder import files, write
from tests.generated.size import Size

__all__ = ["Size", "files", "write"]
