"""What can be read of a damaged library goes into a new file; the damaged one is not touched.

When the change log is whole, everything is rebuilt from it, with its history. Otherwise each item
comes from its row, or from the log where its row cannot be read, and history starts anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from whenever import Instant

from pmdesk.domain.changes import Add, Batch, Change, Remove
from pmdesk.domain.review import ITEM_MAPS, REVIEW, Review
from pmdesk.editing.ports import Clock, Entry, Ids, KnownError, PrivateNote, WordingChoice, WordingChoiceKind
from pmdesk.storage import outside_log
from pmdesk.storage.backup import Backup, backups_of, put_in_place
from pmdesk.storage.connection import connect_to_build, connect_to_read, transaction
from pmdesk.storage.damaged import Rows, columns_since, read_table, read_text_kindly
from pmdesk.storage.errors import opened_soundly, said_kindly
from pmdesk.storage.file_facts import DEVICE, put_fact
from pmdesk.storage.log import COLUMNS, QUOTED, split_entity
from pmdesk.storage.migrations import STEPS, version_of
from pmdesk.storage.opening import create_library, look_at, open_library
from pmdesk.storage.replay import LogRow, Replayed, log_row, replay
from pmdesk.storage.rows import LINKS, plan_of
from pmdesk.storage.salvaged_reviews import is_id, put_together, tried
from pmdesk.storage.writing import link_sql, upsert_sql


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """What the new file holds. ``incomplete`` names the tables that could not be read to their end.

    ``history_kept`` is True when the change log was whole and everything was rebuilt from it.
    ``backups`` are those of the damaged library: one of them may hold more.
    """

    out: Path
    reviews: int
    items: int
    private_notes: int
    drafts: int
    pictures: int
    history_kept: bool
    incomplete: tuple[str, ...]
    backups: tuple[Backup, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """All readable rows of a damaged library."""

    tables: Mapping[str, Rows]
    log: Mapping[str, list[LogRow]]
    log_whole: bool

    @property
    def incomplete(self) -> tuple[str, ...]:
        return tuple(name for name, rows in self.tables.items() if not rows.whole)


def salvage(path: Path, out: Path, *, clock: Clock, ids: Ids) -> SalvageReport:
    """Copy what can be read of ``path`` into a new library ``out``.

    Raises KnownError: storage.exists when ``out`` is there, storage.nothing_to_salvage when no
    review can be read, and what the disk says.
    """
    try:
        found = _opened(path)
    except KnownError as error:
        if error.id != "storage.damaged":
            raise
        raise KnownError("storage.nothing_to_salvage", name=path.name) from error
    part = out.with_name(f"{out.name}.{ids()}.part")
    with said_kindly(out):
        try:
            fill = _from_log if found.log_whole else _from_rows
            counts = fill(found, part, clock, ids)
            if not counts["reviews"]:
                raise KnownError("storage.nothing_to_salvage", name=path.name)
            put_in_place(part, out)
        finally:
            part.unlink(missing_ok=True)
    return SalvageReport(
        out=out,
        **counts,
        history_kept=found.log_whole,
        incomplete=found.incomplete,
        backups=tuple(backups_of(path)),
    )


def _opened(path: Path) -> _Found:
    """Read everything that can be read. Raises KnownError: storage.damaged when not even a table can be found."""
    with opened_soundly(path):
        look_at(path)
        db = connect_to_read(path)
        try:
            read_text_kindly(db)
            return _read(db)
        finally:
            db.close()


def _read(db: Database) -> _Found:
    later = columns_since(min(max(version_of(db), 1), len(STEPS)), STEPS)
    tables = {
        name: read_table(db, name, columns, key, later[name]) for name, (columns, key) in {**_items(), **_APART}.items()
    }
    rows = [log_row(row) for row in tables["log"]]
    log: dict[str, list[LogRow]] = {}
    for row in sorted((row for row in rows if row.sound), key=lambda row: row.place):
        log.setdefault(row.review, []).append(row)
    return _Found(tables, log, _whole(db, tables["log"], rows))


_APART: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "log": ((*COLUMNS, "sum"), ("device", "n")),
    "meta": (("value",), ("key",)),
    "draft": (("text",), ("key",)),
    "private_note": (("id", "review", "text", "at", "binned"), ("pk",)),
    "meeting": (("state",), ("review",)),
    "pulse": (("count",), ("review", "question", "answer")),
    "wording_choice": (("id", "kind", "rule", "review", "text", "context"), ("pk",)),
    "blob": (("type", "bytes"), ("hash",)),
}
"""Table -> what is read of it, and its key."""


def _items() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the same for the tables of reviews, items and links."""
    rows = {
        kind: ((*plan_of(kind).columns, *(() if kind == REVIEW else ("review",)), "removed"), ("pk",))
        for kind in (REVIEW, *ITEM_MAPS)
    }
    links = {table: (("removed",), ("review", owner, member)) for table, owner, member in LINKS.values()}
    return {**rows, **links}


def _whole(db: Database, read: Rows, rows: list[LogRow]) -> bool:
    """Return whether no log row is altered or missing: the numbers have no hole, the index knows no more."""
    last: dict[str, int] = {}
    for row in rows:
        last[row.device] = max(last.get(row.device, 0), row.n)
    indexed = read_table(db, "log", (), ["review", "entity", "field", "hlc", "device", "n"])
    return (
        bool(rows)
        and read.whole
        and all(row.sound for row in rows)
        and sum(last.values()) == len(rows)
        and (not indexed.whole or len(indexed.found) == len(rows))
    )


