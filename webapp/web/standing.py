"""What stands on every page of an edition's timeline: drawn once, and kept beside the cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from webapp.store import queries
from webapp.store.queries.filters import EVERYTHING
from webapp.web.choices import panel
from webapp.web.head import Head
from webapp.web.keeping import kept
from webapp.web.people import delegations
from webapp.web.reading import connection
from webapp.web.view import View

Draw = Callable[..., Markup]


@dataclass(frozen=True, slots=True)
class Standing:
    """Each is what a macro draws of it. `head` is only asked for what all pages of the edition share."""

    view: View
    head: Head

    def filters(self, draw: Draw) -> Markup:
        """The form that narrows the timeline, with what its choices have in this view."""

        def drawn() -> Markup:
            found = queries.choices(connection(), self.view.edition, self.view.filters)
            return draw(panel(self.view, found), self.view, self.head)

        return drawn() if self.view.filters != EVERYTHING else kept(self.view.edition, "filters", drawn)

    def corrections(self, draw: Draw) -> Markup:
        """What the author has corrected in the dossier."""
        edition = self.view.edition

        def drawn() -> Markup:
            return draw(queries.corrections(connection(), edition, "dossier"), self.head)

        return kept(edition, "corrections", drawn)

    def parties(self, draw: Draw) -> Markup:
        """The parties with their actors, and with their roles."""
        edition = self.view.edition

        def drawn() -> Markup:
            return draw(delegations(edition.parties.values(), edition.actors.values()), self.head, roles=True)

        return kept(edition, "parties", drawn)
