"""The button that says which zone a bare clock time means, and the list to choose another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from whenever import Instant, available_timezones

from pmdesk.domain.times import zone_known
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.popover import Choice, Picker, anchor_of


class ZoneButton(Button):
    """Shows "CET (UTC+1)". A click opens the list of zones; ``zone_chosen`` carries a name of tzdata.

    ``not_known`` carries a typed text that names no zone.
    """

    zone_chosen = Signal(str)
    not_known = Signal(str)

    def __init__(self, ctx: Context, *, name: str) -> None:
        """``name`` is its accessible name; the zone is told as its description."""
        super().__init__(ctx.look, "", kind="flat", icon="clock", name=name, small=True)
        self._ctx = ctx
        self._zone = "UTC"
        self._at = ctx.clock.now()
        self.clicked.connect(self._choose)
        self.setDisabled(ctx.read_only)

    def set_zone(self, zone: str, at: Instant) -> None:
        """Show a zone and its offset at an instant."""
        self._zone, self._at = zone, at
        text = self._ctx.words.zone_text(zone, at)
        self.setText(text.replace("&", "&&"))
        self.setAccessibleDescription(text)

    def _choose(self) -> None:
        words = self._ctx.words
        common = (self._zone, self._ctx.clock.zone(), "UTC", "CET", "EET", "WET")
        near = dict.fromkeys(one for one in common if zone_known(one))
        zones = [*near, *sorted(one for one in available_timezones() if _is_a_place(one) and one not in near)]
        choices = [Choice(one, one.replace("_", " "), checked=one == self._zone) for one in zones]
        picker = Picker(
            self._ctx.look,
            self.window(),
            words("fields.zone.question"),
            choices,
            hint=words("fields.zone.hint"),
            free_text=True,
        )
        picker.chosen.connect(lambda zone: self.zone_chosen.emit(str(zone)))
        picker.typed.connect(self._typed)
        picker.show_at(anchor_of(self))

    def _typed(self, text: str) -> None:
        zone = text.strip().replace(" ", "_")
        if zone_known(zone):
            self.zone_chosen.emit(zone)
        else:
            self.not_known.emit(text.strip())


def _is_a_place(zone: str) -> bool:
    return "/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV/"))
