from __future__ import annotations

from whenever import Date, Instant, TimeDelta

from pmdesk.domain.items import Action, ActionStatus, Event, Strength
from pmdesk.domain.measures import Measure, measure, measures, overdue, strengths
from pmdesk.domain.review import KeyMoment, Review, moment_time, moments_of_event
from pmdesk.domain.times import Precision, Time

ZERO = Instant.from_utc(2018, 2, 20, 13)


def moment(first: int, last: int | None = None, precision: Precision = Precision.MINUTE) -> KeyMoment:
    end = first if last is None else last
    return KeyMoment(
        time=Time(earliest=ZERO + TimeDelta(minutes=first), latest=ZERO + TimeDelta(minutes=end), precision=precision)
    )


def test_exact_moments_give_exact_spans() -> None:
    review = Review(
        id="r",
        impact_starts=moment(0),
        detected=moment(45),
        acknowledged=moment(47),
        mitigated=moment(88),
        resolved=moment(101),
    )
    assert [(one.name, one.least, one.most) for one in measures(review)] == [
        ("detect", 2700, 2700),
        ("acknowledge", 120, 120),
        ("mitigate", 2580, 2580),
        ("restore", 6060, 6060),
    ]
    assert all(one.known and not one.about for one in measures(review))


def test_what_is_unknown_stays_unknown() -> None:
    assert measure(Review(id="r", detected=moment(0)), "detect") == Measure(name="detect")
    half = KeyMoment(time=Time(earliest=ZERO))
    assert not measure(Review(id="r", impact_starts=moment(0), detected=half), "detect").known


def test_a_range_stays_a_range_and_does_not_go_below_nought() -> None:
    review = Review(id="r", impact_starts=moment(0, 59, Precision.HOUR), detected=moment(30, precision=Precision.ABOUT))
    found = measure(review, "detect")
    assert (found.least, found.most, found.about) == (0, 1800, True)


def test_moments_out_of_order_are_shown_as_they_are() -> None:
    found = measure(Review(id="r", impact_starts=moment(50), detected=moment(20, 30)), "detect")
    assert (found.least, found.most) == (-1800, -1200)


def test_a_moment_is_read_through_its_event() -> None:
    event = Event(id="e", time=moment(7).time or Time())
    review = Review(id="r", detected=KeyMoment(event="e"), resolved=KeyMoment(event="gone"), events={"e": event})
    assert moment_time(review, "detected") == event.time
    assert moment_time(review, "resolved") is None
    assert moment_time(Review(id="r", detected=KeyMoment(time=Time())), "detected") is None
    assert moments_of_event(review, "e") == ("detected",)


def test_open_commitments_are_overdue_after_their_day() -> None:
    action = Action(id="a", status=ActionStatus.COMMITTED, due=Date(2026, 11, 12))
    assert overdue(action, Date(2026, 11, 13))
    assert not overdue(action, Date(2026, 11, 12))
    assert not overdue(Action(id="a", status=ActionStatus.IDEA, due=Date(2026, 11, 12)), Date(2026, 11, 13))


def test_strengths_count_commitments_alone() -> None:
    actions = [
        Action(id="a", strength=Strength.WEAKER, status=ActionStatus.DONE),
        Action(id="b", status=ActionStatus.COMMITTED),
        Action(id="c", strength=Strength.WEAKER),
        Action(id="d", strength=Strength.STRONGER, status=ActionStatus.WONT_DO),
    ]
    assert strengths(actions) == {Strength.STRONGER: 0, Strength.INTERMEDIATE: 0, Strength.WEAKER: 1, None: 1}
