"""What of a file's difference concerns a page.

Of its own file a page shows everything. Of others it shows this and no more:

- an event: its headline, date and status; on an actor's or party's page who took part, too; of its quotes
  those on the page; on an event's page what it settles or promises;
- a source: its title, author, publisher, day and addresses;
- dossier.md: the names and offices of those that the page names.

Whether the page has changed is told by what it shows: see `webapp.web.shown`.
"""

from __future__ import annotations

from dataclasses import dataclass

from webapp.store.rows import Changes, Entry

REFERENCE = frozenset(("Headline", "Date", "Status"))
CAPTION = frozenset(("Title", "Language", "Author", "Publisher", "Published", "Address", "Archived copy"))
NOBODY: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Lens:
    """`page` is the page's key, "" for all there is; `people` are whom and what of dossier.md it names."""

    page: str = ""
    people: frozenset[tuple[str, str]] = NOBODY

    @classmethod
    def of(cls, changes: Changes) -> Lens:
        return cls(changes.page, changes.people)

    @property
    def folder(self) -> str:
        return self.page.partition("/")[0]

    def whole(self, key: str) -> bool:
        """Does the page show all that the file of this key says?"""
        return self.page in ("", key)

    @property
    def of_event(self) -> frozenset[str]:
        """The lines of another file's event."""
        part = {"actors": {"Actors"}, "parties": {"Parties"}}.get(self.folder, set())
        return REFERENCE | part

    def entry(self, entry: Entry) -> bool:
        """Does the page show this entry of another file's event?"""
        id = self.page.partition("/")[2]
        if entry.what in ("outcome", "commitment"):
            return self.folder in ("events", "rounds")
        if entry.what != "quote":
            return False
        match self.folder:
            case "sources":
                return entry.source == self.page
            case "quotes":
                return entry.identity == id
            case "actors":
                return entry.speaker is not None and entry.speaker.id == id
            case "parties":
                return entry.speaker is not None and entry.speaker.party.id == id
        return False