def _from_log(found: _Found, part: Path, clock: Clock, ids: Ids) -> dict[str, int]:
    """Rebuild all rows from the log, and keep the log as it is."""
    create_library(part, clock=clock, ids=ids)
    db = connect_to_build(part)
    try:
        counts = {"reviews": 0, "items": 0}
        with transaction(db):
            for review, rows in found.log.items():
                if review:
                    told = replay(rows)
                    _write_told(db, review, told)
                    counts["reviews"] += told[f"{REVIEW}:{review}"].present
                    counts["items"] += sum(one.present for name, one in told.items() if not name.startswith(REVIEW))
            places = ", ".join("?" * (len(COLUMNS) + 1))
            insert = f'INSERT INTO "log" ({QUOTED}, "sum") VALUES ({places})'  # noqa: S608 (names of our own)
            db.conn.executemany(insert, list(found.tables["log"]))
            device = found.tables["meta"].found.get(("device",))
            if device is not None and any(row.device == device[0] for rows in found.log.values() for row in rows):
                put_fact(db, DEVICE, device[0])
        counts.update(_write_apart(db, found))
    finally:
        db.close()
    return counts


def _write_told(db: Database, review: str, told: Mapping[str, Replayed]) -> None:
    for kind in (REVIEW, *ITEM_MAPS):
        for entity, one in told.items():
            if split_entity(entity)[0] != kind:
                continue
            item = one.item(kind)
            of = () if kind == REVIEW else (review,)
            db.execute(upsert_sql(kind), (*plan_of(kind).write(item), *of))
            for name, members in one.members.items():
                put, take, _clear = link_sql(kind, name)
                for member, is_in in members.items():
                    db.execute(put, (review, item.id, member))
                    if not is_in:
                        db.execute(take, (review, item.id, member))
            if not one.present:
                key = '"id" = ?' if kind == REVIEW else '"id" = ? AND "review" = ?'
                db.execute(f'UPDATE "{kind}" SET "removed" = 1 WHERE {key}', (item.id, *of))  # noqa: S608 (own names)


def _from_rows(found: _Found, part: Path, clock: Clock, ids: Ids) -> dict[str, int]:
    """Put each review together from rows and log, and add it to a new library as one change."""
    counts = {"reviews": 0, "items": 0}
    library = open_library(part, clock=clock, ids=ids)

    def record(change: Change, review: str) -> None:
        nothing: dict[str, Review | None] = {review: None}
        library.record(
            Entry(group=ids(), command="review.salvage", kind="do", of="", change=change, before=nothing, after=nothing)
        )

    try:
        there = set()
        for review in put_together(found.tables, found.log):
            record(Add(review.id, review), review.id)
            there.add(review.id)
            counts["reviews"] += 1
            counts["items"] += sum(len(review.items(kind)) for kind in ITEM_MAPS)
        named = {row[1] for row in found.tables["private_note"] if is_id(row[1])}
        for name in sorted(named - there):
            # A private note of a review that is gone keeps a place to belong to.
            record(Batch((Add(name, Review(id=name)), Remove(name, REVIEW, name))), name)
    finally:
        library.close()
    db = connect_to_build(part)
    try:
        counts.update(_write_apart(db, found))
    finally:
        db.close()
    return counts


def _write_apart(db: Database, found: _Found) -> dict[str, int]:
    """Write what is kept beside the log. A note whose time is unreadable goes to the front."""
    there = {row[0] for row in db.execute('SELECT "id" FROM "review"')}
    counts = {"private_notes": 0, "drafts": 0, "pictures": 0}
    for (key,), (text,) in found.tables["draft"].found.items():
        if _are_texts(key, text):
            outside_log.keep_draft(db, key, text)
            counts["drafts"] += bool(text)
    for ident, review, text, at, binned in found.tables["private_note"]:
        when = tried(Instant.parse_iso, at) or Instant.from_timestamp(0)
        if review in there and _are_texts(ident, text):
            outside_log.keep_private_note(
                db, PrivateNote(id=ident, review=review, text=text, at=when, binned=binned == 1)
            )
            counts["private_notes"] += 1
    _write_meetings(db, found, there)
    with transaction(db):
        for (blob,), (kind, data) in found.tables["blob"].found.items():
            if _are_texts(kind) and isinstance(data, bytes) and outside_log.blob_name(data) == blob:
                outside_log.keep_picture(db, blob, kind, data)
                counts["pictures"] += 1
    return counts


def _write_meetings(db: Database, found: _Found, there: set[str]) -> None:
    """Write the state of meetings, the counts of pulses and decisions about wording."""
    for (review,), (state,) in found.tables["meeting"].found.items():
        plain = tried(outside_log.meeting_state, state)
        if review in there and plain is not None:
            outside_log.keep_meeting(db, review, plain)
    for row in found.tables["wording_choice"]:
        decided = tried(WordingChoiceKind, row[1])
        if decided is not None and _are_texts(*row):
            ident, _kind, rule, of, text, context = row
            outside_log.keep_wording_choice(
                db, WordingChoice(id=ident, kind=decided, rule=rule, review=of, text=text, context=context)
            )
    with transaction(db):
        for (review, question, answer), (count,) in found.tables["pulse"].found.items():
            if review in there and _are_texts(question, answer) and isinstance(count, int):
                outside_log.put_pulse(db, review, question, answer, count)


def _are_texts(*values: object) -> bool:
    """Return whether values of a damaged row can be written where only texts can."""
    return all(isinstance(one, str) for one in values)
