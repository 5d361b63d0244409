"""What the command line does to libraries, and what both it and the window do with reviews from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk.app.parts import Parts, compose
from pmdesk.domain.changes import Change
from pmdesk.domain.review import Review
from pmdesk.editing.ports import KnownError

if TYPE_CHECKING:
    from pmdesk.exchange.arrivals import Arrival
    from pmdesk.storage.check import CheckReport

SAMPLE = "mybinder-2018-02-20.toml"


@contextmanager
def reading(path: Path) -> Iterator[Parts]:
    """Open a library that exists for reading, and close it. Raises KnownError ``storage.*``."""
    with closing(compose(path, create=False, read_only=True)) as parts:
        yield parts


@contextmanager
def writing(path: Path) -> Iterator[Parts]:
    """Open a library for writing, made where there is none, and close it.

    Raises KnownError ``storage.*``, ``cli.held`` when a window has it open, ``cli.read_only`` when
    nothing can be written there.
    """
    with closing(compose(path)) as parts:
        if parts.library.holder:
            raise KnownError("cli.held", holder=parts.library.holder, path=str(path))
        if parts.library.read_only:
            raise KnownError("cli.read_only", path=str(path))
        yield parts


def checked(path: Path) -> CheckReport:
    """Check a library file. Raises KnownError when it is not one."""
    from pmdesk.storage.check import check_file  # noqa: PLC0415 (only this command needs it)

    return check_file(path)


def add_review(parts: Parts, review: Review) -> Arrival:
    """Add a review from outside under ids and a number that are free in this library. Raises KnownError."""
    from pmdesk.exchange.arrivals import arrive  # noqa: PLC0415 (only an import needs it)

    arrival = arrive(
        review,
        known=parts.library.load(review.id) is not None,
        numbers={one.number for one in parts.library.summaries(parts.clock.today())},
        next_number=parts.desk.next_number(),
        ids=parts.ids,
    )
    parts.desk.do(arrival.change, command="review.import")
    return arrival


def sample_text(parts: Parts) -> str:
    """Return the bundled sample as it lies in the resources."""
    return parts.resources.text("samples", SAMPLE)


def sample_change(parts: Parts) -> Change:
    """Return the change that adds the bundled sample to the library."""
    from pmdesk.exchange.sample_walk import load_sample  # noqa: PLC0415 (late on purpose)

    return load_sample(sample_text(parts), clock=parts.clock, ids=parts.ids, number=parts.desk.next_number())
