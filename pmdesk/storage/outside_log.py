"""What is kept beside the change log: drafts, private notes, meetings, pulses, wording decisions, pictures."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence

import pysqlite3.dbapi2 as sqlite
from sqlite_utils import Database
from whenever import Date, Instant

from pmdesk.domain.changes import Add, Change, Set, steps
from pmdesk.domain.items import Event, Evidence
from pmdesk.domain.review import Review
from pmdesk.editing.ports import PrivateNote, WordingChoice, WordingChoiceKind
from pmdesk.storage.connection import transaction
from pmdesk.storage.rows import checksum, from_json, to_json


def draft(db: Database, key: str) -> str:
    """Return the draft of a place, or an empty text."""
    row = db.conn.execute('SELECT "text" FROM "draft" WHERE "key" = ?', (key,)).fetchone()
    return "" if row is None else str(row[0])


def keep_draft(db: Database, key: str, text: str) -> None:
    """Keep a draft durably; an empty text forgets it."""
    with transaction(db):
        if text:
            db.conn.execute(
                'INSERT INTO "draft" VALUES (?, ?, ?) ON CONFLICT ("key") '
                'DO UPDATE SET "text" = excluded."text", "sum" = excluded."sum"',
                (key, text, checksum(key, text)),
            )
        else:
            db.conn.execute('DELETE FROM "draft" WHERE "key" = ?', (key,))


def drafts_under(db: Database, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield key and text of the drafts whose key begins with ``prefix``."""
    yield from db.execute(_UNDER.format('SELECT "key", "text" FROM'), (prefix, prefix))


def forget_drafts(db: Database, prefix: str) -> None:
    """Erase the drafts whose key begins with ``prefix``; then their bytes leave the WAL too, where nobody reads."""
    with transaction(db):
        erase_drafts(db, prefix)
    _empty_wal(db)


def erase_drafts(db: Database, prefix: str) -> None:
    """Erase the drafts whose key begins with ``prefix``, inside the caller's transaction or in one of its own."""
    db.conn.execute(_UNDER.format("DELETE FROM"), (prefix, prefix))


def _empty_wal(db: Database) -> None:
    """Move the WAL into the file and leave it empty; where that cannot be now (another window reads), at the next time.

    It never raises: what comes before it is durable already, and nobody may be asked to do that again.
    """
    with contextlib.suppress(sqlite.Error):
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


_UNDER = """{} "draft" WHERE substr("key", 1, length(?)) = ?"""

_NOTE = '"id", "review", "text", "at", "binned"'


def private_notes(db: Database, review: str) -> Iterator[PrivateNote]:
    """Yield the private notes of a review, oldest first."""
    sql = f'SELECT {_NOTE} FROM "private_note" WHERE "review" = ? ORDER BY "at", "pk"'  # noqa: S608 (names of our own)
    for ident, of, text, at, binned in db.execute(sql, (review,)):
        yield PrivateNote(id=ident, review=of, text=text, at=Instant.parse_iso(at), binned=bool(binned))


def keep_private_note(db: Database, note: PrivateNote) -> None:
    """Write one note, new or changed."""
    row = (note.id, note.review, note.text, note.at.format_iso(), int(note.binned))
    sql = f"""INSERT INTO "private_note" ({_NOTE}, "sum") VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT ("id") DO UPDATE SET
        "review" = excluded."review", "text" = excluded."text", "at" = excluded."at",
        "binned" = excluded."binned", "sum" = excluded."sum" """  # noqa: S608 (names of our own)
    with transaction(db):
        db.conn.execute(sql, (*row, checksum(*row)))


def meeting(db: Database, review: str) -> Mapping[str, object]:
    """Return the state of a meeting, empty when there is none."""
    row = db.conn.execute('SELECT "state" FROM "meeting" WHERE "review" = ?', (review,)).fetchone()
    return {} if row is None else meeting_state(row[0])


def meeting_state(text: str) -> dict[str, object]:
    """Return the plain data of a meeting's column. Raises ValueError or TypeError when it is none."""
    return dict(from_json(text))


def keep_meeting(db: Database, review: str, state: Mapping[str, object]) -> None:
    """Replace the state of a meeting; a member that is there no more leaves no trace in the WAL either."""
    text = to_json(dict(state))
    with transaction(db):
        before = db.conn.execute('SELECT "state" FROM "meeting" WHERE "review" = ?', (review,)).fetchone()
        db.conn.execute(
            'INSERT INTO "meeting" VALUES (?, ?, ?) ON CONFLICT ("review") '
            'DO UPDATE SET "state" = excluded."state", "sum" = excluded."sum"',
            (review, text, checksum(review, text)),
        )
    if before is not None and _members(before[0]) - state.keys():
        _empty_wal(db)


def _members(text: str) -> set[str]:
    try:
        return set(meeting_state(text))
    except (ValueError, TypeError):
        return set()


