"""Two windows, dead holders, read-only media, full disks, killed writers, backups and migrations."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import textwrap
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from fakes import CountingIds, FakeClock
from library_shelf import Shelf, whole
from whenever import Instant, TimeDelta

from pmdesk.domain.changes import Add, Set
from pmdesk.domain.items import Event
from pmdesk.domain.review import REVIEW
from pmdesk.editing.ports import Drafts, KnownError, Library, Meetings, Pictures, PrivateNote, PrivateNotes, Store
from pmdesk.meeting import silent
from pmdesk.storage.backup import Backup, backup_folder, kept_of, make_backup
from pmdesk.storage.check import check_file
from pmdesk.storage.connection import require_safe_sqlite, wal_safe
from pmdesk.storage.lock import lock_path
from pmdesk.storage.migrations import STEPS, version_of
from pmdesk.storage.opening import open_library

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and signals")


def _id(error: pytest.ExceptionInfo[KnownError]) -> str:
    return error.value.id


def test_a_library_satisfies_the_ports(shelf: Shelf) -> None:
    library = shelf.open()
    ports: tuple[Store | Library | Drafts | PrivateNotes | Meetings | Pictures, ...] = (library,) * 6
    assert all(ports)
    assert library.summaries(shelf.clock.now().to_tz("UTC").date()) == ()


def test_the_pragmas_of_the_writing_connection(shelf: Shelf) -> None:
    db = shelf.open()._db
    wanted: dict[str, Any] = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 100}
    assert {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    assert db.execute("PRAGMA application_id").fetchone()[0] == 0x504D444B
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)


@posix
def test_every_file_is_for_its_owner_only(shelf: Shelf) -> None:
    old = os.umask(0)
    try:
        library, desk, review = shelf.with_review()
        desk.do(Set(review, REVIEW, review, "title", "B"), command="reword")
        make_backup(library.path, shelf.clock.now())
        library.save_copy(shelf.folder / "copy.pmdesk")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in shelf.folder.rglob("*")}
    finally:
        os.umask(old)
    assert modes.pop("team.pmdesk.backups") == 0o700
    assert set(modes) >= {"team.pmdesk", "team.pmdesk-wal", "team.pmdesk-shm", "team.pmdesk.lock", "copy.pmdesk"}
    assert set(modes.values()) == {0o600}


def test_closing_leaves_one_file_that_can_be_copied(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    assert [path.name for path in shelf.folder.iterdir()] == ["team.pmdesk"]
    copied = shelf.folder / "copied.pmdesk"
    copied.write_bytes(library.path.read_bytes())
    assert shelf.open(copied).load(review) is not None


def test_the_second_opener_reads_and_is_told_by_whom(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    second = shelf.open()
    assert second.read_only
    assert f"pid {os.getpid()} on " in second.holder
    desk.do(Set(review, REVIEW, review, "title", "Seen at once"), command="reword")
    assert whole(second.load(review)).title == "Seen at once"
    assert second.history(10).undo == ()
    note = PrivateNote(id="n", review=review, text="x", at=shelf.clock.now())
    writes = (
        lambda: shelf.desk(second).do(Set(review, REVIEW, review, "title", "B"), command="reword"),
        lambda: second.keep_draft("a", "b"),
        lambda: second.keep_private_note(note),
        lambda: second.keep_meeting(review, {}),
        lambda: second.offer_picture(b"", "image/png"),
    )
    for write in writes:
        with pytest.raises(KnownError) as said:
            write()
        assert _id(said) == "storage.read_only"
    library.close()
    second.close()
    third = shelf.open()
    assert not third.read_only
    assert third.holder == ""


def test_asked_for_reading_only_takes_no_lock(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    reading = shelf.open(read_only=True)
    assert reading.read_only
    assert not lock_path(library.path).exists()
    assert reading.load(review) is not None
    assert not shelf.open().read_only


@posix
def test_a_dead_holder_does_not_block_and_its_last_change_is_there(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    child = _child(
        shelf.folder,
        f"""
        desk = Desk(library, FakeClock(), CountingIds(1000))
        desk.do(Set("{review}", "review", "{review}", "title", "Kept by the dead"), command="reword")
        print(library.read_only, flush=True)
        os.kill(os.getpid(), 9)
        """,
    )
    assert child.stdout.strip() == "False"
    assert child.returncode == -9
    assert lock_path(library.path).exists()
    again = shelf.open()
    assert not again.read_only
    assert whole(again.load(review)).title == "Kept by the dead"
    assert shelf.desk(again).undo_command == "reword"


@posix
@pytest.mark.parametrize("writes", range(1, 12, 2))
def test_half_a_transaction_is_never_seen(shelf: Shelf, writes: int) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    child = _child(
        shelf.folder,
        f"""
        class Dying:
            def __init__(self, conn):
                self.conn, self.left = conn, {writes}
            def execute(self, sql, *values):
                if sql.lstrip()[:6] in ("INSERT", "UPDATE"):
                    self.left -= 1
                    if not self.left:
                        os._exit(7)
                return self.conn.execute(sql, *values)
            def __getattr__(self, name):
                return getattr(self.conn, name)
        desk = Desk(library, FakeClock(), CountingIds(1000))
        library._db.conn = Dying(library._db.conn)
        events = [Event(id="e%015d" % at, text="event", order="i%05d" % at) for at in range(6)]
        desk.do(Batch(tuple(Add("{review}", event) for event in events)), command="paste")
        """,
    )
    assert child.returncode == 7, child.stderr
    again = shelf.open()
    assert whole(again.load(review)).events == {}
    assert shelf.desk(again).undo_command == "new"
    again.close()
    assert check_file(again.path).findings == ()


def _child(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    code = f"""
import os, sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from pathlib import Path
from fakes import CountingIds, FakeClock
from pmdesk.domain.changes import Add, Batch, Set
from pmdesk.domain.items import Event
from pmdesk.editing.desk import Desk
from pmdesk.storage.opening import open_library
library = open_library(Path({str(folder / "team.pmdesk")!r}), clock=FakeClock(), ids=CountingIds(500))
{textwrap.dedent(body)}
"""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)


def test_a_full_disk_changes_nothing_and_it_saves_when_there_is_room(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    run = library._db.execute
    pages = run("PRAGMA page_count").fetchone()[0]
    run(f"PRAGMA max_page_count={pages + 2}").fetchall()
    before = library.load(review)
    news: list[object] = []
    desk.subscribe(news.append)
    long = Set(review, REVIEW, review, "summary", "full " * 20_000)
    with pytest.raises(KnownError) as said:
        desk.do(long, command="write")
    assert _id(said) == "storage.disk_full"
    with pytest.raises(KnownError) as said:
        library.keep_draft("capture", "half a line " * 20_000)
    assert _id(said) == "storage.disk_full"
    assert library.load(review) == desk.review(review) == before
    assert news == []
    assert desk.undo_command == "new"
    run("PRAGMA max_page_count=1000000").fetchall()
    desk.do(long, command="write")
    assert whole(library.load(review)).summary == "full " * 20_000
    library.close()
    assert check_file(library.path).findings == ()


@posix
def test_a_disk_that_takes_no_more_bytes(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    child = _child(
        shelf.folder,
        f"""
        import resource
        from pmdesk.editing.ports import KnownError
        desk = Desk(library, FakeClock(), CountingIds(1000))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        change = Set("{review}", "review", "{review}", "summary", "full " * 100_000)
        try:
            desk.do(change, command="write")
        except KnownError as error:
            print(error.id)
        assert library.load("{review}").summary == ""
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        desk.do(change, command="write")
        library.close()
        """,
    )
    assert (child.stdout.strip(), child.stderr) == ("storage.disk_full", "")
    assert len(whole(shelf.open().load(review)).summary) == 500_000


def test_a_busy_file_says_so(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    import pysqlite3.dbapi2 as sqlite

    other = sqlite.connect(str(library.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(KnownError) as said:
        desk.do(Set(review, REVIEW, review, "title", "B"), command="reword")
    assert _id(said) == "storage.locked"
    other.execute("ROLLBACK")
    other.close()
    desk.do(Set(review, REVIEW, review, "title", "B"), command="reword")


_AS_READER = """
import os, sys
sys.path[:0] = [{root!r}, {tests!r}]
import json
from pathlib import Path
from fakes import CountingIds, FakeClock
from pmdesk.editing.ports import KnownError
from pmdesk.storage.check import check_file
from pmdesk.storage.opening import open_library
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
path = Path({path!r})
try:
    library = open_library(path, clock=FakeClock(), ids=CountingIds())
    print(json.dumps([library.read_only, len(library.summaries(FakeClock().now().to_tz("UTC").date()))]))
    library.reader().close()
    library.close()
