"""What the store needs of a kind of database."""

from __future__ import annotations

import json

from sqlalchemy import Engine

# How both kinds keep JSON: compact, and letters as they are.
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Database:
    """`reader` begins transactions that see one state and cannot write.

    `writer` begins those that can; they run one after the other, whatever they write.
    `name` is what messages call the database, `read_name` what those of readers do; they hold no password.
    """

    name: str
    read_name: str
    reader: Engine
    writer: Engine

    def digest(self) -> str | None:
        """The ledger's digest of what was committed last; None where the database does not say so at once."""
        raise NotImplementedError

    def look(self) -> str | None:
        """The same, from a look at the database as any reader has."""
        return self.digest()

    def answers(self) -> bool:
        """False where whoever reads it would wait in vain for what nothing can end."""
        return True

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.writer.dispose()

    def create(self) -> None:
        """Make an empty database where there is none, if that is for us to do."""

    def settle(self) -> None:
        """Do what can only be done outside of a transaction, once the database is known to be Parley's."""
