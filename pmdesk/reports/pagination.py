"""Filling pages: pieces go from top to bottom, once; then the number of pages is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pmdesk.reports.pieces import PageEnd, Piece
from pmdesk.reports.style import BOTTOM, TOP

_ROOM = BOTTOM - TOP
_CHAIN = 6
"""So many pieces at most are kept together with what follows them."""

_BEGINNING = 40.0
"""A piece that can be cut counts with this height when something above it shall stay with it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and where its upper edge is on its page."""

    piece: Piece
    top: float


Page = list[Placed]


class Pages:
    """Pages as they fill. Linear in the number of pieces: nothing is laid out twice."""

    def __init__(self) -> None:
        """Begin with one empty page."""
        self.pages: list[Page] = [[]]
        self._at = TOP

    def fill(self, pieces: Iterable[Piece], watch: Callable[[], None]) -> list[Page]:
        """Place all pieces and return the pages; ``watch`` is called for every piece."""
        held: list[Piece] = []
        for piece in pieces:
            watch()
            held.append(piece)
            if piece.keeps_next and len(held) < _CHAIN:
                continue
            self._place_together(held)
            held = []
        self._place_together(held)
        if not self.pages[-1] and len(self.pages) > 1:
            self.pages.pop()
        return self.pages

    def _place_together(self, held: list[Piece]) -> None:
        """Place pieces of which the first ones want to stand on the page of the last one."""
        if len(held) > 1:
            last = held[-1]
            need = sum(piece.before + piece.height for piece in held[:-1]) + last.before
            need += last.height if last.split(_BEGINNING * 2) is None else _BEGINNING
            if need > BOTTOM - self._at and need <= _ROOM:
                self._turn()
        for piece in held:
            self._place(piece)

    def _place(self, piece: Piece) -> None:
        if isinstance(piece, PageEnd):
            self._turn()
            return
        while True:
            gap = piece.before if self.pages[-1] else 0.0
            room = BOTTOM - self._at - gap
            if piece.height <= room + 0.01:
                self._put(piece, gap)
                return
            cut = piece.split(room)
            if cut is not None:
                self._put(cut[0], gap)
                piece = cut[1]
                self._turn()
                self._repeat(piece)
            elif self._fresh:
                self._put(piece, gap)
                return
            else:
                self._turn()
                self._repeat(piece)

    @property
    def _fresh(self) -> bool:
        """Whether nothing but a repeated head stands on the page."""
        return len(self.pages[-1]) == 0 or (len(self.pages[-1]) == 1 and self._repeated)

    _repeated = False

    def _repeat(self, piece: Piece) -> None:
        if piece.head is not None:
            self._put(piece.head, 0)
            self._repeated = True

    def _put(self, piece: Piece, gap: float) -> None:
        self.pages[-1].append(Placed(piece, self._at + gap))
        self._at += gap + piece.height
        self._repeated = False

    def _turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
            self._at = TOP
        self._repeated = False
