"""Opening always leads somewhere: a clear sentence, nothing overwritten, never a traceback."""

from __future__ import annotations

import os
import random
import struct
import sys
from pathlib import Path

import pytest
from library_shelf import Shelf
from whenever import Instant

from pmdesk.domain.changes import Add, Remove, Set
from pmdesk.domain.items import Action, Event, Evidence, EvidenceKind, Factor, Note, Person
from pmdesk.domain.review import REVIEW, Review
from pmdesk.editing.ports import KnownError, PrivateNote
from pmdesk.editing.words import Words
from pmdesk.storage.check import check_file
from pmdesk.storage.opening import open_library
from pmdesk.storage.salvage import salvage

VARIANTS = 200


@pytest.fixture
def good(shelf: Shelf) -> Path:
    """A small library with something in every table, removed things and an undone step."""
    library, desk, review = shelf.with_review()
    blob = library.offer_picture(b"picture " * 40, "image/png")
    desk.do(Add(review, Person(id="p" * 16, name="Sam", role="on-call engineer")), command="add")
    for at in range(12):
        evidence = (Evidence(kind=EvidenceKind.PICTURE, blob=blob),) if at == 0 else ()
        event = Event(id=f"e{at:015d}", text=f"pager fires for host {at}", order=f"i0000{at}", evidence=evidence)
        desk.do(Add(review, event), command="add")
    desk.do(Remove(review, "event", "e" + "0" * 14 + "3"), command="remove")
    factor = Factor(id="f" * 16, statement="no alert on the queue", evidence=frozenset({"e" + "0" * 15}))
    desk.do(Add(review, factor), command="add")
    action = Action(id="a" * 16, text="alert on queue age", owner="p" * 16, factors=frozenset({"f" * 16}))
    desk.do(Add(review, action), command="add")
    desk.do(Add(review, Note(id="n" * 16, text="ask the vendor")), command="park")
    desk.do(Set(review, REVIEW, review, "summary", "The queue stood still. " * 150), command="write")
    desk.do(Set(review, REVIEW, review, "summary", "The queue stood still. " * 149 + "Later."), command="write")
    desk.do(Set(review, "factor", "f" * 16, "evidence", frozenset()), command="unlink")
    desk.undo()
    library.keep_draft(f"capture:{review}", "14:0")
    library.keep_private_note(
        PrivateNote(id="s" * 16, review=review, text="let Kim speak first", at=Instant.from_utc(2026, 11, 12))
    )
    library.keep_meeting(review, {"started": "2026-11-12T14:00:00Z", "here": ["p" * 16]})
    library.close()
    return library.path


