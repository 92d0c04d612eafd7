"""Whatever a source says and whatever is quoted of it: all that is shown is found, and nothing else."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.folders import RIVER, import_folder, source, write
from webapp import quotes
from webapp.store import Store, queries
from webapp.store.passages.folding import fold
from webapp.store.rows import Edition, SourcePage

WORDS = ["alder", "birch", "cedar", "dogwood", "elm", "Fichte", "Göknar", "hêtre"]
IDS = itertools.count()
# Each paragraph is words with a number of its own, so that each word stands in one place only.
paragraphs = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=90), min_size=1, max_size=4)

EVENT = """---
date: 2025-05-29
kind: note
---
# Note {number}

It says so.[^1]

[^1]: "{words}" — report
"""


def text_of(drawn: list[list[str]]) -> str:
    number = itertools.count()
    return "\n".join(" ".join(f"{word}{next(number)}" for word in words) for words in drawn)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=paragraphs, data=st.data())
def test_of_excerpts_what_is_shown_is_found_and_nothing_else(
    store: Store, tmp_path: Path, drawn: list[list[str]], data: st.DataObject
) -> None:
    text = text_of(drawn)
    every = text.split()
    first = data.draw(st.lists(st.integers(0, len(every) - 1), min_size=1, max_size=3, unique=True))
    name = f"woods-{next(IDS)}"
    files = {"dossier.md": RIVER["dossier.md"], "sources/report.md": source(text, rights="excerpts")}
    files |= {f"events/n{at}.md": EVENT.format(number=at, words=every[at]) for at in first}
    import_folder(store, write(tmp_path / name, files))
    with store.read() as connection:
        edition = queries.edition(connection, name, None)
        assert isinstance(edition, Edition)
        page = queries.source(connection, edition, "report")
        assert isinstance(page, SourcePage)
        spans = [(p.start or 0, p.end or 0) for each in page.quotes for p in each.quote.pieces]
        public = [page.text[start:end] for start, end in quotes.passages(page.text, spans)]
        shown = {word for passage in public for word in passage.split()}
        for word in every:
            hits = queries.search(connection, edition, word).hits
            assert any(hit.source for hit in hits) == (word in shown), word
            for snippet in (snippet for hit in hits if hit.source for snippet in hit.snippets):
                said = "".join(part.text for part in snippet.parts)
                assert any(said in passage for passage in public)
                assert [fold(part.text) for part in snippet.parts if part.marked] == [fold(word)]
        hidden = [word for word in every if word not in shown]
        for some in hidden[:5]:
            stem = re.sub(r"\d+$", "", some)
            assert not any(hit.source for hit in queries.search(connection, edition, f"{some}*").hits) or any(
                word.startswith(some) for word in shown
            )
            assert not queries.search(connection, edition, f"{some} {stem}*").hits
