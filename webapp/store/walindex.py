"""The header of a WAL's index: what SQLite itself tells by whether anything was committed to a file.

Whoever has the file open shares that memory. A commit changes it before it is done, a reader compares it with
what it was before, which takes no lock (SQLite's wal.c, `walIndexTryHdr`). So it can be looked at even while
somebody holds the locks of the index.
"""

from __future__ import annotations

import ctypes
import mmap
import os
from contextlib import suppress
from pathlib import Path

SIZE = 96  # bytes: the header twice, of which a commit writes the second one first
_IS_MADE = 12  # where the header says so
_FILES = "/proc/self/fd"  # Linux; elsewhere the file is not found, and SQLite is asked each time
_FAILED = ctypes.c_void_p(-1).value


class Header:
    """Of the index that is open under a number: the one that SQLite opened it under.

    Whoever opens the file once more loses SQLite's locks on it when he closes it (POSIX, fcntl), and Python's
    `mmap` would open it: so the system is asked for the memory itself.
    """

    def __init__(self, index: int) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._libc.mmap.restype = ctypes.c_void_p
        self._libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, *(ctypes.c_int,) * 3, ctypes.c_long)
        self._libc.munmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
        self._at = self._libc.mmap(None, SIZE, mmap.PROT_READ, mmap.MAP_SHARED, index, 0)
        if self._at == _FAILED:
            raise OSError(ctypes.get_errno(), "the index cannot be mapped")
        self._bytes = (ctypes.c_char * SIZE).from_address(self._at)

    @classmethod
    def of(cls, path: Path) -> Header | None:
        """That of the database at `path`, which a connection of this process has open as long as it is read.

        None where there is none, as in another journal mode, or none that can be found.
        """
        with suppress(OSError):
            index = os.stat(f"{path.resolve()}-shm")
            for number in map(int, os.listdir(_FILES)):
                with suppress(OSError):  # another thread's, closed since
                    if os.path.samestat(os.fstat(number), index):
                        return cls(number)
        return None

    def read(self) -> bytes:
        """Empty while it is being written."""
        found = self._bytes.raw
        return found if found[: SIZE // 2] == found[SIZE // 2 :] and found[_IS_MADE] else b""

    def __del__(self) -> None:
        if getattr(self, "_at", _FAILED) != _FAILED:
            self._libc.munmap(self._at, SIZE)