def _said(shelf: Shelf, path: Path) -> str:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(KnownError) as said:
        shelf.open(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    report = check_file(path)
    assert not report.ok
    assert report.findings[0].id == f"errors.{said.value.id}"
    return said.value.id


def test_every_sentence_is_in_the_catalogue_and_fills(words: Words) -> None:
    values = {
        "name": "team.pmdesk", "path": "/x/team.pmdesk", "folder": "/x", "version": 2, "known": 1, "most": 20,
        "holder": "", "detail": "page 3", "table": "event", "row": "d:1", "device": "d", "found": 1, "wanted": 2,
        "entity": "event:e", "review": "r", "count": 2,
    }  # fmt: skip
    from pmdesk.resources import find

    errors = find().table("en", "errors.toml")
    for topic in ("storage", "check"):
        table = errors[topic]
        assert isinstance(table, dict)
        for name in table:
            assert "{" not in words(f"errors.{topic}.{name}", **values)


def test_not_sqlite(shelf: Shelf) -> None:
    path = shelf.folder / "notes.pmdesk"
    path.write_text("These are only notes. " * 100)
    assert _said(shelf, path) == "storage.not_a_library"


@pytest.mark.parametrize("size", [1, 15, 99, 100, 511, 512, 4096, 10_000])
def test_random_bytes(shelf: Shelf, size: int) -> None:
    path = shelf.folder / "noise.pmdesk"
    path.write_bytes(random.Random(size).randbytes(size))
    assert _said(shelf, path) == "storage.not_a_library"


def test_an_empty_file_is_left_alone(shelf: Shelf) -> None:
    path = shelf.folder / "empty.pmdesk"
    path.touch()
    assert _said(shelf, path) == "storage.empty_file"


def test_a_folder(shelf: Shelf) -> None:
    (shelf.folder / "folder.pmdesk").mkdir()
    assert _said(shelf, shelf.folder / "folder.pmdesk") == "storage.is_a_directory"


def test_a_missing_file_and_a_missing_folder(shelf: Shelf) -> None:
    with pytest.raises(KnownError) as said:
        shelf.open("none.pmdesk", create=False)
    assert said.value.id == "storage.missing"
    with pytest.raises(KnownError) as said:
        shelf.open(Path("none", "team.pmdesk"))
    assert said.value.id == "storage.folder_missing"
    assert list(shelf.folder.iterdir()) == []


def test_a_newer_version(shelf: Shelf, good: Path) -> None:
    _patch(good, 60, struct.pack(">I", 99))
    assert _said(shelf, good) == "storage.newer_version"


def test_another_application(shelf: Shelf, good: Path) -> None:
    _patch(good, 68, struct.pack(">I", 0x0F055112))
    assert _said(shelf, good) == "storage.other_application"


def test_a_database_of_somebody_else(shelf: Shelf) -> None:
    import pysqlite3.dbapi2 as sqlite

    path = shelf.folder / "other.pmdesk"
    other = sqlite.connect(str(path))
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    assert _said(shelf, path) == "storage.other_application"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows may read any file")
def test_no_permission(shelf: Shelf, good: Path) -> None:
    good.chmod(0)
    with pytest.raises(KnownError) as said:
        shelf.open(good)
    assert said.value.id == "storage.no_permission"
    assert check_file(good).findings[0].id == "errors.storage.no_permission"


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.99])
def test_a_truncated_file_says_so_and_is_salvaged_or_not(shelf: Shelf, good: Path, part: float) -> None:
    data = good.read_bytes()
    good.write_bytes(data[: int(len(data) * part)])
    report = check_file(good)
    assert not report.ok
    try:
        saved = salvage(good, shelf.folder / "saved.pmdesk", clock=shelf.clock, ids=shelf.ids)
    except KnownError as error:
        assert error.id.startswith("storage.")  # noqa: PT017 (one of two good ends)
        assert not (shelf.folder / "saved.pmdesk").exists()
    else:
        assert check_file(saved.out).ok
    assert good.read_bytes() == data[: int(len(data) * part)]


def test_flipped_bytes_are_told_or_harmless(shelf: Shelf, good: Path) -> None:
    """Two hundred files with one to four flipped bits: each intact by all checks, or it says what is damaged."""
    data = good.read_bytes()
    wanted = _content(shelf, good)
    chance = random.Random(7)
    harmless = told = 0
    path = shelf.folder / "flipped.pmdesk"
    for variant in range(VARIANTS):
        flipped = bytearray(data)
        for _ in range(chance.choice([1, 1, 2, 4])):
            # A third of the flips hit what is written, not the free space that small files are full of.
            at = chance.choice(_written(data)) if variant % 3 else chance.randrange(len(data))
            flipped[at] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        report = check_file(path)
        try:
            found = _content(shelf, path)
        except KnownError as error:
            assert error.id.startswith("storage.")  # noqa: PT017 (one of two good ends)
            assert not report.ok, "what cannot be read is told by the check"
            told += 1
            continue
        if report.ok:
            assert found == wanted, f"variant {variant}: lost without a word"
            harmless += 1
        else:
            told += 1
    assert told > VARIANTS // 4
    assert harmless > 0


def _written(data: bytes, cache: dict[int, list[int]] = {}) -> list[int]:  # noqa: B006 (computed once)
    if len(data) not in cache:
        cache[len(data)] = [at for at, byte in enumerate(data) if byte]
    return cache[len(data)]


def _content(shelf: Shelf, path: Path) -> object:
    """All that a library holds, read through its own doors."""
    library = open_library(path, clock=shelf.clock, ids=shelf.ids, create=False)
    try:
        summaries = library.summaries(shelf.clock.now().to_tz("UTC").date())
        ids = [one.id for one in summaries]
        return (
            summaries,
            [library.load(one) for one in ids],
            library.history(500),
            [library.private_notes(one) for one in ids],
            [library.meeting(one) for one in ids],
            [library.draft(f"capture:{one}") for one in ids],
            [library.search(text, 50) for text in ("pager", "queue", "alert", "sam", "ven")],
            library.search_private("Kim", 5),
            [
                library.picture(evidence.blob)
                for one in ids
                for event in (library.load(one) or Review(id=one)).events.values()
                for evidence in event.evidence
            ],
        )
    finally:
        library.close()


