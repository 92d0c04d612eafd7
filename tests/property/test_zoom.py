"""What holds for every window of time, in any zone: what its dates say, what lies before it and around it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.property.test_dates import ZONES
from tests.property.test_timeline import Counted
from webapp.timeline import Excerpt, Lane, Window, overviews
from webapp.timeline.steps import Grid, Step, bins

SOME = settings(max_examples=120)
STEPS = st.integers(0, 7).map(lambda n: [step for step, _ in zip(bins(), range(n + 1), strict=False)][-1])
# Zones are known from the year 1 to 9999; at either end of that they and UTC do not meet.
FIRST, LAST = (datetime(*day, tzinfo=UTC).timestamp() for day in ((1, 1, 2), (9999, 12, 30)))
TIMES = st.one_of(st.integers(-61_000_000_000, 250_000_000_000), st.integers(1_000_000_000, 2_000_000_000))


@st.composite
def bars(draw: st.DrawFn) -> Window:
    """The window of an hour, a day, a week, a month, a year, a decade … of those that time is counted in."""
    grid = Grid(draw(STEPS), ZoneInfo(draw(ZONES)))
    number = grid.index(draw(TIMES))
    return Window.of(grid.start(number), grid.start(number + 1) - 1, grid.zone)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """As many hours, days, months or years in a row as somebody may ask for."""
    grid = Grid(Step(draw(st.sampled_from(["hour", "day", "month", "year"]))), ZoneInfo(draw(ZONES)))
    first = grid.index(draw(TIMES))
    last = first + draw(st.integers(0, 60))
    assume(grid.start(first) < grid.start(last + 1))
    return Window.of(grid.start(first), grid.start(last + 1) - 1, grid.zone)


def read(window: Window) -> Window:
    """The window that its dates say, as a URL has them."""
    first, last = window.dates
    assert first.earliest is not None
    assert last.latest is not None
    return Window.of(first.earliest, last.latest, window.grid.zone)


@SOME
@given(st.one_of(bars(), windows()))
def test_its_dates_begin_and_end_where_it_does(window: Window) -> None:
    assert read(window).span == window.span
    assert window.label


@SOME
@given(bars())
def test_what_comes_before_what_comes_after_it_is_the_window_itself(window: Window) -> None:
    assume(window.earlier.start >= FIRST)
    assume(window.later.end <= LAST)
    assert read(read(window.later).earlier).span == window.span
    assert read(read(window.earlier).later).span == window.span


@SOME
@given(st.one_of(bars(), windows()))
def test_the_windows_before_and_after_it_touch_it(window: Window) -> None:
    assert window.earlier.end == window.start - 1
    assert window.later.start == window.end + 1


@SOME
@given(st.one_of(bars(), windows()))
def test_a_wider_window_holds_it_and_more(window: Window) -> None:
    wider = read(window.wider)
    assert wider.start <= window.start
    assert window.end <= wider.end
    assert wider.span != window.span


@SOME
@given(st.one_of(bars(), windows()))
def test_half_its_length_lies_around_it_on_either_side(window: Window) -> None:
    low, high = window.around
    half = (window.end - window.start + 1) // 2
    assert window.start - low >= half
    assert high - window.end >= half
    assert high - low <= 4 * (window.end - window.start + 1) + 6 * 86_400


@SOME
@given(windows(), TIMES, TIMES)
def test_all_that_there_is_needs_no_excerpt(window: Window, one: int, other: int) -> None:
    first, last = sorted((one, other))
    excerpt = Excerpt.of(window, first, last)
    if excerpt is None:
        assert window.start <= first
        assert last <= window.end
    else:
        assert excerpt.holds(window.span)
        assert excerpt.low is None or excerpt.low > first
        assert excerpt.high is None or excerpt.high < last


@SOME
@given(st.integers(17_000, 19_000), st.integers(0, 400), st.sampled_from([300, 700, 1100]))
def test_no_axis_goes_beyond_what_is_counted(day: int, more: int, width: int) -> None:
    """Something begins on every day: then nothing of the axis is without a bar."""
    utc = ZoneInfo("UTC")
    window = Window.days(day * 86_400, (day + more) * 86_400, utc)
    excerpt = Excerpt.of(window, 10_000 * 86_400, 30_000 * 86_400)
    assert excerpt
    low, high = window.around
    tallies = [Counted(at * 86_400, ("a",), True, 1) for at in range(low // 86_400, high // 86_400 + 1)]
    (picture,) = overviews(
        [], [Lane("a", "Upstream", "a")], tallies=tallies, widths=(width,), excerpt=excerpt
    )
    bars = [(each.x, each.width) for each in picture.bins]
    assert len(bars) >= 3
    assert sum(wide + 1.5 for _, wide in bars) >= picture.right - picture.left - 0.2 * len(bars)


@SOME
@given(st.integers(-9_999_999_999, 9_999_999_999), st.integers(0, 9_999_999_999))
def test_years_of_eleven_digits_are_not_written(year: int, more: int) -> None:
    grid = Grid(Step("year"), ZoneInfo("UTC"))
    window = Window(grid, year, min(year + more, 9_999_999_999))
    assert window.writable
    for other in (window, window.earlier, window.later, window.wider):
        if other.writable:
            assert read(other).grid.step.unit == "year"
        else:
            assert abs(other.first) > 9_999_999_999 or abs(other.last * other.grid.step.size) > 9_999_999_999
