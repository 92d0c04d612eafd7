"""A dossier of any size, invented by a program: the same size and seed give the same files, to the letter.

`files` gives them one by one, `write` makes a folder of them, `python -m tests.generated FOLDER` as well;
`write_lines` and `python -m tests.generated FILE.jsonl` make one file of JSON Lines.
Talks of two principals and ten other parties, busy around rounds, silent for months: dates of every kind,
plans that change, promises that are kept or not, sources that come late, words that are rare.
"""

from tests.generated.folder import files, write
from tests.generated.lines import lines, write_lines
from tests.generated.size import Size

__all__ = ["Size", "files", "lines", "write", "write_lines"]
