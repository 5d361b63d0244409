"""The Prepare stage, driven by keys and accessible names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from accessible_names import repeated, unnamed
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollArea, QTextBrowser, QTextEdit
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson
from whenever import Date, Instant

from pmdesk.domain.items import Event, Person
from pmdesk.domain.review import DetectedBy, KeyMoment, Review, ReviewKind, Severity, Trigger
from pmdesk.domain.times import Time
from pmdesk.ui.context import Context
from pmdesk.ui.stages.prepare import PreparePage

EMPTY = Review(id="r1", number=43, zone="CET", day=Date(2018, 2, 20))
AT = Instant.from_utc(2018, 2, 20, 13, 17)
EXACT = Time(earliest=AT, latest=AT, zone="CET", given="14:17")
LATER = Time(earliest=AT.add(minutes=45), latest=AT.add(minutes=45), zone="CET", given="15:02")


class SomeDates:
    """Understands two texts."""

    def read(self, text: str, **_given: object) -> Time | None:
        return {"14:17": EXACT, "2018-02-20 14:17 CET": EXACT, "15:02": LATER}.get(text)


@pytest.fixture
def dated(make_context: Callable[..., Context]) -> Context:
    return make_context(dates=SomeDates(), markdown=lambda text: f"<p>{text.replace('<', '&lt;')}</p>")


@pytest.fixture
def seated(dated: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., StagePerson]:
    def seat(review: Review = EMPTY, width: int = 920) -> StagePerson:
        memory.reviews.setdefault(review.id, review)
        page = PreparePage(dated)
        dated.bridge.changed.connect(page.on_changed)
        person = StagePerson(dated, page, qtbot, review.id, width)
        page.show_review(review.id)
        page.focus_first()
        return person

    return seat


def page_of(person: StagePerson) -> PreparePage:
    page = person.window.centralWidget()
    assert isinstance(page, PreparePage)
    return page


def test_a_whole_page_is_filled_by_keys(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    assert QApplication.focusWidget() is me.named("Title")
    me.type("Title", "Hub announcement slows every launch", enter=True)
    me.click("Kind: Near miss")
    me.click("Severity: SEV-2")
    me.type("Services", "hub, proxy,, hub", enter=True)
    me.type("Tags", "announcement", enter=True)
    me.type("Date of the incident", "2018-02-21", enter=True)
    trigger = me.focus("Trigger")
    assert isinstance(trigger, QComboBox)
    QTest.keyClicks(trigger, "Cap")
    noticed = me.focus("Noticed by")
    QTest.keyClick(noticed, KEY.Key_Down)
    me.type("Trigger in words", "More visitors than ever")
    me.type("Impact", "Launches took minutes")
    me.type("Customers affected", "12k", enter=True)
    me.type("Share of requests in percent", "7.4 %", enter=True)
    me.type("Currency", "EUR")
    me.type("Cost per minute", "1,200", enter=True)
    me.type("Facilitator", "Rae")
    me.type("Meeting date", "2018-02-27", enter=True)
    for name in ("What went well", "Where we were lucky", "What surprised us", "What we learned"):
        me.type(name, name.lower())
    me.type("Summary in Markdown", "Too many visitors")
    assert page_of(me).leave()
    review = me.review
    assert review.title == "Hub announcement slows every launch"
    assert (review.kind, review.severity) == (ReviewKind.NEAR_MISS, Severity.SEV2)
    assert (review.services, review.tags) == (("hub", "proxy"), ("announcement",))
    assert review.day == Date(2018, 2, 21)
    assert (review.trigger, review.trigger_text) == (Trigger.CAPACITY, "More visitors than ever")
    assert review.detected_by is DetectedBy.ALERT
    assert (review.customers, review.request_share, review.cost_per_minute) == (12000, 7.4, 1200)
    assert (review.currency, review.impact, review.facilitator) == ("EUR", "Launches took minutes", "Rae")
    assert review.meeting_date == Date(2018, 2, 27)
    assert review.went_well == "what went well"
    assert (review.lucky, review.surprised, review.learned, review.summary) == (
        "where we were lucky",
        "what surprised us",
        "what we learned",
        "Too many visitors",
    )
    assert me.text("Services") == "hub, proxy"


def test_severity_can_be_taken_back(seated: Callable[..., StagePerson]) -> None:
    me = seated(replace(EMPTY, severity=Severity.SEV1))
    me.click("Severity: Not rated")
    assert me.review.severity is None


def test_a_time_is_told_before_it_is_kept_and_spans_follow(
    seated: Callable[..., StagePerson], dated: Context, qtbot: QtBot
) -> None:
    me = seated()
    box = me.type("Impact starts", "14:17")
    qtbot.waitUntil(lambda: box.accessibleDescription() == "Tue 20 Feb 2018, 14:17 CET (UTC+1)")
    assert me.review.impact_starts is None
    me.press(KEY.Key_Return)
    assert me.review.impact_starts == KeyMoment(time=EXACT)
    me.type("Resolved", "15:02")
    me.focus("Title")
    assert me.review.resolved == KeyMoment(time=LATER)
    assert "45 min until all was normal".replace(" min", "\u00a0min") in spoken(me)
    me.type("Detected", "when the phone rang", enter=True)
    assert me.review.detected is None
    assert me.text("Detected") == "when the phone rang"
    assert me.named("Detected").accessibleDescription() == dated.words("fields.not_understood")
    me.type("Impact starts", "", enter=True)
    assert me.review.impact_starts is None


def spoken(me: StagePerson) -> str:
    return "\n".join(one.text() for one in me.window.findChildren(QLabel) if one.isVisible())


def test_moments_out_of_order_are_asked_about(seated: Callable[..., StagePerson]) -> None:
    me = seated(replace(EMPTY, detected=KeyMoment(time=LATER), mitigated=KeyMoment(time=EXACT)))
    assert "Mitigated stands before Detected" in spoken(me)


def test_a_linked_moment_shows_its_entry_and_can_be_unlinked(seated: Callable[..., StagePerson]) -> None:
    event = Event(id="e1", time=EXACT, text="A visitor writes that nothing starts")
    me = seated(replace(EMPTY, events={"e1": event}, detected=KeyMoment(event="e1")))
    assert "A visitor writes that nothing starts" in spoken(me)
    me.click("Unlink Detected from its entry")
    assert me.review.detected is None
    assert QApplication.focusWidget() is me.named("Detected")


def test_half_typed_texts_come_back(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    me.type("Detected", "around lunch, perhaps")
    me.type("Customers affected", "lots of them")
    assert page_of(me).leave()
    again = seated(memory.reviews["r1"])
    assert again.text("Detected") == "around lunch, perhaps"
    assert again.text("Customers affected") == "lots of them"
    assert again.review.detected is None
    again.type("Detected", "14:17", enter=True)
    assert again.review.detected == KeyMoment(time=EXACT)
    assert not any(memory.texts.get(f"moment:r1:{one}") for one in ("detected", "resolved"))


def test_people_are_added_changed_and_removed(seated: Callable[..., StagePerson], dated: Context) -> None:
    me = seated()
    assert page_of(me).run("person.add")
    me.type("Name of person 1", "Sam Ortiz @sam")
    me.press(KEY.Key_Return)
    (sam,) = me.review.people.values()
    assert (sam.name, sam.handles) == ("Sam Ortiz", ("@sam",))
    me.type("Role of person 1", "Deploying engineer", enter=True)
    me.type("Part of person 1", "made the change", enter=True)
    me.type("Role of person 2", "Support lead", enter=True)
    people = [one for one in me.review.ordered("person") if isinstance(one, Person)]
    assert [(one.role, one.part) for one in people] == [("Deploying engineer", "made the change"), ("Support lead", "")]
    me.type("Name of person 1", "Samira Ortiz @sam, @sortiz".replace(",", ""))
    me.focus("Name of person 2")
    assert me.review.people[sam.id].handles == ("@sam", "@sortiz")
    assert page_of(me).run("person.remove")
    assert list(me.review.people) == [sam.id]
    dated.bridge.undo()
    assert len(me.review.people) == 2
    assert me.text("Role of person 2") == "Support lead"


def test_a_space_at_the_end_stays_while_a_name_is_typed(seated: Callable[..., StagePerson], qtbot: QtBot) -> None:
    me = seated()
    box = me.type("Name of person 1", "Sam ")
    qtbot.waitUntil(lambda: bool(me.review.people))
    assert me.text("Name of person 1") == "Sam "
    QTest.keyClicks(box, "Ortiz")
    me.press(KEY.Key_Return)
    assert next(iter(me.review.people.values())).name == "Sam Ortiz"


def test_script_in_the_summary_stays_text_and_nothing_is_loaded(seated: Callable[..., StagePerson]) -> None:
    me = seated(replace(EMPTY, summary="<script>alert(1)</script> ![x](file:///etc/hostname)"))
    preview = me.named("Preview of the summary")
    assert isinstance(preview, QTextBrowser)
    assert "<script>alert(1)</script>" in preview.toPlainText()
    preview.setHtml('<p>before <img src="file:///etc/hostname"> <a href="https://example.org">after</a></p>')
    image = preview.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/hostname"))
    assert not isinstance(image, QImage) or image.isNull()
    assert not preview.openLinks()
    assert not preview.openExternalLinks()


def test_the_preview_follows_and_can_be_put_away(seated: Callable[..., StagePerson], qtbot: QtBot) -> None:
    me = seated()
    preview = me.named("Preview of the summary")
    assert isinstance(preview, QTextBrowser)
    me.type("Summary in Markdown", "the queue grew")
    qtbot.waitUntil(lambda: "the queue grew" in preview.toPlainText())
    source = me.named("Summary in Markdown")
    assert isinstance(source, QTextEdit)
    source.insertPlainText(" long" * 1000)
    qtbot.waitUntil(lambda: preview.toPlainText().count("long") == 1000)
    me.click("Summary as: Text")
    assert "Preview of the summary" not in me.names()
    me.click("Summary as: Preview")
    assert "Summary in Markdown" not in me.names()


def test_a_person_confirms_a_repeat_with_a_reason(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    memory.reviews["r42"] = story()
    me = seated()
    me.click("Does it repeat an earlier one?")
    me.press(KEY.Key_Return)
    assert me.review.repeat_of == ""
    again = seated(memory.reviews["r1"])
    again.click("It is a repeat")
    assert again.review.repeat_of == ""
    again.type("Reason to call it a repeat", "The same limit", enter=True)
    assert (again.review.repeat_of, again.review.repeat_reason) == ("r42", "The same limit")
    assert again.text("Reason of the repeat") == "The same limit"
    again.click("Not a repeat")
    assert (again.review.repeat_of, again.review.repeat_reason) == ("", "")


def test_a_full_disk_keeps_the_text_in_the_box(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    memory.full = True
    me.type("Title", "Not yet on disk", enter=True)
    me.type("Impact starts", "14:17", enter=True)
    assert not page_of(me).leave()
    assert me.text("Title") == "Not yet on disk"
    assert me.text("Impact starts") == "14:17"
    memory.full = False
    assert page_of(me).leave()
    assert me.review.title == "Not yet on disk"
    assert me.review.impact_starts == KeyMoment(time=EXACT)


def test_problems_lead_to_their_fields(seated: Callable[..., StagePerson]) -> None:
    me = seated(replace(EMPTY, people={"p": Person(id="p", name="Sam")}))
    page = page_of(me)
    for entity, name in (
        ("impact_missing", "Impact"),
        ("trigger_missing", "Trigger"),
        ("summary_missing", "Summary in Markdown"),
        ("detected", "Detected"),
        ("learned", "What we learned"),
    ):
        page.reveal("review", entity)
        assert QApplication.focusWidget() is me.named(name)
    page.reveal("person", "p")
    assert QApplication.focusWidget() is me.named("Name of person 1")


@pytest.mark.parametrize("width", [920, 600])
def test_everything_has_a_name_of_its_own(seated: Callable[..., StagePerson], width: int) -> None:
    me = seated(story(), width)
    assert not unnamed(me.window)
    assert not repeated(me.window)


@pytest.mark.parametrize(("width", "scale"), [(920, 100), (736, 100), (500, 100), (760, 200)])
def test_nothing_sticks_out_at_the_side(
    seated: Callable[..., StagePerson], dated: Context, qtbot: QtBot, width: int, scale: int
) -> None:
    dated.look.set_scale(scale)
    long_word = "x" * 400
    hostile = replace(story(), title=long_word, impact=long_word, events={"e": Event(id="e", text=long_word)})
    me = seated(replace(hostile, detected=KeyMoment(event="e")), width)
    area = me.window.findChildren(QScrollArea)[0]
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() == 0)


def test_tab_goes_as_the_eye_goes(seated: Callable[..., StagePerson]) -> None:
    me = seated(replace(EMPTY, people={"p": Person(id="p", name="Sam", order="a")}))
    met = me.tabs("Title", 45)
    wanted = ["Title", "Services", "Trigger", "Impact", "Impact starts", "Resolved", "Name of person 1"]
    wanted += ["Role of person 1", "Part of person 1", "Remove person 1", "Name of person 2", "Facilitator"]
    wanted += ["What went well", "Summary in Markdown"]
    assert [name for name in met if name in wanted][: len(wanted)] == wanted
