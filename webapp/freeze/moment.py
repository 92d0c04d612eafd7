"""The store as it is at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection

from webapp.store import Store


class Moment(Store):
    """A store of which all reading sees one state, that of the first, until it is closed."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._reading = ExitStack()
        self._connection: Connection | None = None

    @contextmanager
    def read(self, damaged: bool = False) -> Iterator[Connection]:
        if self._connection is None:
            self._connection = self._reading.enter_context(super().read(damaged))
        yield self._connection

    def close(self) -> None:
        self._reading.close()
        super().close()
