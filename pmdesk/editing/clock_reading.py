"""Reading a time at the start of a line, or a whole field: dates, clocks, ranges, zones, "+5".

Strict in the sense that what is not plainly a time is not read at all. Nothing here raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from whenever import Date, Instant, TimeDelta
from whenever import Time as ClockTime

from pmdesk.domain.times import Precision, Time, in_zone, instants_of
from pmdesk.editing.clock_face import DAY_SECONDS, Face, face_at, shortened_face_at, with_half_of
from pmdesk.editing.day_reading import Day, day_at
from pmdesk.editing.zone_reading import Zone, zone_at

_HALF_A_DAY = 12 * 3600
_NEARLY_A_DAY = 18 * 3600

_ABOUT = re.compile(r"(?:[~≈≃]|(?:about|around|approx\.?|approximately|roughly|circa|ca\.?|c\.)\s)\s*", re.IGNORECASE)
_AT = re.compile(r"(?:at|@)\s+(?=\d)", re.IGNORECASE)
_HALF = re.compile(r"(?P<before>before\s+|<(?=\d)|\?\s?[\-–—]\s?(?=[\d~]))|(?P<after>after\s+|>(?=\d))", re.IGNORECASE)
_FROM = re.compile(r"(?:between|from)\s+", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[\-–—−]|\.{2,3}|…)\s*|\s+(?:to|and|until|till)\s+", re.IGNORECASE)
_OPEN_END = re.compile(r"\s?[\-–—]\s?\?(?!\w)")
_UNSURE = re.compile(r"\?|-?ish\b", re.IGNORECASE)
_TO_CLOCK = re.compile(r"T(?=\d)|,?\s+at\s+|,?\s+", re.IGNORECASE)
_TO_DAY = re.compile(r",?\s+(?:on\s+)?", re.IGNORECASE)
_NOT_KNOWN = re.compile(r"(?:[x?]{2}:[x?]{2})(?![\w?])", re.IGNORECASE)
_NOT_KNOWN_AT_ALL = re.compile(r"\?+")
_NOW = re.compile(r"(?:right\s+|just\s+)?now\b", re.IGNORECASE)
_MINUTES = r"\s?m(?:in(?:ute)?s?)?"
_RELATIVE = re.compile(
    r"(?P<sign>\+\s?|[\-−])(?:"
    rf"(?P<hours>\d{{1,3}})\s?h(?:(?:ou)?rs?)?(?:(?P<rest>\d{{1,2}})(?:{_MINUTES})?|\s(?P<more>\d{{1,2}}){_MINUTES})?"
    r"|(?P<clock>\d{1,2}:[0-5]\d)"
    rf"|(?P<minutes>\d{{1,4}}){_MINUTES}"
    # "+6 second node" is six minutes later, at the second node
    r"|(?P<seconds>1(?=\s?second\b)|\d{1,5}(?!\s?second\b))\s?s(?:ec(?:ond)?s?)?"
    r"|(?P<bare>\d{1,4}))(?![\w%/]|[:.,]\d)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[\s,;:|\])*`–—\-]|\.(?=\s|\Z)|\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What fills in the things that a text does not say.

    ``day`` is the date of a bare clock time, ``base`` what "yesterday" counts from (``day`` when it
    is None), ``last`` the time that "+5" counts from. ``rolled`` says that ``day`` was reached by
    passing midnight and was not stated.
    """

    day: Date
    zone: str
    base: Date | None = None
    last: Time | None = None
    now: Instant | None = None
    rolled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A time that was read, where it ended, and whether its date was stated or rolled over."""

    time: Time
    end: int
    dated: bool = False
    rolled_over: bool = False


def read_start(text: str, at: int, frame: Frame) -> Reading | None:
    """Return the time that stands at an offset of a line, or None when there is none."""
    try:
        reading = _Reader(text, at, frame, loose=False).read()
    except ValueError:
        return None
    return reading if reading is not None and _ENDS.match(text, reading.end) else None


def read_whole(text: str, frame: Frame) -> Time | None:
    """Return the time that a text states as a whole, or None; takes more forms than a line does."""
    wanted = " ".join(text.split())
    try:
        reading = _Reader(wanted, 0, frame, loose=True).read()
    except ValueError:
        return None
    if reading is None or wanted[reading.end :].strip(" .,"):
        return None
    return replace(reading.time, given=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """The second time of a range, with its date when it stated one."""

    face: Face
    day: Day | None


class _Reader:
    """Reads one time; ``at`` moves on as parts are understood.

    Raises ValueError for what lies outside the calendar.
    """

    def __init__(self, text: str, at: int, frame: Frame, *, loose: bool) -> None:
        self.text = text
        self.start = at
        self.at = at
        self.frame = frame
        self.loose = loose
        self.day: Day | None = None
        self.zone: Zone | None = None
        self.about = False
        self.half = ""
        self.glued = False

    def read(self) -> Reading | None:
        """Return what was read, or None."""
        special = self._unknown() or self._now()
        if special is not None:
            return special
        self.about = self._skip(_ABOUT)
        relative = self._relative()
        if relative is not None:
            return relative
        self._read_half()
        ranged = not self.half and self._skip(_FROM)
        self._skip(_AT)
        self._read_day()
        self._read_half()
        self.about = self._skip(_ABOUT) or self.about
        face = self._face()
        if face is None:
            return None if ranged else self._whole_day()
        second = self._second(face)
        if ranged and second is None:
            return None
        self._read_trailing()
        return self._clock(face, second)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        if found is None:
            return False
        self.at = found.end()
        return True

    def _unknown(self) -> Reading | None:
        if self._skip(_NOT_KNOWN) or (
            self.loose and _NOT_KNOWN_AT_ALL.fullmatch(self.text) and self._skip(_NOT_KNOWN_AT_ALL)
        ):
            return self._reading(None, None, Precision.MINUTE)
        return None

    def _now(self) -> Reading | None:
        if self.frame.now is None or not self.loose or not self._skip(_NOW):
            return None
        now = in_zone(self.frame.now, self.frame.zone).replace(second=0, nanosecond=0).to_instant()
        return self._reading(now, now, Precision.MINUTE, dated=True)

    def _relative(self) -> Reading | None:
        last = self.frame.last
        found = _RELATIVE.match(self.text, self.at)
        if found is None or last is None or not last.placed or last.precision is Precision.DAY:
            return None
        back = found["sign"][0] != "+"
        if back and (found["bare"] or found["clock"]):
            return None
        self.at = found.end()
        span = -_span(found) if back else _span(found)
        vague = last.precision is Precision.HOUR or _one_clock_time(last)
        earliest = last.earliest if vague else last.latest
        precision = last.precision
        if self.about:
            precision = Precision.ABOUT
        elif found["seconds"]:
            precision = Precision.SECOND
        first, until = _moved(earliest, span), _moved(last.latest, span)
        reached = in_zone(first or until, self.frame.zone).date() if first or until else self.frame.day
        return self._reading(first, until, precision, rolled_over=reached > self.frame.day)

    def _read_half(self) -> None:
        found = None if self.half else _HALF.match(self.text, self.at)
        if found is not None:
            self.half = "before" if found["before"] else "after"
            self.at = found.end()

    def _read_day(self) -> None:
        self.day = self._day_at(self.at)
        if self.day is None:
            return
        self.at = self.day.end
        gap = _TO_CLOCK.match(self.text, self.at)
        if gap is None:
            return
        self.glued = gap.group().upper() == "T"
        if self._clock_follows(gap.end()):
            self.at = gap.end()

    def _clock_follows(self, at: int) -> bool:
        for skipped in (_HALF, _ABOUT):
            found = skipped.match(self.text, at)
            at = found.end() if found else at
        return face_at(self.text, at, loose=self.loose) is not None or shortened_face_at(self.text, at) is not None

    def _day_at(self, at: int) -> Day | None:
        frame = self.frame
        return day_at(self.text, at, near=frame.day, base=frame.base or frame.day, loose=self.loose)

    def _face(self) -> Face | None:
        """Read the first clock time; one without am or pm when the second of a range has it."""
        if self.day is not None and self.at == self.day.end:
            return None
        face = face_at(self.text, self.at, loose=self.loose)
        if face is None:
            face = shortened_face_at(self.text, self.at)
            if face is None:
                return None
            gap = _TO.match(self.text, face.end)
            second = face_at(self.text, gap.end()) if gap else None
            if second is None or not second.half:
                return None
        self.at = face.end
        self.about = self._skip(_UNSURE) or self.about
        self._read_zone()
        return face

    def _read_zone(self) -> None:
        if self.zone is None:
            self.zone = zone_at(self.text, self.at, loose=self.loose, glued_minus=self.glued)
            self.at = self.zone.end if self.zone else self.at

    def _second(self, first: Face) -> _End | None:
        """Read the end of a range, when there is one that makes sense."""
        if self.half:
            return None
        if self._skip(_OPEN_END):
            self.half = "after"
            return None
        gap = _TO.match(self.text, self.at)
        if gap is None:
            return None
        day = self._day_at(gap.end())
        at = gap.end()
        if day is not None:
            to_clock = _TO_CLOCK.match(self.text, day.end)
            at = to_clock.end() if to_clock else day.end
        face = face_at(self.text, at, loose=self.loose)
        if face is None:
            return None
        begun = with_half_of(first, face)
        if day is None and face.last < begun.first and face.last + DAY_SECONDS - begun.first > _HALF_A_DAY:
            return None
        self.at = face.end
        self.about = self._skip(_UNSURE) or self.about
        return _End(face=face, day=day)

    def _read_trailing(self) -> None:
        """Read a zone behind a range and, in a field, a date behind the clock time."""
        self.glued = self.glued or (self.day is not None and self.day.certain)
        self._read_zone()
        gap = _TO_DAY.match(self.text, self.at) if self.loose and self.day is None else None
        if gap is not None:
            self.day = self._day_at(gap.end())
            self.at = self.day.end if self.day else self.at
            self._read_zone()

    def _whole_day(self) -> Reading | None:
        """Return a date without a clock time; in a line only one that no prose reads like."""
        if self.day is None or not (self.loose or self.day.certain):
            return None
        self.at = self.day.end
        gap = _TO.match(self.text, self.at) if self.loose and not self.half else None
        last = self._day_at(gap.end()) if gap else None
        self.at = last.end if last else self.at
        begins = self._instants(self.day.date, 0)[0]
        ends = self._instants((last or self.day).date, DAY_SECONDS - 60)[1]
        if self.half == "before":
            return self._reading(None, begins, Precision.DAY, dated=True)
        if self.half == "after":
            return self._reading(ends, None, Precision.DAY, dated=True)
        return self._reading(begins, ends, Precision.DAY, dated=True)

    def _clock(self, face: Face, second: _End | None) -> Reading:
        if second is not None:
            face = with_half_of(face, second.face)
        day = self.day.date if self.day else self._bare_day(face)
        ends, end_day = face.last, day
        if second is not None:
            ends = second.face.last
            end_day = second.day.date if second.day else day.add(days=1) if ends < face.first else day
        earliest, latest = self._instants(day, face.first)[0], self._instants(end_day, ends)[1]
        precision = face.precision
        if self.about:
            precision = Precision.ABOUT
        elif second is not None and Precision.SECOND in {precision, second.face.precision}:
            precision = Precision.SECOND
        return self._reading(
            None if self.half == "before" else earliest,
            None if self.half == "after" else latest,
            precision,
            dated=self.day is not None,
            rolled_over=self.day is None and day > self.frame.day and self._zone_name() == self.frame.zone,
        )

    def _bare_day(self, face: Face) -> Date:
        """Return the date of a clock time that states none: the frame's, or its neighbour past midnight."""
        frame = self.frame
        day = frame.day
        last = frame.last.start if frame.last is not None and frame.last.precision is not Precision.DAY else None
        if last is None or in_zone(last, frame.zone).date() != day:
            return day
        ahead = (self._instants(day, face.first)[0] - last).total("seconds")
        if self._zone_name() != frame.zone:
            # Elsewhere it may be another date already: what counts is to be near the last event.
            return day.add(days=(ahead < -_HALF_A_DAY) - (ahead > _HALF_A_DAY))
        if ahead < -_HALF_A_DAY:
            return day.add(days=1)
        return day.subtract(days=1) if frame.rolled and ahead > _NEARLY_A_DAY else day

    def _zone_name(self) -> str:
        return self.zone.name if self.zone else self.frame.zone

    def _instants(self, day: Date, seconds: int) -> tuple[Instant, Instant]:
        days, seconds = divmod(seconds, DAY_SECONDS)
        minutes, second = divmod(seconds, 60)
        local = day.add(days=days).at(ClockTime(minutes // 60, minutes % 60, second))
        return instants_of(local, self._zone_name(), self.zone.said if self.zone else None)

    def _reading(
        self,
        earliest: Instant | None,
        latest: Instant | None,
        precision: Precision,
        *,
        dated: bool = False,
        rolled_over: bool = False,
    ) -> Reading:
        given = self.text[self.start : self.at].strip()
        time = Time(earliest=earliest, latest=latest, zone=self._zone_name(), precision=precision, given=given)
        return Reading(time=time, end=self.at, dated=dated, rolled_over=rolled_over)


def _span(found: re.Match[str]) -> TimeDelta:
    if found["clock"]:
        hours, _colon, minutes = found["clock"].partition(":")
        return TimeDelta(hours=int(hours), minutes=int(minutes))
    minutes = found["rest"] or found["more"] or found["minutes"] or found["bare"] or 0
    return TimeDelta(hours=int(found["hours"] or 0), minutes=int(minutes), seconds=int(found["seconds"] or 0))


def _moved(instant: Instant | None, span: TimeDelta) -> Instant | None:
    return None if instant is None else instant + span


def _one_clock_time(time: Time) -> bool:
    """Return whether both ends are the same time on the wall, as in the hour that comes twice, or one is open."""
    if time.earliest is None or time.latest is None:
        return True
    return in_zone(time.earliest, time.zone).to_plain() == in_zone(time.latest, time.zone).to_plain()
