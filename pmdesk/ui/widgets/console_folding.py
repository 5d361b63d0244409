"""Which sections of the console are open: as the person chose, else as many as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject

from pmdesk.ui.context import Settings
from pmdesk.ui.widgets.console_section import ConsoleSection


def fitting(
    heights: Mapping[str, tuple[int, int]], chosen: Mapping[str, bool], importance: Sequence[str], room: int
) -> set[str]:
    """Return the keys of the sections to fold.

    ``heights`` says how high each is folded and open, ``chosen`` which a person folded (True) or opened.
    The others are opened in the order of ``importance`` as long as all together fit into ``room``;
    what is not named there is always open.
    """
    folded = {key for key in heights if chosen.get(key, key in importance)}
    used = sum(heights[key][0 if key in folded else 1] for key in heights)
    for key in importance:
        more = heights[key][1] - heights[key][0]
        if key in heights and key not in chosen and used + more <= room:
            folded.discard(key)
            used += more
    return folded


class Folding(QObject):
    """Folds sections by hand and by room. What was folded or opened by hand is remembered."""

    def __init__(
        self, settings: Settings, sections: Sequence[ConsoleSection], importance: Sequence[str], parent: QObject
    ) -> None:
        """Let the sections in ``importance`` fold by themselves, the one to keep open longest first.

        Those named in ``away`` stand elsewhere now and need no room here.
        """
        super().__init__(parent)
        self._settings = settings
        self._sections = {one.key: one for one in sections}
        self._importance = importance
        self._opened = ""
        self.away: frozenset[str] = frozenset()
        for one in sections:
            one.turn_wanted.connect(partial(self.turn, one))
            one.set_folded(folded=self._by_hand(one.key) is True)

    def turn(self, section: ConsoleSection) -> None:
        """Fold a section or unfold it, and remember that. Nothing else moves."""
        folded = not section.folded
        self._settings.put(f"console.section.{section.key}", folded)
        self._opened = ""
        section.set_folded(folded=folded)

    def open(self, section: ConsoleSection) -> None:
        """Unfold a section because something in it is wanted; it stays open until another one is wanted."""
        self._opened = section.key
        section.set_folded(folded=False)

    def forget(self) -> None:
        """Let the section that was wanted last fold again."""
        self._opened = ""

    def without_room(self, width: int, room: int) -> set[str]:
        """Return the keys of the sections that would fold in ``room`` px; not those folded by hand."""
        return {key for key in self._to_fold(width, room) if self._by_hand(key) is None}

    def fit(self, width: int, room: int) -> None:
        """Open as many sections as fit into ``room`` px."""
        folded = self._to_fold(width, room)
        for key, one in self._sections.items():
            if one.folded != (key in folded):
                one.set_folded(folded=key in folded)

    def _to_fold(self, width: int, room: int) -> set[str]:
        heights = {key: (0, 0) if key in self.away else one.heights(width) for key, one in self._sections.items()}
        chosen = {key: False for key, one in self._sections.items() if self._kept_open(key, one)}
        for key in self._sections.keys() - chosen.keys():
            by_hand = self._by_hand(key)
            if by_hand is not None:
                chosen[key] = by_hand
        chosen.update({key: chosen.get(key, False) for key in self.away})
        return fitting(heights, chosen, self._importance, room)

    def _kept_open(self, key: str, section: ConsoleSection) -> bool:
        """Return whether the section is in use now."""
        focus = section.window().focusWidget()
        inside = focus is not None and focus is not section.head and section.isAncestorOf(focus)
        return key == self._opened or (inside and not section.folded)

    def _by_hand(self, key: str) -> bool | None:
        value = self._settings.get(f"console.section.{key}", None)
        return value if isinstance(value, bool) else None
