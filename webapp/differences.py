"""What differs between two texts, word by word: pure, exact, and bounded in time and memory.

Texts are compared by lines first, and those that differ by words; in scripts without spaces every sign is a
word. What is the same is as much as can be (a longest common subsequence), but for scraps between longer
differences, which would only tear these apart. Where texts are so long that this would take too long,
what cannot be compared counts as different, and the difference says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

Mark = Literal["same", "del", "ins", "gap"]

CELLS = 60_000_000  # pairs of words, or of lines, that are held against each other for one text
BESIDE = 160  # code points of what is the same that are shown beside a difference
LONGEST = 20_000  # code points of what differs that are shown of one text
_START, _OTHERS = 300, 200  # code points of texts that are held against so many others for likeness

# In these scripts nothing parts words: each sign counts as one.
_SIGN = (
    "\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3040-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_SIGN}]|[^\W{_SIGN}]+(?:['’\-][^\W{_SIGN}]+)*|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that both have ("same"), only the first ("del") or only the second ("ins").

    A "gap" has no text of either: something that is the same, or too long, is not shown there.
    """

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Runs in order: without "ins" they are the first text, without "del" the second, to the letter.

    `whole`: some of it was too long to be compared word by word. `cut`: not all that differs is shown; only
    an `abridged` difference is cut.
    """

    runs: tuple[Run, ...]
    whole: bool = False
    cut: bool = False

    @property
    def empty(self) -> bool:
        """Are both the same?"""
        return all(run.mark == "same" for run in self.runs)


def compare(before: str, after: str, cells: int = CELLS) -> Difference:
    """The difference of two texts, at a cost of at most so many cells: each one takes about a nanosecond."""
    work = _Work(cells)
    runs = tuple(_joined(work.lines(before.splitlines(keepends=True), after.splitlines(keepends=True))))
    return Difference(runs, work.whole)


def nearest(text: str, others: Sequence[str]) -> int | None:
    """Which of the texts is most like this one, if any has half of it; None where they are too many."""
    if len(others) > _OTHERS:
        return None
    starts = [other[:_START] for other in others]
    found = process.extractOne(text[:_START], starts, scorer=fuzz.ratio, score_cutoff=50)
    return None if found is None else int(found[2])


def exchanged(before: str, after: str) -> Difference:
    """The difference of two values that are replaced as a whole, such as dates."""
    if before == after:
        return Difference((Run("same", before),) if before else ())
    return Difference(tuple(_changed(before, after)))


def listed(before: Sequence[str], after: Sequence[str], between: str = ", ") -> Difference:
    """The difference of two lists, each name in them one word; `between` is put between its runs."""
    runs = []
    for old, new, same in _Work(CELLS).aligned(before, after):
        runs += [Run("same", each) for each in old] if same else []
        runs += [] if same else [*(Run("del", each) for each in old), *(Run("ins", each) for each in new)]
    apart = (Run("same", between) if n else None for n in range(len(runs)))
    return Difference(tuple(each for pair in zip(apart, runs, strict=True) for each in pair if each))


def abridged(difference: Difference, beside: int = BESIDE, longest: int = LONGEST) -> Difference:
    """The difference with long stretches of what is the same, or of too much that differs, left out."""
    runs: list[Run] = []
    left, last = longest, len(difference.runs) - 1
    for n, run in enumerate(difference.runs):
        if run.mark == "same":
            alone = last == 0
            runs += _shortened(run.text, beside if n or alone else 0, beside if n < last or alone else 0)
            continue
        runs.append(replace(run, text=run.text[:left]))
        left -= len(run.text)
        if left < 0:
            return replace(difference, runs=(*runs, Run("gap", "")), cut=True)
    return replace(difference, runs=tuple(runs))


def _shortened(text: str, head: int, tail: int) -> Iterator[Run]:
    """The beginning and the end of it, up to a word's edge, where that leaves out a good deal."""
    if len(text) <= 2 * (head + tail) or not head + tail:
        yield from [Run("same", text)] if head + tail else [Run("gap", "")]
        return
    start = text[:head].rpartition(" ")[0] or text[:head]
    end = text[len(text) - tail :].partition(" ")[2] or text[len(text) - tail :]
    yield from (Run("same", start),) if head else ()
    yield Run("gap", "")
    yield from (Run("same", end),) if tail else ()