except KnownError as error:
    print(json.dumps(error.id))
print(json.dumps([one.id for one in check_file(path).findings]))
"""


def _as_somebody_else(path: Path) -> list[str]:
    code = _AS_READER.format(root=str(ROOT), tests=str(ROOT / "tests"), path=str(path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def medium() -> Any:
    """A library in a folder that takes no changes, from an account that may only read."""
    if sys.platform == "win32":
        pytest.skip("POSIX modes")
    with tempfile.TemporaryDirectory() as name:  # tmp_path lets nobody else in
        shelf = Shelf(Path(name))
        library, _desk, _review = shelf.with_review()
        yield shelf, library
        shelf.folder.chmod(0o700)
        shelf.close_all()


def test_a_read_only_medium_opens_for_reading(medium: tuple[Shelf, Any]) -> None:
    shelf, library = medium
    library.close()
    library.path.chmod(0o444)
    shelf.folder.chmod(0o555)
    assert _as_somebody_else(library.path) == ["[true, 1]", "[]"]


def test_a_medium_in_wal_mode_without_a_wal_opens_as_immutable(medium: tuple[Shelf, Any]) -> None:
    shelf, library = medium
    library._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    data = library.path.read_bytes()
    library.close()
    library.path.write_bytes(data)
    library.path.chmod(0o444)
    shelf.folder.chmod(0o555)
    assert _as_somebody_else(library.path) == ["[true, 1]", "[]"]


def test_an_unfinished_wal_on_a_read_only_medium_is_never_passed_over(medium: tuple[Shelf, Any]) -> None:
    shelf, library = medium
    wal = library.path.with_name("team.pmdesk-wal")
    kept = wal.read_bytes()
    data = library.path.read_bytes()
    library.close()
    library.path.write_bytes(data)
    wal.write_bytes(kept)
    library.path.chmod(0o444)
    wal.chmod(0o444)
    shelf.folder.chmod(0o555)
    assert _as_somebody_else(library.path) == ['"storage.read_only_medium"', '["errors.storage.read_only_medium"]']


def test_a_file_that_others_may_not_read_says_so(medium: tuple[Shelf, Any]) -> None:
    shelf, library = medium
    library.close()
    library.path.chmod(0o600 if os.geteuid() == 0 else 0)
    shelf.folder.chmod(0o755)
    assert _as_somebody_else(library.path) == ['"storage.no_permission"', '["errors.storage.no_permission"]']


def test_a_new_library_in_a_folder_that_takes_none(medium: tuple[Shelf, Any]) -> None:
    shelf, _library = medium
    shelf.folder.chmod(0o555)
    assert _as_somebody_else(shelf.folder / "new.pmdesk")[0] == '"storage.no_permission"'


def test_a_reader_works_in_a_thread_of_its_own(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    desk.do(Add(review, Event(id="e", text="x")), command="add")
    reader = library.reader()
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(reader.load(review)))
    thread.start()
    thread.join()
    reader.close()
    assert found == [desk.review(review)]


def test_drafts_notes_and_meetings_survive_and_stay_out_of_log_and_copies(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    rows = library._db.execute('SELECT count(*) FROM "log"').fetchone()
    library.keep_draft("capture:x", "14:0")
    library.keep_draft("capture:y", "gone")
    library.keep_draft("capture:y", "")
    note = PrivateNote(id="n", review=review, text="let Kim speak first", at=shelf.clock.now())
    library.keep_private_note(note)
    binned = PrivateNote(id="m", review=review, text="Kim again", at=shelf.clock.now(), binned=True)
    library.keep_private_note(binned)
    library.keep_meeting(review, {"here": ["a", "b"]})
    assert library._db.execute('SELECT count(*) FROM "log"').fetchone() == rows
    library.close()
    library = shelf.open()
    assert (library.draft("capture:x"), library.draft("capture:y")) == ("14:0", "")
    assert library.private_notes(review) == (note, binned)
    assert library.search_private("kim fir", 5) == ("n",)
    assert library.meeting(review) == {"here": ["a", "b"]}
    copy = shelf.folder / "copy.pmdesk"
    library.save_copy(copy)
    with pytest.raises(KnownError) as said:
        library.save_copy(copy)
    assert _id(said) == "storage.exists"
    assert check_file(copy).findings == ()
    assert b"speak first" not in copy.read_bytes()
    copied = shelf.open(copy)
    assert copied.private_notes(review) == ()
    assert copied.draft("capture:x") == ""
    assert copied.load(review) == library.load(review)
    shelf.desk(copied).do(Set(review, REVIEW, review, "title", "In the copy"), command="reword")
    assert not {row[0] for row in _devices(copied)} <= {row[0] for row in _devices(library)}


def _devices(library: Any) -> list[Any]:
    found: list[Any] = library._db.execute('SELECT DISTINCT "device" FROM "log"').fetchall()
    return found


def test_a_backup_a_day_checked_and_whole(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    assert library.backups() == ()  # nothing was there when it was first opened
    for _ in range(2):
        again = shelf.open()
        again.finish_backup()
        assert again.backup_problem is None
        again.close()
    made = library.backups()
    assert len(made) == 1
    assert made[0].made == shelf.clock.now()
    assert made[0].bytes == made[0].path.stat().st_size
    assert check_file(made[0].path).findings == ()
    shelf.clock.at += TimeDelta(hours=24)
    again = shelf.open()
    again.finish_backup()
    assert len(again.backups()) == 2
    assert again.load(review) == shelf.open(made[0].path).load(review)


def test_a_backup_of_the_day_forgets_what_a_meeting_promises_to_forget_and_keeps_the_rest(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    note = PrivateNote(id="n", review=review, text="let Ana speak first", at=shelf.clock.now())
    library.keep_private_note(note)
    for key, text in (
        (f"silent:{review}:0123456789abcdef", "thought of one"),
        (silent.line_key(review), "half a thought"),
        (f"capture:{review}", "14:02 half a line"),
    ):
        library.keep_draft(key, text)
    tally = {"strokes": {"role-of-noor": 3}, "kept": False}
    library.keep_meeting(review, {"here": ["p"], "tally": tally, "silent": {"stage": "factors"}})
    for answers in ({"few": "1"}, {"few": "2"}, *[{"enough": "4"}] * 4):
        library.count_pulse(review, answers)
    asked = library.load(review)
    library.close()
    shelf.clock.at += TimeDelta(hours=24)
    again = shelf.open()
    again.finish_backup()
    assert again.meeting(review)["tally"] == tally, "the meeting that runs is in the library itself"
    assert len(again.drafts_under("silent:")) == 2
    (backup,) = again.backups()
    raw = backup.path.read_bytes()
    for gone in (b"role-of-noor", b"thought of one", b"half a thought", b"few"):
        assert gone not in raw
    restored = shelf.folder / "restored.pmdesk"
    assert shelf.open(backup.path, read_only=True).save_copy(restored), "of a backup, a copy is the way back"
    library = shelf.open("restored.pmdesk")
    assert library.load(review) == asked
    assert library.private_notes(review) == (note,)
    assert library.drafts_under("") == {f"capture:{review}": "14:02 half a line"}
    assert (library.meeting(review), library.pulse(review)) == ({"here": ["p"]}, {"enough": {"4": 4}})
    shelf.close_all()
    assert check_file(restored).findings == ()


def test_a_tally_that_somebody_asked_to_keep_is_in_the_backup(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    state = {"tally": {"strokes": {"role-of-noor": 3}, "kept": True}}
    library.keep_meeting(review, state)
    made = make_backup(library.path, shelf.clock.now())
    shelf.close_all()
    made.path.rename(shelf.folder / "restored.pmdesk")
    assert shelf.open("restored.pmdesk").meeting(review) == state


def test_a_meeting_that_nobody_can_read_never_stops_a_backup(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.keep_meeting(review, {"tally": {"strokes": {"role-of-noor": 3}}})
    shelf.close_all()
    with closing(sqlite.connect(library.path)) as db, db:
        db.execute('UPDATE "meeting" SET "state" = ?', ("role-of-noor {",))
    made = make_backup(library.path, shelf.clock.now())
    assert b"role-of-noor" not in made.path.read_bytes()


def test_backups_are_thinned_to_days_weeks_and_months() -> None:
    start = Instant.from_utc(2026, 1, 1, 9)
    made = [Backup(Path(f"{day}"), start + TimeDelta(hours=24 * day), 1) for day in range(365)]
    kept = [int(str(one.path)) for one in kept_of(made)]
    assert kept[:7] == [364, 363, 362, 361, 360, 359, 358]
    assert 7 + 3 + 5 - 3 <= len(kept) <= 7 + 4 + 6
    assert kept == sorted(kept, reverse=True)
    assert min(kept) == 211  # the last of July: six months with December


def test_trouble_with_the_backup_never_stops_the_work(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    backup_folder(library.path).write_text("in the way")
    again = shelf.open()
    again.finish_backup()
    assert again.backup_problem is not None
    assert again.load(review) is not None


def _to_the_next_version(db: Any) -> None:
    db.execute('ALTER TABLE "note" ADD COLUMN "mood" TEXT NOT NULL DEFAULT \'\'')


def test_a_future_step_is_taken_once_after_a_backup_and_stops_undo(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    steps = (*STEPS, _to_the_next_version)
    reading = shelf.open(steps=steps, read_only=True)
    assert version_of(reading._db) == len(steps)
    assert reading.load(review) is not None
    assert check_file(library.path, steps=steps).findings == ()
    reading.close()
    newer = shelf.open(steps=steps)
    assert version_of(newer._db) == len(steps)
    assert newer.history(10).undo == ()
    shelf.desk(newer).do(Set(review, REVIEW, review, "title", "After"), command="reword")
    assert len(newer.history(10).undo) == 1
    newer.close()
    assert check_file(library.path, steps=steps).findings == ()
    before = next(one for one in newer.backups() if f"before-version-{len(steps)}" in one.path.name)
    with pytest.raises(KnownError) as said:
        shelf.open()
    assert _id(said) == "storage.newer_version"
    assert whole(shelf.open(before.path).load(review)).title == "Queue stood still"
    assert not shelf.open(steps=steps).read_only


def test_a_step_that_breaks_off_leaves_the_file_as_it_was(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()

    def breaks(db: Any) -> None:
        _to_the_next_version(db)
        msg = "broken step"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="broken step"):
        shelf.open(steps=(*STEPS, breaks))
    again = shelf.open()
    assert again.load(review) is not None
    again.close()
    assert check_file(library.path).findings == ()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_sqlite_with_the_wal_reset_bug_is_refused(version: tuple[int, ...], safe: bool) -> None:
    assert wal_safe(version) is safe
    if not safe:
        with pytest.raises(KnownError) as said:
            require_safe_sqlite(version)
        assert _id(said) == "storage.old_sqlite"


@pytest.mark.parametrize("version", range(1, len(STEPS) + 1))
def test_a_sound_library_of_every_released_version_is_sound_to_check(version: int) -> None:
    assert check_file(ROOT / "tests" / "files" / f"v{version}.pmdesk").findings == ()


def test_libraries_of_every_released_version_open(tmp_path: Path) -> None:
    kept = sorted((ROOT / "tests" / "files").glob("*.pmdesk"))
    assert [path.stem for path in kept] == [f"v{version + 1}" for version in range(len(STEPS))]
    for path in kept:
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        library = open_library(copy, clock=FakeClock(), ids=CountingIds())
        review = library.summaries(FakeClock().now().to_tz("UTC").date())[0]
        assert (review.title, review.number, review.open_actions) == ("The queue stood still", 1, 1)
        found = whole(library.load(review.id))
        assert [event.text for event in found.ordered("event")] == ["release 1.2 starts", "pager fires"]  # type: ignore[union-attr] # events
        assert library.search("pager", 5)[0].kind == "event"
        history = library.history(500)
        if path is kept[-1]:
            assert (history.undo[-1].command, history.redo[-1].command) == ("remove", "link")
        else:
            assert history.undo == history.redo == ()
        assert library.draft(f"capture:{review.id}") == "14:0"
        assert [note.text for note in library.private_notes(review.id)] == ["Let Kim speak first"]
        library.close()
        assert check_file(copy).findings == ()