def test_salvage_rebuilds_rows_from_a_whole_log_with_history(shelf: Shelf, good: Path) -> None:
    wanted = _content(shelf, good)
    library = shelf.open(good)
    library._db.execute("""UPDATE "event" SET "text" = 'PAGER' WHERE "text" LIKE 'pager%7'""")
    library._db.execute("""UPDATE "factor_evidence" SET "removed" = 1""")
    library._db.execute("""DELETE FROM "note" """)
    library.close()
    assert not check_file(good).ok
    saved = salvage(good, shelf.folder / "saved.pmdesk", clock=shelf.clock, ids=shelf.ids)
    assert check_file(saved.out).ok
    assert saved.history_kept
    assert saved.incomplete == ()
    assert [one.path for one in saved.backups] == [one.path for one in library.backups()]
    assert _content(shelf, saved.out) == wanted
    assert (saved.reviews, saved.drafts, saved.private_notes, saved.pictures) == (1, 1, 1, 1)
    with pytest.raises(KnownError) as said:
        salvage(good, saved.out, clock=shelf.clock, ids=shelf.ids)
    assert said.value.id == "storage.exists"


def test_salvage_without_a_whole_log_takes_the_rows(shelf: Shelf, good: Path) -> None:
    library = shelf.open(good)
    review = library.summaries(shelf.clock.now().to_tz("UTC").date())[0].id
    wanted = library.load(review)
    library._db.execute("""DELETE FROM "log" WHERE "n" = 4""")
    library._db.execute("""UPDATE "log" SET "author" = 'x' WHERE "n" = 9""")
    library.close()
    found = {one.id for one in check_file(good).findings}
    assert {"errors.check.log_gap", "errors.check.log_sum", "errors.check.not_in_log"} <= found
    saved = salvage(good, shelf.folder / "saved.pmdesk", clock=shelf.clock, ids=shelf.ids)
    assert not saved.history_kept
    assert check_file(saved.out).ok
    assert shelf.open(saved.out).load(review) == wanted


def test_salvage_finds_in_the_log_what_the_rows_lost(shelf: Shelf, good: Path) -> None:
    library = shelf.open(good)
    review = library.summaries(shelf.clock.now().to_tz("UTC").date())[0].id
    wanted = library.load(review)
    library._db.execute("""DELETE FROM "event" WHERE "id" = 'e000000000000005'""")
    library._db.execute("""DELETE FROM "log" WHERE "n" = 2""")
    library.close()
    saved = salvage(good, shelf.folder / "saved.pmdesk", clock=shelf.clock, ids=shelf.ids)
    assert not saved.history_kept
    assert shelf.open(saved.out).load(review) == wanted


@pytest.mark.parametrize(
    ("sql", "finding"),
    [
        ("UPDATE event SET text = 'other' WHERE id = 'e000000000000001'", "errors.check.differs"),
        ("UPDATE event SET removed = 1 WHERE id = 'e000000000000001'", "errors.check.differs"),
        ("DELETE FROM action_factor", "errors.check.differs"),
        ("UPDATE draft SET text = '14:1'", "errors.check.row_sum"),
        ("UPDATE private_note SET text = 'x'", "errors.check.row_sum"),
        ("UPDATE meeting SET state = '{}'", "errors.check.row_sum"),
        ("UPDATE meta SET value = 'x' WHERE key = 'device'", "errors.check.row_sum"),
        ("UPDATE blob SET bytes = x'00'", "errors.check.picture"),
        ("DELETE FROM log WHERE n = 3", "errors.check.log_gap"),
        ("INSERT INTO search (rowid, title, body) VALUES (80000, '', 'ghost')", "errors.check.search"),
        ("DELETE FROM search WHERE rowid = 10", "errors.check.search"),
        ("DROP TRIGGER event_changed", "errors.check.schema"),
        ("CREATE INDEX extra ON event (text)", "errors.check.schema"),
        ("PRAGMA foreign_keys=0; UPDATE event SET review = 'gone'", "errors.check.foreign_key"),
    ],
)
def test_the_check_finds_each_kind_of_change_behind_its_back(shelf: Shelf, good: Path, sql: str, finding: str) -> None:
    library = shelf.open(good)
    library._db.conn.executescript(sql)
    library.close()
    assert finding in {one.id for one in check_file(good).findings}


def _patch(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)
