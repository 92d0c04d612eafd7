"""What pages ask of the store: each function takes a connection of `Store.read` and returns `rows`.

All is loaded at once, by a number of statements that never depends on how much there is; but for `batches`
and `finds`, which yield all of it in pieces.
What is not there is `Missing`.
Events are in order of time (`date_sort`, `date_tie`, `key`), everything else in its author's order.
"""

from webapp.store.queries.addresses import extents, things
from webapp.store.queries.archive import archive
from webapp.store.queries.batches import batches
from webapp.store.queries.changes import changes
from webapp.store.queries.choices import choices, loosened
from webapp.store.queries.commitments import commitments
from webapp.store.queries.corrected import corrections
from webapp.store.queries.counted import counted
from webapp.store.queries.editions import dossiers, edition
from webapp.store.queries.event import event
from webapp.store.queries.files import files, public_files
from webapp.store.queries.finds import finds, recent_hits
from webapp.store.queries.first_known import first_known
from webapp.store.queries.knowledge import knowledge, known_since, news, steps
from webapp.store.queries.known import as_known
from webapp.store.queries.moments import beginnings, moments, overview
from webapp.store.queries.people import actor, party
from webapp.store.queries.positions import positions
from webapp.store.queries.quotes import quote
from webapp.store.queries.recent import recent
from webapp.store.queries.recent_claims import recent_commitments, recent_positions
from webapp.store.queries.revisions import revisions
from webapp.store.queries.round import round_
from webapp.store.queries.rounds import comparison, rounds
from webapp.store.queries.search import search, search_all
from webapp.store.queries.slides import deck, slides
from webapp.store.queries.source import source
from webapp.store.queries.timeline import meetings, timeline, unverified
from webapp.store.queries.values import kinds, numbers

__all__ = [
    "actor",
    "archive",
    "as_known",
    "batches",
    "beginnings",
    "changes",
    "choices",
    "commitments",
    "comparison",
    "corrections",
    "counted",
    "deck",
    "dossiers",
    "edition",
    "event",
    "extents",
    "files",
    "finds",
    "first_known",
    "kinds",
    "knowledge",
    "known_since",
    "loosened",
    "meetings",
    "moments",
    "news",
    "numbers",
    "overview",
    "party",
    "positions",
    "public_files",
    "quote",
    "recent",
    "recent_commitments",
    "recent_hits",
    "recent_positions",
    "revisions",
    "round_",
    "rounds",
    "search",
    "search_all",
    "slides",
    "source",
    "steps",
    "things",
    "timeline",
    "unverified",
]
