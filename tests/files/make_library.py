"""Makes the library that is kept for ever for each released version of the file.

Run once when a version is released: ``python tests/files/make_library.py`` writes v<version>.pmdesk
beside this file, unless it is there.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from fakes import CountingIds, FakeClock  # noqa: E402 (the path comes first)
from whenever import Date  # noqa: E402

from pmdesk.domain.changes import Add, Remove, Set  # noqa: E402
from pmdesk.domain.items import Action, ActionStatus, Category, Event, EventKind, Factor, Note, Person  # noqa: E402
from pmdesk.domain.review import REVIEW, NextFor, Severity  # noqa: E402
from pmdesk.domain.times import Time  # noqa: E402
from pmdesk.editing.desk import Desk  # noqa: E402
from pmdesk.editing.ports import PrivateNote, WordingChoice, WordingChoiceKind  # noqa: E402
from pmdesk.editing.verbs import new_review  # noqa: E402
from pmdesk.storage.migrations import STEPS  # noqa: E402
from pmdesk.storage.opening import open_library  # noqa: E402


def main() -> None:
    """Write the library of the present version."""
    path = HERE / f"v{len(STEPS)}.pmdesk"
    if path.exists():
        sys.exit(f"{path.name} is kept as it is")
    clock, ids = FakeClock(), CountingIds()
    library = open_library(path, clock=clock, ids=ids, author="sam")
    desk = Desk(library, clock, ids)
    review = ids()
    desk.do(
        new_review(review_id=review, number=1, today=Date(2026, 11, 12), zone="Europe/Warsaw", title="The queue"),
        command="new_review",
    )
    for title in ("The queue stood", "The queue stood still"):
        desk.do(Set(review, REVIEW, review, "title", title), command="edit_facts", merge="title")
    desk.do(Set(review, REVIEW, review, "severity", Severity.SEV2), command="edit_facts")
    desk.do(Set(review, REVIEW, review, "summary", "It stood still for an hour. " * 100), command="edit_facts")
    desk.do(Set(review, REVIEW, review, "summary", "It stood still for an hour. " * 99 + "Done."), command="edit_facts")
    person = Person(id=ids(), name="Sam Field", role="on-call engineer", handles=("@sam",), order="i00000")
    now = clock.now()
    first = Event(
        id=ids(), text="release 1.2 starts", time=Time(earliest=now, latest=now), kind=EventKind.CHANGE, order="i00000"
    )
    second = Event(id=ids(), text="pager fires", actor=person.id, order="i00001")
    gone = Event(id=ids(), text="told twice", order="i00002")
    factor = Factor(
        id=ids(), statement="Nobody saw the queue grow", category=Category.PROCESS, evidence=frozenset({first.id})
    )
    action = Action(
        id=ids(), text="Alert on the age of the queue", owner=person.id, agreed=True, due=Date(2026, 12, 1),
        status=ActionStatus.COMMITTED, factors=frozenset({factor.id}),
    )  # fmt: skip
    note = Note(id=ids(), text="What does the vendor see?", at=now)
    for item in (person, first, second, gone, factor, action, note):
        desk.do(Add(review, item), command="add")
    desk.do(Set(review, "factor", factor.id, "votes", 3), command="vote")
    desk.do(Set(review, "factor", factor.id, "group", "Nobody was told"), command="group")
    desk.do(Set(review, REVIEW, review, "next_date", Date(2026, 11, 20)), command="edit_facts")
    desk.do(Set(review, REVIEW, review, "next_for", NextFor.COMMIT), command="edit_facts")
    desk.do(Remove(review, "event", gone.id), command="remove")
    desk.do(Set(review, "factor", factor.id, "evidence", frozenset({second.id})), command="link")
    desk.undo()
    library.keep_draft(f"capture:{review}", "14:0")
    library.keep_private_note(PrivateNote(id=ids(), review=review, text="Let Kim speak first", at=now))
    library.count_pulse(review, {"safe": "4"})
    library.keep_wording_choice(WordingChoice(id=ids(), kind=WordingChoiceKind.MACHINE, text="operator"))
    library.keep_meeting(review, {"started": now.format_iso()})
    library.close()


if __name__ == "__main__":
    main()
