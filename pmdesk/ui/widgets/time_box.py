"""Boxes for a time and for a date, typed the way people say them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from whenever import Date

from pmdesk.domain.times import Precision, Time, in_zone
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.forgiving_box import ForgivingBox
from pmdesk.ui.widgets.time_text import time_entry, time_in_words


class TimeBox(ForgivingBox):
    """Reads "14:02", "yesterday 9pm" or "2018-02-20 14:17 CET". ``time_chosen`` carries a Time or None."""

    time_chosen = Signal(object)

    def __init__(self, ctx: Context, *, name: str, hint: str = "", beside: bool = False, width: int = 0) -> None:
        """Fill in today and the local zone until set_frame says otherwise."""
        super().__init__(ctx, name=name, hint=hint or ctx.words("fields.time.hint"), beside=beside, width=width)
        self._zone = ctx.clock.zone()
        self._day = in_zone(ctx.clock.now(), self._zone).date()
        self.chosen.connect(self.time_chosen)

    def set_frame(self, day: Date | None, zone: str) -> None:
        """Say what a bare "14:02" means: its day (None: today) and its zone."""
        self._zone = zone
        self._day = day if day is not None else in_zone(self.ctx.clock.now(), zone).date()

    def set_time(self, time: Time | None) -> None:
        """Show the kept time, unless the box holds text that is not kept yet."""
        self.set_value(time)

    def read(self, text: str) -> object | None:
        """Ask the Dates port."""
        return self.ctx.dates.read(text, day=self._day, zone=self._zone, now=self.ctx.clock.now())

    def write(self, value: object) -> str:
        """Return a clock time, with the date and zone where they differ from the frame's."""
        return time_entry(value, day=self._day, zone=self._zone) if isinstance(value, Time) else ""

    def tell(self, value: object) -> str:
        """Return the time in full words."""
        return time_in_words(self.ctx.words, value) if isinstance(value, Time) else ""


class DateBox(ForgivingBox):
    """Reads "12 Nov", "yesterday" or "2026-11-12". ``date_chosen`` carries a Date or None."""

    date_chosen = Signal(object)

    def __init__(self, ctx: Context, *, name: str, hint: str = "", beside: bool = True, width: int = 120) -> None:
        """Read in the local zone until set_frame says otherwise."""
        super().__init__(ctx, name=name, hint=hint or ctx.words("fields.date.hint"), beside=beside, width=width)
        self._zone = ctx.clock.zone()
        self.chosen.connect(self.date_chosen)

    def set_frame(self, zone: str) -> None:
        """Say in which zone "today" is read."""
        self._zone = zone

    def set_date(self, date: Date | None) -> None:
        """Show the kept date, unless the box holds text that is not kept yet."""
        self.set_value(date)

    def read(self, text: str) -> object | None:
        """Take an ISO date as it is, else ask the Dates port; a bare clock time is no date."""
        try:
            return Date.parse_iso(text)
        except ValueError:
            pass
        now = self.ctx.clock.now()
        today = in_zone(now, self._zone).date()
        time = self.ctx.dates.read(text, day=today, zone=self._zone, now=now)
        if time is None or time.start is None:
            return None
        found = in_zone(time.start, time.zone).date()
        is_clock_time = found == today and ":" in text and time.precision is not Precision.DAY
        return None if is_clock_time else found

    def write(self, value: object) -> str:
        """Return the ISO date."""
        return value.format_iso() if isinstance(value, Date) else ""

    def tell(self, value: object) -> str:
        """Return "Thu 12 Nov 2026"."""
        return self.ctx.words.date(value) if isinstance(value, Date) else ""
