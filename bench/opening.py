"""Opening a library of 10,000 reviews, and one review of 5,000 events, beside bare SQL reads."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from made_reviews import made_review
from table import Line, median, milliseconds, print_lines

from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.domain.changes import Add, Batch
from pmdesk.editing.desk import Desk
from pmdesk.storage.opening import open_library

REVIEWS, EVENTS, TIMES = 10_000, 5_000, 7


def fill(path: Path) -> None:
    """Write the library."""
    clock, ids = SystemClock(), RandomIds()
    library = open_library(path, clock=clock, ids=ids)
    desk = Desk(library, clock, ids)
    for first in range(0, REVIEWS, 500):
        reviews = (made_review(f"r{at}", number=at + 2, events=4, seed=at) for at in range(first, first + 500))
        desk.do(Batch(tuple(Add(one.id, one) for one in reviews)), command="review.import")
    desk.do(Add("large", made_review("large", number=1, events=EVENTS)), command="review.import")
    library.finish_backup()
    library.close()


def lines(path: Path) -> list[Line]:
    """Measure."""
    clock, ids = SystemClock(), RandomIds()

    def whole() -> None:
        library = open_library(path, clock=clock, ids=ids)
        Desk(library, clock, ids)
        library.summaries(clock.today())
        library.finish_backup()
        library.close()

    def bare() -> None:
        with sqlite.connect(str(path)) as db:
            db.execute("SELECT * FROM review").fetchall()
            db.execute("SELECT review, status, due FROM action").fetchall()
        db.close()

    library = open_library(path, clock=clock, ids=ids)
    library.finish_backup()
    listed = [milliseconds(lambda: library.summaries(clock.today())) for _ in range(TIMES)]
    loaded = [milliseconds(lambda: library.load("large")) for _ in range(TIMES)]
    found = [milliseconds(lambda: library.search("rollback storm", 200)) for _ in range(TIMES)]
    library.close()
    opened = [milliseconds(whole) for _ in range(TIMES)]
    read = [milliseconds(bare) for _ in range(TIMES)]
    db = sqlite.connect(str(path))
    rows = [
        milliseconds(lambda: db.execute("SELECT * FROM event WHERE review = 'large'").fetchall()) for _ in range(TIMES)
    ]
    db.close()
    return [
        Line(
            what=f"open a library of {REVIEWS} reviews, list it, close it",
            ours=median(opened),
            floor=median(read),
            beside="bare reads",
        ),
        Line(what=f"list {REVIEWS} reviews", ours=median(listed), floor=median(read), beside="bare reads"),
        Line(
            what=f"load one review of {EVENTS} events",
            ours=median(loaded),
            floor=median(rows),
            beside="bare rows",
            aim="aim: < 100 ms",
        ),
        Line(what=f"search in {REVIEWS} reviews", ours=median(found), aim="aim: < 100 ms"),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "large.pmdesk"
        fill(path)
        print_lines("Opening", lines(path))


if __name__ == "__main__":
    main()
