"""A change until it is durable, beside the same rows, log rows and index triggers in bare SQL."""

from __future__ import annotations

import json
import random
import tempfile
from functools import partial
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from made_reviews import made_review, sentence
from table import Line, high, median, milliseconds, print_lines

from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.domain.changes import Add, Set
from pmdesk.editing.desk import Desk
from pmdesk.storage.opening import open_library

CHANGES = 400


def measure(folder: Path, events: int) -> list[Line]:
    """Return the lines for a review with that many events; both sides take turns in one run."""
    clock, ids = SystemClock(), RandomIds()
    chance = random.Random(7)
    library = open_library(folder / f"ours-{events}.pmdesk", clock=clock, ids=ids)
    desk = Desk(library, clock, ids)
    desk.do(Add("r", made_review("r", events=events)), command="review.new")
    twin = folder / f"floor-{events}.pmdesk"
    library.save_copy(twin)
    bare = sqlite.connect(str(twin), isolation_level=None, cached_statements=256)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        bare.execute(f"PRAGMA {pragma}").fetchall()
    log = [row[1] for row in bare.execute('PRAGMA table_info("log")')]
    put = f'INSERT INTO "log" VALUES ({", ".join("?" * len(log))})'
    count = bare.execute('SELECT max(n) FROM "log"').fetchone()[0]
    ours, floor = [], []
    for at in range(CHANGES):
        name, text = f"e{chance.randrange(events)}", sentence(chance, 12)
        change = Set("r", "event", name, "text", text)
        ours.append(milliseconds(partial(desk.do, change, command="event.reword")))

        def plain(name: str = name, text: str = text, at: int = at) -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute('UPDATE "event" SET "text" = ? WHERE "id" = ? AND "review" = ?', (text, name, "r"))
            values = {"device": "x" * 16, "n": count + at + 1, "hlc": at, "group": "g" * 16, "command": "event.reword"}
            values |= {
                "kind": "do",
                "review": "r",
                "entity": f"event:{name}",
                "field": "text",
                "value": json.dumps(text),
            }
            values |= {"parents": "[]", "author": "", "version": 1, "sum": 0}
            bare.execute(put, [values[column] for column in log])
            bare.execute("COMMIT")

        floor.append(milliseconds(plain))
    bare.close()
    library.close()
    label = f"change to durable, {events} events"
    return [
        Line(what=f"{label}: median", ours=median(ours), floor=median(floor), beside="bare SQL", aim="aim: 3x, < 5 ms"),
        Line(what=f"{label}: 99th percentile", ours=high(ours), floor=high(floor), beside="bare SQL"),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        lines = [line for events in (20, 5000) for line in measure(Path(name), events)]
    print_lines("A change until it is durable", lines)


if __name__ == "__main__":
    main()
