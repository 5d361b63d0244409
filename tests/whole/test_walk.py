"""A person's walk: from an empty library to a PDF, by keys and accessible names alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from window_person import Desks, WindowPerson

from pmdesk.domain.item_numbers import ordered_actions, ordered_factors
from pmdesk.domain.items import ActionStatus, Category, Size, Strength
from pmdesk.domain.review import Review, ReviewStatus, Severity, moment_time
from pmdesk.domain.timeline import in_order
from pmdesk.domain.times import Precision, clock_text

TITLE = "Checkouts waited for a free connection"
CAPTURED = (
    "14:02 rollout of build 418 starts @Mira #change *",
    "14:31 pager fires for slow checkouts #signal",
    "14:10 first node takes the new limit of 40 connections",
    "+6 second node follows",
    "~14:20 maybe earlier: requests begin to wait",
    "14:35 Mira opens the incident channel @Mira #message",
    "14:22 a shop reports empty carts #report",
    "15:xx support counts forty tickets",
    "14:40-14:55 three restarts without effect @Jonas #action",
    "14:58 Jonas sees that the pool is full @Jonas #diagnosis *",
    "nobody remembers who asked for the limit",
    "15:04 decision to go back to build 417 #decision",
    "15:06 rollback starts @Mira #action *",
    "15:19 waiting requests are gone #signal",
    "15:25 checkouts are as quick as before",
    "13:45 the limit is merged without a load test #change *",
    "23:50 the last delayed mail leaves",
    "00:15 the queue of mails is empty",
    "2026-03-05 10:00 Żaneta finds the old limit in a template @Żaneta",
    "2026-03-03 14:31 the same alert reaches the second team",
)
TOLD = [
    "13:45 the limit is merged without a load test",
    "14:02 rollout of build 418 starts",
    "14:10 first node takes the new limit of 40 connections",
    "14:16 second node follows",
    "~14:20 maybe earlier: requests begin to wait",
    "14:22 a shop reports empty carts",
    "14:31 pager fires for slow checkouts",
    "14:31 the same alert reaches the second team",
    "14:35 Mira opens the incident channel",
    "14:40–14:55 three restarts without effect",
    "14:58 Jonas sees that the pool is full",
    "? nobody remembers who asked for the limit",
    "15:xx support counts forty tickets",
    "15:04 decision to go back to build 417",
    "15:06 rollback starts",
    "15:19 waiting requests are gone",
    "15:25 checkouts are as quick as before",
    "23:50 the last delayed mail leaves",
    "00:15 the queue of mails is empty",
    "10:00 Żaneta finds the old limit in a template",
]
FACTORS = (
    ("The limit was merged without a load test", "load test", "process"),
    ("One node shows too little of the traffic", "first node", "technology"),
    ("Nobody is told when requests wait", "pager fires", "environment"),
)
ACTIONS = (
    ("Add a load test to every change of a limit", "a limit of 12 stops the build", "Mira", "medium", "stronger"),
    ("Alert on waiting requests", "the drill fires the alert", "Jonas", "small", "intermediate"),
    ("Name an owner of the template", "the file says who", "Żaneta", "large", "weaker"),
)


def told(review: Review) -> list[str]:
    return [f"{clock_text(one.time, review.zone)} {one.text}" for one in in_order(review)]


def prepare(person: WindowPerson) -> None:
    person.press("Ctrl+N")
    assert person.at == "Title"
    person.type(TITLE)
    person.use("Zone of bare clock times")
    person.enter("Europe/Berlin")
    person.fill("Date of the incident", "2026-03-03", enter=True)
    person.use("Severity: SEV-2")
    person.fill("Name of person 1", "Mira Ito @Mira")
    person.fill("Role of person 1", "Release engineer", enter=True)
    person.fill("Impact", "One checkout in five was given up.")
    person.fill("Summary in Markdown", "Checkouts *waited* for up to 40 s while a build with a low limit rolled out.")
    person.press("Ctrl+3")
    review = person.review()
    assert (review.title, review.zone, review.day.format_iso()) == (TITLE, "Europe/Berlin", "2026-03-03")  # type: ignore[union-attr]  # a wrong day fails here too
    assert review.severity is Severity.SEV2
    assert review.impact.startswith("One checkout")
    assert [(one.name, one.role, one.handles) for one in review.people.values()] == [
        ("Mira Ito", "Release engineer", ("@Mira",))
    ]


def capture(person: WindowPerson) -> None:
    assert person.at == "New entry"
    for line in CAPTURED:
        person.enter(line)
    review = person.review()
    assert told(review) == TOLD
    precisions = {one.text: one.time.precision for one in review.events.values()}
    assert precisions["maybe earlier: requests begin to wait"] is Precision.ABOUT
    assert precisions["support counts forty tickets"] is Precision.HOUR
    assert sum(one.starred for one in review.events.values()) == 4
    assert len(review.people) == 3


def mark_key_moments(person: WindowPerson) -> None:
    for row, moment in (("first node takes", "impact"), ("pager fires", "detected"), ("rollback starts", "mitigated")):
        person.choose("Timeline entries", row)
        person.press("M")
        person.enter(moment)
        person.press("Esc")
    person.use("Acknowledged: not known yet")
    person.enter("14:33")
    person.use("Resolved: not known yet")
    person.enter("15:25")
    review = person.review()
    moments = ("impact_starts", "detected", "acknowledged", "mitigated", "resolved")
    times = [moment_time(review, name) for name in moments]
    assert [clock_text(one, review.zone) for one in times if one is not None] == [
        "14:10",
        "14:31",
        "14:33",
        "15:06",
        "15:25",
    ]
    assert [bool(getattr(review, name).event) for name in moments] == [True, True, False, True, False]


def find_factors(person: WindowPerson) -> None:
    person.press("Ctrl+4")
    for statement, _evidence, _category in FACTORS:
        person.enter(statement)
    person.press("Esc", "Home")
    for number, (_statement, evidence, category) in enumerate(FACTORS, start=1):
        assert person.at.startswith(f"F{number}, ")
        person.press("L")
        person.enter(evidence)
        person.press("Esc", "C")
        person.enter(category)
        person.press("Right")
    person.press("Home", "Y", "B")
    person.enter("too little")
    person.press("Esc")
    one, two, three = ordered_factors(person.review())
    assert [one.statement, two.statement, three.statement] == [statement for statement, *_ in FACTORS]
    assert [len(factor.evidence) for factor in (one, two, three)] == [1, 1, 1]
    assert [factor.category for factor in (one, two, three)] == [
        Category.PROCESS,
        Category.TECHNOLOGY,
        Category.ENVIRONMENT,
    ]
    assert (one.enabled_by, one.verified, two.verified) == ({two.id}, True, False)
    assert person.at.endswith("evidence 13:45, enabled by F2")


def agree_on_actions(person: WindowPerson) -> None:
    person.press("Ctrl+5")
    for text, *_rest in ACTIONS:
        person.enter(text)
    for number, (text, done_when, owner, size, strength) in enumerate(ACTIONS, start=1):
        person.choose("Actions", text)
        person.press("Return", "Tab")
        assert person.at == f"Done when, for A{number}"
        person.type(done_when)
        person.press("Tab")
        person.enter(owner)
        person.enter(size)
        person.press("X", "S")
        person.enter(strength)
        person.press("L")
        person.enter(f"F{number}")
        person.press("Esc")
    review = person.review()
    actions = ordered_actions(review)
    handles = [review.people[one.owner].handles[0].lstrip("@") for one in actions]
    assert [one.done_when for one in actions] == [done_when for _text, done_when, *_ in ACTIONS]
    assert handles == ["Mira", "Jonas", "Żaneta"]
    assert all(one.agreed and one.due is not None and one.status is ActionStatus.COMMITTED for one in actions)
    assert [one.size for one in actions] == [Size.MEDIUM, Size.SMALL, Size.LARGE]
    assert [one.strength for one in actions] == [Strength.STRONGER, Strength.INTERMEDIATE, Strength.WEAKER]
    assert [one.factors for one in actions] == [{one.id} for one in ordered_factors(review)]


def there_and_back(person: WindowPerson) -> None:
    """Undo ten steps and do them again."""
    after = person.review()
    states = [after]
    for _ in range(10):
        person.press("Ctrl+Z")
        states.append(person.review())
    assert len({repr(one) for one in states}) == 11
    for state in reversed(states[:-1]):
        person.press("Ctrl+Shift+Z")
        assert person.review() == state
    assert person.review() == after


def publish(person: WindowPerson, target: Path) -> PdfReader:
    person.press("Ctrl+E")
    assert person.at == "File of the PDF"
    assert person.text("File of the PDF").endswith("R-1 checkouts-waited-for-a-free-connection.pdf")
    person.press("Ctrl+A")
    person.enter(str(target))
    person.wait(lambda: person.at == "Open the saved PDF", most=30_000)
    assert f"Saved {target.name}" in person.said
    person.use("Mark as published")
    assert person.review().status is ReviewStatus.PUBLISHED
    return PdfReader(target)


def fonts(reader: PdfReader) -> Iterator[tuple[str, DictionaryObject]]:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            yield str(font.get_object()["/BaseFont"]), font.get_object()


def in_this_order(text: str, parts: list[str]) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, (part, text[at : at + 400])
        at = found + len(part)


def test_a_walk_from_an_empty_library_to_a_pdf(desk_window: Desks, tmp_path: Path) -> None:
    person = desk_window()
    prepare(person)
    capture(person)
    mark_key_moments(person)
    find_factors(person)
    agree_on_actions(person)
    there_and_back(person)
    before = person.review()
    assert person.close()

    person = desk_window()
    assert person.review() == before
    assert person.rows("List of reviews")[1].startswith(f"R-1, {TITLE}, SEV-2, Tue 3 Mar 2026, Draft, 3 open")
    person.press("Return")
    assert person.at == "Actions"
    assert [row.split(",")[0] for row in person.rows("Actions")] == ["A1", "A2", "A3"]
    person.press("Ctrl+3")
    shown = [row for row in person.rows("Timeline entries") if not row.startswith("Gap") and "a new day" not in row]
    assert len(shown) == len(TOLD)
    assert all(line.split(" ", 1)[1] in row for line, row in zip(TOLD, shown, strict=True))
    assert {"Impact starts: 14:10", "Detected: 14:31", "Acknowledged: 14:33"} <= set(person.names())

    reader = publish(person, tmp_path / "report.pdf")
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    in_this_order(text, ["R-1", TITLE, "SEV-2", "Summary", "Checkouts waited for up to 40 s", "One checkout in five"])
    names = {"Mira opens": "Release engineer opens", "Jonas sees": "participant 1 sees", "Żaneta": "participant 2"}
    entries = [line.split(" ", 1)[1] for line in TOLD]
    for name, role in names.items():
        entries = [entry.replace(name, role) for entry in entries]
    in_this_order(text, ["Timeline", *entries, "Contributing factors", *(one for one, *_ in FACTORS)])
    table = text[text.index("Done when: ") - 80 :]
    in_this_order(table, [part for action, done_when, *_ in ACTIONS for part in (action, done_when)])
    assert "Enabled by F2" in text
    assert "Mira" not in text
    assert f"Page 1 of {len(reader.pages)}" in text
    titles = [str(one.title) for one in reader.outline if not isinstance(one, list)]
    assert [one.partition(",")[0] for one in titles] == [
        "Summary",
        "How long each part took",
        "Impact",
        "Timeline",
        "Contributing factors",
        "Actions",
        "What this report does not know",
    ]
    places = [reader.get_destination_page_number(one) for one in reader.outline if not isinstance(one, list)]
    assert places == sorted(places)  # type: ignore[type-var]  # every bookmark leads to a page
    embedded = dict(fonts(reader))
    assert embedded
    assert all("/FontFile2" in font["/FontDescriptor"] for font in embedded.values())  # type: ignore[operator]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.trailer["/Root"]["/Lang"]) == (f"R-1 {TITLE}", "en")  # type: ignore[index]
