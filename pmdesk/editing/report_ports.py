"""What the core needs to hand reports out, as Protocols and values; ports.py lists all ports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pmdesk.domain.review import Review

if TYPE_CHECKING:
    from pmdesk.editing.public_review import PublicReview


class Pictures(Protocol):
    """Pictures by the hash of their bytes. May be called from any thread."""

    def picture(self, blob: str) -> bytes | None:
        """Return the bytes, or None when the library does not hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What a person chooses for one report. ``owner_names`` shows names in the action table."""

    report: str = "team"
    owner_names: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A finished report: the bytes of the PDF, its pages, and what could not be drawn.

    ``missing`` holds characters for which no embedded font has a glyph: the window warns.
    """

    pdf: bytes
    pages: int
    missing: str = ""


class CancelledError(Exception):
    """Raised inside a job when its ``cancelled`` said yes."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How a long job reports and is stopped; both are called from the job's own thread."""

    progress: Callable[[float], None] = field(default=lambda _part: None)
    cancelled: Callable[[], bool] = field(default=lambda: False)


class Publisher(Protocol):
    """Makes reports. Every method may be called from a worker thread with a frozen review."""

    def pdf(self, review: Review, options: PublishOptions, pictures: Pictures, watch: Watch) -> Published:
        """Return the report. Raises CancelledError when watch.cancelled() says so."""

    def markdown(self, review: Review, options: PublishOptions) -> str:
        """Return the same report as Markdown; pictures are named only."""

    def outside(self, review: Review, options: PublishOptions) -> PublicReview:
        """Return the projection that such a report is made of: roles for names, without what is withheld."""

    def write(self, path: Path, data: bytes) -> None:
        """Write beside the target, sync, then rename over it. May raise KnownError."""


class PageImages(Protocol):
    """Pages of a PDF as pictures, for the preview."""

    def page(self, pdf: bytes, number: int, width: int) -> tuple[int, int, bytes]:
        """Return (width, height, BGRA bytes) of page ``number`` (from 0), ``width`` pixels wide."""