@dataclass(slots=True)
class _Work:
    """A comparison under way, with what it may still cost."""

    cells: int
    whole: bool = False

    def lines(self, before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
        for old, new, same in self.aligned(before, after):
            if same:
                yield Run("same", "".join(old))
            else:
                yield from self._words("".join(old), "".join(new))

    def _words(self, before: str, after: str) -> Iterator[Run]:
        if not before or not after:
            yield from _changed(before, after)
            return
        for old, new, same in _unscrapped(self.aligned(_WORD.findall(before), _WORD.findall(after))):
            if same:
                yield Run("same", "".join(old))
            else:
                yield from _changed("".join(old), "".join(new))

    def aligned(self, before: Sequence[str], after: Sequence[str]) -> Iterator[_Stretch]:
        """Stretches that both have, and those between them that only one has, or each its own."""
        head = _common(zip(before, after, strict=False))
        most = min(len(before), len(after)) - head
        tail = min(most, _common(zip(reversed(before), reversed(after), strict=False)))
        old, new = before[head : len(before) - tail], after[head : len(after) - tail]
        if head:
            yield before[:head], after[:head], True
        yield from self._between(old, new)
        if tail:
            yield before[len(before) - tail :], after[len(after) - tail :], True

    def _between(self, before: Sequence[str], after: Sequence[str]) -> Iterator[_Stretch]:
        cost = len(before) * len(after)
        if cost > self.cells:
            self.whole = True
        if cost == 0 or cost > self.cells:
            if before or after:
                yield before, after, False
            return
        self.cells -= cost
        numbers: dict[str, int] = {}
        coded = [[numbers.setdefault(part, len(numbers)) for part in parts] for parts in (before, after)]
        for same, group in groupby(Indel.opcodes(*coded), key=lambda code: code.tag == "equal"):
            codes = list(group)
            old = before[codes[0].src_start : codes[-1].src_end]
            yield old, after[codes[0].dest_start : codes[-1].dest_end], same


_Stretch = tuple[Sequence[str], Sequence[str], bool]


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs at the beginning are of equals."""
    number = 0
    for one, other in pairs:
        if one != other:
            break
        number += 1
    return number


def _unscrapped(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Without what is the same between two differences that are both longer, or is no more than a space."""
    pending: list[_Stretch] = []  # a difference, and perhaps what is the same after it
    for stretch in stretches:
        old, new, same = stretch
        if same and len(pending) == 1:
            pending.append(stretch)
        elif not same and len(pending) == 2 and _scrap(pending, stretch):
            (first_old, first_new, _), (kept, _, _) = pending
            pending = [((*first_old, *kept, *old), (*first_new, *kept, *new), False)]
        else:
            yield from pending
            pending = [stretch] if not same else []
            if same:
                yield stretch
    yield from pending


def _scrap(pending: Sequence[_Stretch], after: _Stretch) -> bool:
    (old, new, _), (same, _, _) = pending
    length = _length(same)
    if not "".join(same).strip():
        return bool(old and new) or bool(after[0] and after[1])
    return length <= max(_length(old), _length(new)) and length <= max(_length(after[0]), _length(after[1]))


def _length(parts: Sequence[str]) -> int:
    return sum(map(len, parts))


def _changed(before: str, after: str) -> Iterator[Run]:
    if before:
        yield Run("del", before)
    if after:
        yield Run("ins", after)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """With one run for neighbours that are both the same."""
    for mark, group in groupby(runs, key=lambda run: run.mark):
        yield Run(mark, "".join(run.text for run in group))