def other_meetings(db: Database, review: str) -> Iterator[Mapping[str, object]]:
    """Yield the states of the meetings of all other reviews, newest review first."""
    sql = """SELECT m."state" FROM "meeting" AS m JOIN "review" AS r ON r."id" = m."review" AND r."removed" = 0
        WHERE r."id" <> ? ORDER BY r."number" DESC, r."id" """
    for (state,) in db.execute(sql, (review,)):
        yield meeting_state(state)


def meetings_on(db: Database, days: Sequence[Date]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield review and state of the meetings in whose state an instant of one of these days (UTC) stands.

    One query for the whole library. A state that cannot be read is no reason not to show the list.
    """
    held = " OR ".join('instr("state", ?)' for _ in days)
    sql = f'SELECT "review", "state" FROM "meeting" WHERE {held or "0"}'  # noqa: S608 (question marks only)
    for review, state in db.conn.execute(sql, [f"{day.format_iso()}T" for day in days]):
        try:
            yield review, meeting_state(state)
        except (ValueError, TypeError):
            continue


def pulse(db: Database, review: str) -> Mapping[str, Mapping[str, int]]:
    """Return question -> answer -> count."""
    found: dict[str, dict[str, int]] = {}
    sql = 'SELECT "question", "answer", "count" FROM "pulse" WHERE "review" = ? ORDER BY "question", "answer"'
    for question, answer, count in db.execute(sql, (review,)):
        found.setdefault(question, {})[answer] = count
    return found


def count_pulse(db: Database, review: str, answers: Mapping[str, str]) -> None:
    """Add one to the count of each question's answer; the counts before leave no trace in the WAL.

    From one count to the next somebody could tell a single sheet.
    """
    with transaction(db):
        known = pulse(db, review)
        for question, answer in answers.items():
            put_pulse(db, review, question, answer, known.get(question, {}).get(answer, 0) + 1)
    _empty_wal(db)


def put_pulse(db: Database, review: str, question: str, answer: str, count: int) -> None:
    """Write one count inside the caller's transaction."""
    row = (review, question, answer, count)
    db.conn.execute('INSERT OR REPLACE INTO "pulse" VALUES (?, ?, ?, ?, ?)', (*row, checksum(*row)))


_CHOICE = '"id", "kind", "rule", "review", "text", "context"'


def wording_choices(db: Database) -> Iterator[WordingChoice]:
    """Yield all decisions about wording, oldest first."""
    sql = f'SELECT {_CHOICE} FROM "wording_choice" ORDER BY "pk"'  # noqa: S608 (names of our own)
    for ident, kind, rule, review, text, context in db.execute(sql):
        yield WordingChoice(
            id=ident, kind=WordingChoiceKind(kind), rule=rule, review=review, text=text, context=context
        )


def keep_wording_choice(db: Database, choice: WordingChoice) -> None:
    """Write one decision about wording."""
    row = (choice.id, choice.kind.value, choice.rule, choice.review, choice.text, choice.context)
    sql = f"""INSERT INTO "wording_choice" ({_CHOICE}, "sum") VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT ("id") DO NOTHING"""  # noqa: S608 (names of our own)
    with transaction(db):
        db.conn.execute(sql, (*row, checksum(*row)))


def forget_wording_choice(db: Database, choice: str) -> None:
    """Take one decision about wording back."""
    with transaction(db):
        db.conn.execute('DELETE FROM "wording_choice" WHERE "id" = ?', (choice,))


def blob_name(data: bytes) -> str:
    """Return the hash by which a picture is known."""
    return hashlib.sha256(data).hexdigest()


def picture(db: Database, blob: str) -> bytes | None:
    """Return the bytes of a picture, or None."""
    row = db.conn.execute('SELECT "bytes" FROM "blob" WHERE "hash" = ?', (blob,)).fetchone()
    return None if row is None else bytes(row[0])


def keep_picture(db: Database, blob: str, kind: str, data: bytes) -> None:
    """Write a picture inside the caller's transaction; the same bytes are kept once."""
    db.conn.execute('INSERT INTO "blob" VALUES (?, ?, ?) ON CONFLICT ("hash") DO NOTHING', (blob, kind, data))


def pictures_named(change: Change) -> Iterator[str]:
    """Yield the hashes of the pictures that a change brings in."""
    for step in steps(change):
        if isinstance(step, Add):
            events: Sequence[object] = (
                tuple(step.item.events.values()) if isinstance(step.item, Review) else (step.item,)
            )
            for event in events:
                if isinstance(event, Event):
                    yield from _blobs(event.evidence)
        elif isinstance(step, Set) and (step.kind, step.field) == ("event", "evidence"):
            yield from _blobs(step.value)


def _blobs(evidence: Sequence[Evidence]) -> Iterator[str]:
    for one in evidence:
        if one.blob:
            yield one.blob
