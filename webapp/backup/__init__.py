"""The whole store as one zip file, and a store made of it again, on either kind of database.

    tables/dossiers.jsonl
    tables/….jsonl         a table: its rows as arrays, one a line; the first line names the columns
    manifest.json          which schema they are of, and the SHA-256 and number of rows of each

Words' indexes are not in it: they follow from the passages.
"""

from webapp.backup.manifest import BackupError
from webapp.backup.restoring import Restored, restore
from webapp.backup.writing import BackedUp, backup

__all__ = ["BackedUp", "BackupError", "Restored", "backup", "restore"]
