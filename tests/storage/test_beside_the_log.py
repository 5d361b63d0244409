"""Pulses, wording decisions and erased drafts: kept beside the log, and gone where they must be."""

from __future__ import annotations

from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from fakes import CountingIds, FakeClock
from library_shelf import Shelf
from whenever import Date

from pmdesk.domain.changes import Add, Set
from pmdesk.domain.items import Note
from pmdesk.editing.ports import KnownError, PrivateNote, WordingChoice, WordingChoiceKind
from pmdesk.storage.check import check_file
from pmdesk.storage.opening import open_library
from pmdesk.storage.salvage import salvage

ROOT = Path(__file__).resolve().parents[2]


def test_drafts_under_a_prefix_are_found_and_erased_with_their_bytes(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    for name, text in (("a", "nobody told the night shift"), ("b", "the graph was too smooth"), ("c%", "x_y")):
        library.keep_draft(f"silent:{review}:{name}", text)
    library.keep_draft(f"silent:{review}:a", "nobody told the night shift anything")
    library.keep_draft("silent:other:a", "stays")
    assert library.drafts_under(f"silent:{review}:") == {
        f"silent:{review}:a": "nobody told the night shift anything",
        f"silent:{review}:b": "the graph was too smooth",
        f"silent:{review}:c%": "x_y",
    }
    assert library.drafts_under(f"silent:{review}:c%") == {f"silent:{review}:c%": "x_y"}
    library.forget_drafts(f"silent:{review}:")
    assert library.drafts_under("silent:") == {"silent:other:a": "stays"}
    for path in (library.path, library.path.with_name(library.path.name + "-wal")):
        data = path.read_bytes() if path.exists() else b""
        assert b"night shift" not in data
        assert b"too smooth" not in data
    assert desk.review(review) is not None


def test_a_pulse_is_counts_and_nothing_else(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    other = shelf.review(shelf.desk(library), "Another")
    for safe, useful in (("4", "5"), ("4", "3"), ("2", "5")):
        library.count_pulse(review, {"safe": safe, "useful": useful})
    assert library.pulse(review) == {"safe": {"2": 1, "4": 2}, "useful": {"3": 1, "5": 2}}
    assert library.path.with_name(library.path.name + "-wal").stat().st_size == 0
    assert library.pulse(other) == {}
    columns = [row[1] for row in library._db.execute('PRAGMA table_info("pulse")')]
    assert columns == ["review", "question", "answer", "count", "sum"]
    library.close()
    assert shelf.open().pulse(review) == {"safe": {"2": 1, "4": 2}, "useful": {"3": 1, "5": 2}}
    shelf.close_all()
    assert check_file(library.path).findings == ()


def test_what_is_taken_out_of_a_meeting_leaves_no_bytes(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    for strokes in (1, 2):
        library.keep_meeting(review, {"clocks": {}, "tally": {"strokes": {"role-of-noor": strokes}}})
    assert b"role-of-noor" in _bytes_of(library.path)
    library.keep_meeting(review, {"clocks": {}, "here": ["p"]})
    assert b"role-of-noor" not in _bytes_of(library.path)
    assert library.meeting(review) == {"clocks": {}, "here": ["p"]}


def _bytes_of(path: Path) -> bytes:
    """Return all bytes of a library and of what lies beside it."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.rglob(f"{path.name}*")) if one.is_file())


def test_what_is_durable_is_never_called_lost_when_the_wal_cannot_be_emptied(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.keep_draft(f"silent:{review}:a", "nobody told the night shift")
    library._db.conn.set_authorizer(_no_checkpoint)
    library.count_pulse(review, {"safe": "4"})
    library.forget_drafts(f"silent:{review}:")
    library.keep_meeting(review, {"tally": {}})
    library.keep_meeting(review, {})
    library._db.conn.set_authorizer(None)
    assert (library.pulse(review), library.drafts_under(""), library.meeting(review)) == ({"safe": {"4": 1}}, {}, {})


def _no_checkpoint(action: int, name: str | None, *_rest: str | None) -> int:
    refused = action == sqlite.SQLITE_PRAGMA and name == "wal_checkpoint"
    return int(sqlite.SQLITE_DENY if refused else sqlite.SQLITE_OK)


def test_a_copy_for_others_holds_no_tally_no_round_and_no_answers_of_too_few(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    strokes = {"strokes": {"role-of-noor": 3}, "kept": True}
    library.keep_meeting(review, {"here": ["p"], "tally": strokes, "silent": {"stage": "factors"}})
    for answers in ({"few": "1"}, {"few": "2"}, *[{"enough": "4"}] * 4):
        library.count_pulse(review, answers)
    library.save_copy(library.path.with_name("copy.pmdesk"))
    assert library.meeting(review)["tally"] == strokes
    copy = shelf.open("copy.pmdesk")
    assert (copy.meeting(review), copy.pulse(review)) == ({"here": ["p"]}, {"enough": {"4": 4}})
    shelf.close_all()
    assert b"role-of-noor" not in copy.path.read_bytes()
    assert b"few" not in copy.path.read_bytes()
    assert check_file(copy.path).findings == ()


def test_wording_decisions_survive_are_taken_back_and_stay_in_their_library(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    fine = WordingChoice(
        id="one", kind=WordingChoiceKind.FINE, rule="BW01", review=review, text="should have", context="5f2c"
    )
    machine = WordingChoice(id="two", kind=WordingChoiceKind.MACHINE, text="night'; DROP TABLE x; --")
    for choice in (fine, machine, fine):
        library.keep_wording_choice(choice)
    assert library.wording_choices() == (fine, machine)
    library.save_copy(library.path.with_name("copy.pmdesk"))
    library.forget_wording_choice("two")
    library.close()
    again = shelf.open()
    assert again.wording_choices() == (fine,)
    again.close()
    copy = shelf.open("copy.pmdesk")
    assert copy.wording_choices() == ()
    shelf.close_all()
    assert b"5f2c" not in copy.path.read_bytes()
    assert check_file(library.path).findings == check_file(copy.path).findings == ()


def test_a_reader_may_look_and_not_write(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    library.close()
    reading = shelf.open(read_only=True)
    assert (reading.pulse(review), reading.wording_choices(), reading.drafts_under("")) == ({}, (), {})
    choice = WordingChoice(id="one", kind=WordingChoiceKind.NEVER, rule="BW12")
    for write in (
        lambda: reading.count_pulse(review, {"safe": "1"}),
        lambda: reading.keep_wording_choice(choice),
        lambda: reading.forget_wording_choice("one"),
        lambda: reading.forget_drafts("silent:"),
    ):
        with pytest.raises(KnownError):
            write()


def test_other_meetings_newest_first_without_removed_reviews(shelf: Shelf) -> None:
    library, desk, first = shelf.with_review()
    second, third = shelf.review(desk, "Second"), shelf.review(desk, "Third")
    for number, review in enumerate((first, second, third)):
        library.keep_meeting(review, {"number": number})
    assert library.other_meetings(third) == ({"number": 1}, {"number": 0})
    assert library.other_meetings(second) == ({"number": 2}, {"number": 0})
    desk.undo()
    assert library.other_meetings(second) == ({"number": 0},)


def test_meetings_on_some_days_even_beside_one_that_cannot_be_read(shelf: Shelf) -> None:
    library, desk, first = shelf.with_review()
    second, third = shelf.review(desk, "Second"), shelf.review(desk, "Third")
    library.keep_meeting(first, {"clocks": {"spans": [["open", "2026-11-18T23:40:00Z", None]]}})
    library.keep_meeting(second, {"clocks": {"ended": "2026-11-17T10:00:00Z"}, "here": ["2026-11-18"]})
    library.keep_meeting(third, {"clocks": {"spans": [["open", "2026-11-19T00:10:00Z", None]]}})
    days = [Date(2026, 11, 18), Date(2026, 11, 19)]
    assert library.meetings_on(days) == {first: library.meeting(first), third: library.meeting(third)}
    assert library.meetings_on([]) == {}
    library._db.conn.execute('UPDATE "meeting" SET "state" = ? WHERE "review" = ?', ("2026-11-18T [", third))
    assert set(library.meetings_on(days)) == {first}


def test_carried_thoughts_of_other_reviews(shelf: Shelf) -> None:
    library, desk, first = shelf.with_review()
    second = shelf.review(desk, "Second")
    here = shelf.review(desk, "Here")
    for review, name, carried in ((first, "a", True), (second, "b", True), (second, "c", False), (here, "d", True)):
        desk.do(Add(review, Note(id=name, text=name, carried=carried, order=name)), command="note.park")
    assert [(one.number, one.title, one.note.id) for one in library.carried_notes(here)] == [
        (2, "Second", "b"),
        (1, "Queue stood still", "a"),
    ]
    desk.do(Set(first, "note", "a", "carried", False), command="note.carry")
    assert [one.note.id for one in library.carried_notes(here)] == ["b"]


def test_salvage_leaves_out_what_can_be_no_text_any_more(shelf: Shelf) -> None:
    library, _desk, review = shelf.with_review()
    for name in ("hurt-one", "sound"):
        library.keep_draft(f"capture:{name}", f"draft {name}")
        library.keep_wording_choice(WordingChoice(id=name, kind=WordingChoiceKind.NEVER, rule="BW12"))
        library.count_pulse(review, {f"asked-{name}": "4"})
        library.keep_private_note(PrivateNote(id=name, review=review, text=f"note {name}", at=shelf.clock.now()))
    library.close()
    for column in (("capture:hurt-one", "draft hurt-one"), ("hurt-one", "never"), (review, "asked-hurt-one")):
        _turn_into_bytes(library.path, *column)
    _turn_into_bytes(library.path, "hurt-one", review, "note hurt-one")
    report = salvage(library.path, library.path.with_name("out.pmdesk"), clock=shelf.clock, ids=shelf.ids)
    found = shelf.open(report.out)
    assert found.drafts_under("") == {"capture:sound": "draft sound"}
    assert [one.id for one in found.wording_choices()] == ["sound"]
    assert found.pulse(review) == {"asked-sound": {"4": 1}}
    assert [one.text for one in found.private_notes(review)] == ["note sound"]
    shelf.close_all()
    assert check_file(report.out).findings == ()


def _turn_into_bytes(path: Path, *columns: str) -> None:
    """Damage the row whose texts follow one another: the type of the last one says bytes from now on."""
    # https://www.sqlite.org/fileformat2.html#record_format: a text of n bytes has the type 13 + 2n, bytes have 12 + 2n.
    types, text = bytes(13 + 2 * len(one) for one in columns), "".join(columns).encode()
    data = path.read_bytes()
    row = data.index(text)
    at = data.rindex(types, 0, row)
    path.write_bytes(data[: at + len(types) - 1] + bytes([types[-1] - 1]) + data[at + len(types) :])


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("whole_log", [True, False])
def test_salvage_of_every_version_keeps_what_is_beside_the_log(tmp_path: Path, version: int, whole_log: bool) -> None:
    hurt = tmp_path / "hurt.pmdesk"
    hurt.write_bytes((ROOT / "tests" / "files" / f"v{version}.pmdesk").read_bytes())
    if not whole_log:
        with sqlite.connect(hurt) as db:
            db.execute('UPDATE "log" SET "author" = \'x\' WHERE "n" = 1')
        db.close()
    clock, ids = FakeClock(), CountingIds()
    report = salvage(hurt, tmp_path / "out.pmdesk", clock=clock, ids=ids)
    assert report.history_kept is whole_log
    library = open_library(report.out, clock=clock, ids=ids)
    found = library.load(library.summaries(clock.now().to_tz("UTC").date())[0].id)
    assert found is not None
    votes = [factor.votes for factor in found.factors.values()]
    if version == 1:
        assert (votes, found.next_date, library.pulse(found.id), library.wording_choices()) == ([None], None, {}, ())
    else:
        assert (votes, library.pulse(found.id)) == ([3], {"safe": {"4": 1}})
        assert [choice.text for choice in library.wording_choices()] == ["operator"]
    library.close()
    assert check_file(report.out).findings == ()
