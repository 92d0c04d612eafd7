"""`manifest.json`: of which schema the backup is, and what each of its tables is."""

from __future__ import annotations

from typing import Annotated, Literal
from zipfile import ZipFile

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

NAME = "manifest.json"
_LARGEST = 1_000_000  # bytes

_NAMED = Annotated[str, Field(pattern="^[a-z_]+$")]
_DIGEST = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class BackupError(Exception):
    """The backup cannot be written or is not restored; the message says why, and the mend."""


class TableFile(BaseModel):
    """`sha256` is that of the file's bytes, in hexadecimal; the line with the columns is no row."""

    model_config = ConfigDict(frozen=True)

    rows: Annotated[int, Field(ge=0)]
    sha256: _DIGEST


class Manifest(BaseModel):
    """`made` is when the backup was begun, `parley` the version that made it; tables are in their order.

    `migration` is the number of the last one that the database had seen.
    """

    model_config = ConfigDict(frozen=True)

    format: Literal["parley-backup"] = "parley-backup"
    version: Literal[1] = 1
    parley: str
    made: AwareDatetime
    migration: str
    tables: dict[_NAMED, TableFile]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def path(table: str) -> str:
    """Where the table is in the zip."""
    return f"tables/{table}.jsonl"


def read(archive: ZipFile) -> Manifest:
    """The manifest of the zip. Raises BackupError where it has none, or one that cannot be read."""
    try:
        if archive.getinfo(NAME).file_size > _LARGEST:
            raise BackupError("its manifest is too large")
        return Manifest.model_validate_json(archive.read(NAME))
    except KeyError:
        raise BackupError("it has no manifest.json, so it is not one that `parley backup` made") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BackupError(f"its manifest cannot be read at “{where}”: {first['msg']}") from None
