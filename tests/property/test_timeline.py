"""What holds for every overview, whatever the dates and however wide the picture."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, islice, pairwise
from random import Random
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.property.test_dates import EDTF, ZONES, parsed
from tests.unit.scenes import drawn as figure
from webapp.timeline import Excerpt, Item, Lane, Overview, Round, Window, overviews
from webapp.timeline.axis import axis
from webapp.timeline.labels import CLEAR, inside
from webapp.timeline.lanes import MEDIATORS, OTHERS
from webapp.timeline.model import Label, Mark
from webapp.timeline.overall import Overall, tell
from webapp.timeline.scale import EVEN, STRETCH, Scale, islands, known
from webapp.timeline.steps import DAY, YEAR, Grid, Step, bins, ticks
from webapp.timeline.text import SIZE
from webapp.timeline.words import tick

BOX = ("x", "y", "width", "height")
HAIR = 0.11  # lengths are rounded to a tenth
Box = tuple[float, float, float, float]  # left, right, top, bottom
LANES = (
    Lane("a", "Russia", "a"),
    Lane("b", "Organization for Security and Co-operation in Europe", "b"),
    *(Lane(f"m{n}", f"Mediator {n}", "m", mediator=True) for n in range(4)),
    *(Lane(f"h{n}", f"Host {n}", "m") for n in range(3)),
)
DAYS = st.builds("2025-05-{:02}{}".format, st.integers(1, 31), st.sampled_from(["", "", "~", "?"]))
HOURS = st.builds("2025-05-28T{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
YEARS = st.builds("{}-{:02}-{:02}".format, st.integers(1990, 2030), st.integers(1, 12), st.integers(1, 28))
SPANS = st.builds(
    str.format,
    st.sampled_from(
        ["2025-05-{:02}/2025-05-30", "../2025-05-{:02}", "2025-05-{:02}/..", "[..2025-05-{:02},2026..]"]
    ),
    st.integers(1, 30),
)
# Dates that crowd each other have to come together: one from all of time makes a single spot of them.
DATES = st.sampled_from(
    [DAYS, HOURS, YEARS, st.one_of(DAYS, SPANS), st.one_of(DAYS, HOURS, YEARS, SPANS), EDTF]
)
STATUSES = st.sampled_from(["held", "held", "planned", "postponed", "cancelled"])
PARTIES = st.lists(st.sampled_from([lane.id for lane in LANES] + ["stranger"]), max_size=4, unique=True).map(
    tuple
)
WIDTHS = st.one_of(st.sampled_from([330, 700, 1100]), st.integers(300, 2000))
SOME = settings(max_examples=60)


@dataclass(frozen=True)
class Counted:
    """So many events alike."""

    time: int
    parties: tuple[str, ...]
    held: bool
    count: int


@dataclass(frozen=True)
class Scene:
    items: list[Item]
    rounds: list[Round]
    zone: str
    width: float
    excerpt: Excerpt | None = None

    def drawn(self, tallied: bool = False) -> Overview | None:
        alike = Counter((item.date.sort[0], item.parties, item.status == "held") for item in self.items)
        pictures = overviews(
            () if tallied else self.items,
            LANES,
            self.rounds,
            tallies=[Counted(*key, count) for key, count in sorted(alike.items())] if tallied else (),
            zone=self.zone,
            widths=(self.width,),
            excerpt=self.excerpt,
            shown=self.excerpt.window if self.excerpt else None,
            zoom=link,
        )
        return pictures[0] if pictures else None

    @property
    def picture(self) -> Overview:
        found = self.drawn()
        assert found is not None
        return found


def link(window: Window) -> str:
    return f"{window.start} {window.end}"


@st.composite
def scenes(draw: st.DrawFn, copies: int = 1) -> Scene:
    """Items, each so many times; rounds are among what is drawn, too."""
    zone = draw(ZONES)
    pool = draw(DATES)
    dates = draw(st.lists(pool, min_size=1, max_size=24))
    items = [
        Item(f"#{number}", f"Event {number}", parsed(date, zone), draw(STATUSES), draw(PARTIES))
        for number, date in enumerate(dates)
    ]
    rounds = [
        Round(number, f"#round-{number}", parsed(date, zone), draw(STATUSES))
        for number, date in enumerate(
            draw(st.one_of(st.lists(pool, max_size=5), st.lists(pool, min_size=20, max_size=40))), 1
        )
    ]
    items = [replace(item, href=f"{item.href}-{copy}") for item in items for copy in range(copies)]
    return Scene(items, rounds, zone, draw(WIDTHS))


@st.composite
def zoomed(draw: st.DrawFn, copies: int = 1) -> Scene:
    """Those of many items that begin in a window or around it."""
    scene = draw(scenes(copies))
    times = [item.date.sort[0] for item in scene.items]
    centre, step = draw(st.sampled_from(times)), draw(st.sampled_from([*islice(bins(), 6)]))
    grid = Grid(step, ZoneInfo(scene.zone))
    number = grid.index(centre)
    end = grid.start(number + draw(st.integers(1, 40))) - 1
    window = Window.of(grid.start(number), end, grid.zone)
    excerpt = Excerpt.of(window, min(times), max(times))
    if excerpt is None:
        return scene
    items = [item for item in scene.items if excerpt.holds((item.date.sort[0], item.date.sort[0]))]
    return replace(scene, items=items, excerpt=excerpt)


def pictures(copies: int = 1) -> st.SearchStrategy[tuple[list[Item], Overview]]:
    """The items, and the picture of them."""
    return scenes(copies).map(lambda scene: (scene.items, scene.picture))


def excerpts(copies: int = 1) -> st.SearchStrategy[tuple[list[Item], Overview]]:
    """The items around a window, and the picture that outlines it."""
    drawn = zoomed(copies).map(lambda scene: (scene.items, scene.drawn()))
    return drawn.filter(lambda pair: pair[1] is not None)  # type: ignore[return-value]


ERAS = st.lists(
    st.builds("{}-05-{:02}".format, st.sampled_from([1648, 1815, 1919, 1975, 2022]), st.integers(1, 20)),
    min_size=2,
    max_size=24,
).filter(lambda dates: len({date[:4] for date in dates}) > 1)


def apart() -> st.SearchStrategy[tuple[list[Item], Overview]]:
    """Items of years far apart and the picture of them, whose axis is broken."""
    return st.builds(_apart, ERAS, WIDTHS)


def _apart(dates: list[str], width: float) -> tuple[list[Item], Overview]:
    items = [
        Item(f"#{n}", f"Event {n}", parsed(date, "UTC"), "held", ("a", "b")) for n, date in enumerate(dates)
    ]
    return items, Scene(items, [], "UTC", width).picture


EVERY = st.one_of(apart(), pictures(), pictures(copies=30), excerpts(), excerpts(copies=30))


def edges(mark: Mark) -> tuple[float, float]:
    return (mark.x - 5.5, mark.x + 5.5) if mark.width is None else (mark.left, mark.left + mark.width)


def texts(picture: Overview) -> list[Label]:
    return [*picture.labels, *(flag.label for flag in picture.flags), *(row.label for row in picture.rows)]


def targets(picture: Overview) -> list[tuple[str, Box]]:
    """All that can be pointed at, with the name of the link."""
    flags = [
        (each.name, (each.x, each.x + each.width, each.y, each.y + each.height)) for each in picture.flags
    ]
    columns = [(each.name, (each.x, each.x + each.width, picture.top, picture.axis)) for each in picture.bins]
    half = {mark.href: 5.5 if mark.width is None else 3 for mark in picture.marks}
    spots = [
        (mark.href, (*edges(mark), spot.y - half[mark.href], spot.y + half[mark.href]))
        for mark in picture.marks
        for spot in mark.spots
    ]
    return [*flags, *columns, *spots]


def touched(item: Item, picture: Overview) -> set[str]:
    """The lanes of the picture that the item belongs to."""
    own = {row.id for row in picture.rows}
    shared = {lane.id: MEDIATORS for lane in LANES if lane.mediator and MEDIATORS in own}
    return {party if party in own else shared.get(party, OTHERS) for party in item.parties or ("",)}


@SOME
@given(EVERY)
def test_lanes_are_few_with_principals_on_top_and_mediators_together_or_apart(
    drawn: tuple[list[Item], Overview],
) -> None:
    rows = [row.id for row in drawn[1].rows]
    assert rows[:2] == ["a", "b"]
    assert len(set(rows)) == len(rows) <= 5
    mediators = {lane.id for lane in LANES if lane.mediator}
    assert MEDIATORS not in rows[:2] + rows[3:]
    assert MEDIATORS not in rows or not mediators.intersection(rows)
    acting = {party for item in drawn[0] for party in item.parties} & mediators
    assert MEDIATORS in rows or acting <= set(rows)


@SOME
@given(pictures())
def test_every_item_is_drawn_once_in_each_of_its_lanes(drawn: tuple[list[Item], Overview]) -> None:
    items, picture = drawn
    if picture.marks:
        found = {mark.href: [spot.lane for spot in mark.spots] for mark in picture.marks}
        assert len(found) == len(picture.marks)
        assert {href: sorted(lanes) for href, lanes in found.items()} == {
            item.href: sorted(touched(item, picture)) for item in items
        }
    assert bool(picture.marks) != bool(picture.bins)


@SOME
@given(pictures(copies=30))
def test_or_it_is_counted_once_in_each_of_its_lanes(drawn: tuple[list[Item], Overview]) -> None:
    items, picture = drawn
    assume(picture.bins)
    counts: Counter[str] = Counter()
    for bin_ in picture.bins:
        counts.update({bar.lane: bar.events for bar in bin_.bars})
    assert counts == Counter(lane for item in items for lane in touched(item, picture))


@SOME
@given(pictures(copies=30))
def test_each_item_begins_in_the_time_of_one_bar(drawn: tuple[list[Item], Overview]) -> None:
    items, picture = drawn
    assume(picture.bins)
    spans = [tuple(map(int, str(bin_.href).split())) for bin_ in picture.bins]
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert all(sum(first <= item.date.sort[0] <= last for first, last in spans) == 1 for item in items)
    assert all(before.x + before.width <= after.x + HAIR for before, after in pairwise(picture.bins))


@SOME
@given(EVERY)
def test_no_two_links_touch(drawn: tuple[list[Item], Overview]) -> None:
    for (_, (left, right, top, bottom)), (_, (left2, right2, top2, bottom2)) in combinations(
        targets(drawn[1]), 2
    ):
        apart = right <= left2 + HAIR or right2 <= left + HAIR
        assert apart or bottom <= top2 + HAIR or bottom2 <= top + HAIR


@SOME
@given(scenes(), st.booleans())
def test_each_round_has_one_link_above_its_band(scene: Scene, tallied: bool) -> None:
    picture = scene.drawn(tallied)
    assert picture
    assert sorted(n for flag in picture.flags for n in flag.rounds) == [each.number for each in scene.rounds]
    spans = {each.number: known(each.date) for each in scene.rounds}
    all_ = [*spans.values(), *(known(each.date) for each in scene.items)]
    whole = max(end for _, end in all_) - min(start for start, _ in all_)
    for flag in picture.flags:
        assert flag.label.box[0] >= flag.x - HAIR
        assert flag.label.box[1] <= flag.x + flag.width + HAIR
        assert flag.y + flag.height <= picture.top
        assert len(flag.rounds) > 1 or not flag.zooms
        for number in flag.rounds:
            band = picture.bands[number - 1]
            assert flag.x - HAIR <= band.x + band.width / 2 <= flag.x + flag.width + HAIR
            if flag.zooms:
                start, end = map(int, flag.href.split())
                assert start <= spans[number][0] <= spans[number][1] <= end
                assert end - start < whole
            else:
                assert flag.href == scene.rounds[flag.rounds[0] - 1].href


@SOME
@given(EVERY)
def test_no_two_texts_touch(drawn: tuple[list[Item], Overview]) -> None:
    for one, other in combinations(texts(drawn[1]), 2):
        if abs(one.y - other.y) < 12:
            assert one.box[1] <= other.box[0] or other.box[1] <= one.box[0]


@SOME
@given(apart())
def test_what_leaves_time_out_is_painted_over_no_text(drawn: tuple[list[Item], Overview]) -> None:
    svg = ElementTree.fromstring(figure(drawn[1]))
    written: list[Label] = []
    for each in svg.iter():
        if each.tag == "text":
            anchor = each.get("text-anchor", "start")
            text = "".join(each.itertext()).removeprefix(each.findtext("title") or "")
            written.append(Label(float(each.get("x", "")), float(each.get("y", "")), text, anchor))  # type: ignore[arg-type]
        if each.get("class") == "break":
            left, top, width, height = (float(each.find("rect").get(name, "")) for name in BOX)  # type: ignore[union-attr]
            for label in written:
                beside = label.box[1] <= left or left + width <= label.box[0]
                assert beside or label.y <= top or top + height <= label.y - 12


@SOME
@given(DATES.flatmap(lambda pool: st.lists(pool, min_size=1)) | ERAS, WIDTHS, ZONES)
def test_time_is_left_out_where_nothing_lies_and_nowhere_else(
    dates: list[str], width: int, zone: str
) -> None:
    spans = [known(parsed(date, zone)) for date in dates]
    drawn = islands(spans, width)
    assert all(any(a <= start and end <= b for a, b in drawn) for start, end in spans)
    assert {edge for ends in drawn for edge in ends} <= {edge for ends in spans for edge in ends}
    gaps = [after[0] - before[1] for before, after in pairwise(drawn)]
    assert all(gap > YEAR for gap in gaps)
    if len(drawn) <= width // STRETCH:
        long = sum(end - start for start, end in drawn) / 4
        starts = sorted({start for start, _ in spans})
        apart = [after - before for before, after in pairwise(starts)]
        bare = [after - max(end for start, end in spans if start < after) for after in starts[1:]]
        for gap in bare:
            assert gap in gaps or gap <= max(long, YEAR, EVEN * min(apart))


@SOME
@given(st.one_of(apart(), pictures()))
def test_what_joins_marks_passes_behind_no_name(drawn: tuple[list[Item], Overview]) -> None:
    picture = drawn[1]
    for join in picture.joins:
        assert join.y1 < join.y2
        for label in (row.label for row in picture.rows):
            beside = join.x <= label.box[0] or label.box[1] <= join.x
            assert beside or join.y2 <= label.y - SIZE or label.y + 4 <= join.y1
    ends = {(mark.x, mark.spots[0].y) for mark in picture.marks if len(mark.spots) > 1}
    assert ends <= {(join.x, join.y1) for join in picture.joins}


@SOME
@given(ERAS, WIDTHS)
@example(["1950-02-01", "1950-02-03", "1950-03-01", "1971-05-01", "1971-05-02", "2019-12-31"], 900)
@example(["1950-02-01", "1950-03-01", "1971-05-01", "1971-05-02", "2019-12-31", "2020-01-02"], 900)
def test_each_stretch_of_a_broken_axis_is_named_where_its_name_fits(dates: list[str], width: int) -> None:
    spans = [known(parsed(date, "UTC")) for date in dates]
    scale = Scale(islands(spans, width), 0, width, 18, 432_000)
    ruler = axis(scale, ZoneInfo("UTC"), DAY, width)
    boxes = [label.box for label in ruler.small]
    for segment in scale.segments:
        here = [x for x in ruler.ticks if segment.left <= x <= segment.right]
        if not any(left - 5 <= x <= right for x in here for left, right in boxes):
            grid = Grid(Step("day" if ruler.step.unit == "week" else ruler.step.unit), ZoneInfo("UTC"))
            middle = (segment.first + segment.last) // 2
            name = inside(Label(scale.x(middle), 0, tick(grid, grid.index(middle))[0], "middle"), width)
            begin, end = name.box
            assert any(begin < right + CLEAR and left < end + CLEAR for left, right in boxes)


@SOME
@given(EVERY)
def test_everything_lies_inside_the_picture(drawn: tuple[list[Item], Overview]) -> None:
    picture = drawn[1]
    assert picture.top <= picture.rows[0].top
    assert picture.rows[-1].bottom <= picture.axis < picture.height
    for left, right in [
        *(label.box for label in texts(picture)),
        *map(edges, picture.marks),
        *((each.x, each.x + each.width) for each in picture.bands),
        *((each.x, each.x + each.width) for each in picture.flags),
        *((each.x, each.x + each.width) for each in picture.bins),
        *((each.x, each.x + each.width) for each in picture.breaks),
        *((x, x) for x in picture.ticks),
    ]:
        assert left >= -HAIR
        assert right <= picture.width + HAIR
    rows = {row.id: row for row in picture.rows}
    assert all(row.top < row.y <= row.bottom for row in picture.rows)
    for mark in picture.marks:
        assert all(rows[spot.lane].top + 5.5 <= spot.y <= rows[spot.lane].y for spot in mark.spots)
    for bin_ in picture.bins:
        assert all(rows[bar.lane].top <= bar.top <= bar.held <= bar.base for bar in bin_.bars)


@SOME
@given(scenes(copies=30))
def test_tallies_and_items_make_the_same_bars(scene: Scene) -> None:
    picture = scene.picture
    assume(picture.bins)
    assert scene.drawn(tallied=True) == picture


@settings(max_examples=20, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.sampled_from([(40, 1), (40, 4000), (400, 2), (400, 90), (4100, 1), (4100, 30)]),
    ZONES,
    st.booleans(),
)
def test_what_is_counted_by_the_day_or_the_month_makes_the_same_bars(
    draw: Random, spread: tuple[int, int], zone: str, windowed: bool
) -> None:
    """On so many days, so many days apart at most; often at the ends of days."""
    days, apart = spread
    ids = [(), ("a",), ("b", "a"), ("m1", "h1"), ("stranger",), ("m2", "m3", "a")]
    time, found = draw.randrange(-(10**10), 10**10), dict[tuple[int, tuple[str, ...], bool], int]()
    for _ in range(days):
        time += draw.randint(DAY, (apart + 1) * DAY) if draw.random() < 0.995 else 9 * YEAR
        for _ in range(draw.randint(1, 3)):
            at = time // DAY * DAY + draw.choice(
                [0, 1, DAY - 1, draw.randrange(DAY), draw.randrange(24) * 3600]
            )
            found[at, draw.choice(ids), draw.random() < 0.8] = draw.randint(1, 9)
    tallies = [Counted(*key, count) for key, count in sorted(found.items())]
    busy = Counter[tuple[str, ...]]()
    for tally in tallies:
        busy[tally.parties] += tally.count
    told = tell(LANES, busy, tallies, zone)
    assert told is not None
    window = Window.days(tallies[days // 3].time, tallies[days // 2].time, ZoneInfo(zone))
    rounds = [Round(1, "#1", parsed("2010-04", zone), "held")]
    excerpt = Excerpt(window) if windowed else None
    overview = partial(
        overviews, (), LANES, rounds, zone=zone, widths=(1100, 700, 330), excerpt=excerpt, zoom=link
    )
    assert overview(overall=Overall.read(json.loads(json.dumps(told)))) == overview(tallies=tallies)


@SOME
@given(zoomed(copies=30))
def test_a_bar_counts_all_that_begins_in_its_time_also_at_the_edge_of_what_is_given(scene: Scene) -> None:
    picture = scene.drawn()
    assume(picture and picture.bins)
    assert picture is not None
    for bin_ in picture.bins:
        start, end = map(int, str(bin_.href).split())
        inside = [item for item in scene.items if start <= item.date.sort[0] <= end]
        assert bin_.name.startswith(f"{bin_.name.split(': ')[0]}: {len(inside):,} event")
        assert scene.excerpt is None or scene.excerpt.holds((start, end))


@SOME
@given(zoomed(copies=30), st.booleans())
def test_the_window_is_drawn_whole_and_outlined(scene: Scene, tallied: bool) -> None:
    picture = scene.drawn(tallied)
    assume(picture)
    assert picture is not None
    if scene.excerpt:
        window = scene.excerpt.window
        outline = picture.ground.outline(window.span)
        assert picture.left - HAIR <= outline.x
        assert outline.x + outline.width <= picture.right + HAIR
        inside = [item for item in scene.items if window.start <= item.date.sort[0] <= window.end]
        whole = {item.href for item in inside if (item.date.latest or window.end + 1) <= window.end}
        for mark in picture.marks:
            if mark.href in whole:
                assert outline.x - HAIR <= mark.left + (mark.width or 0)
                assert mark.left <= outline.x + outline.width + HAIR
        right = outline.x + outline.width
        counted = [
            each for each in picture.bins if outline.x - 6 <= each.x + each.width and each.x <= right + 6
        ]
        if picture.bins:
            spans = [tuple(map(int, str(bin_.href).split())) for bin_ in counted]
            assert all(any(a <= item.date.sort[0] <= b for a, b in spans) for item in inside)


@SOME
@given(pictures())
def test_what_is_over_before_another_begins_stands_left_of_it(drawn: tuple[list[Item], Overview]) -> None:
    items, picture = drawn
    x = {mark.href: mark.x for mark in picture.marks}
    for one in items:
        for other in items:
            if x and one.date.latest is not None and other.date.earliest is not None:
                assert one.date.latest >= other.date.earliest or x[one.href] <= x[other.href]


@SOME
@given(
    DATES.flatmap(lambda pool: st.lists(pool, min_size=1)),
    st.lists(st.integers(-(10**18), 10**18), min_size=2),
    WIDTHS,
    ZONES,
)
def test_time_runs_from_left_to_right(dates: list[str], times: list[int], width: int, zone: str) -> None:
    spans = [(date.sort[0], date.latest or date.sort[0]) for date in (parsed(text, zone) for text in dates)]
    spans = [(start, max(start, end)) for start, end in spans]
    scale = Scale(islands(spans, width), 0, width, 18, 432_000)
    ends = [time for span in spans for time in span]
    places = [scale.x(time) for time in sorted((*times, *ends))]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= width + HAIR


STEPS = st.one_of(
    st.integers(0, 25).map(lambda n: [step for step, _ in zip(ticks(), range(n + 1), strict=False)][-1]),
    st.integers(0, 12).map(lambda n: [step for step, _ in zip(bins(), range(n + 1), strict=False)][-1]),
)


TIMES = st.one_of(
    st.integers(-(10**15), 10**15),
    st.integers(-2_208_988_800, 2_208_988_800),
    st.integers(-100_000, 100_000).map(lambda n: n - 62_135_596_800),  # zones are known from year 1
    st.integers(-100_000, 100_000).map(lambda n: n + 253_402_300_800),  # to year 9999
)


@SOME
@given(STEPS, ZONES, TIMES)
def test_every_time_lies_in_the_step_of_its_number(step: Step, zone: str, time: int) -> None:
    grid = Grid(step, ZoneInfo(zone))
    number = grid.index(time)
    assert grid.start(number) <= time < grid.start(number + 1)
