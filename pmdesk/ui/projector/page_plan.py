"""The page of the room: head, question and foot around the content of a stage. Lengths in units of 1080."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from pmdesk.editing.commands import PREPARE, STAGES
from pmdesk.editing.room_view import (
    Conditions,
    Ending,
    Ideas,
    Opening,
    Promises,
    RoomView,
    Story,
    Welcome,
)
from pmdesk.editing.words import Words
from pmdesk.meeting.clock_words import face
from pmdesk.meeting.clocks import Pace
from pmdesk.ui.look import Look
from pmdesk.ui.projector.card_plan import plan_cards
from pmdesk.ui.projector.ending_plan import plan_ending
from pmdesk.ui.projector.link_plan import plan_links
from pmdesk.ui.projector.opening_plan import plan_opening, plan_welcome
from pmdesk.ui.projector.promise_plan import plan_promises
from pmdesk.ui.projector.sheet import RIGHT, Sheet
from pmdesk.ui.projector.story_plan import plan_story

_MARGIN, _LEAST_MARGIN, _MARGIN_SHARE = 112, 40, 0.0583
_TOP, _QUESTION_TOP, _FOOT = 52, 204, 94
_CLOCK_WIDTH, _BAR_WIDTH = 480, 420
_SIZES = (("question", 90), ("question-64", 78), ("question-56", 68))
_MEASURE = 1560
_WIDE = 1300
_MEETING = tuple(one for one in STAGES if one != PREPARE)


def margin_of(sheet: Sheet) -> float:
    """Return the margin at the left and at the right."""
    return min(_MARGIN, max(_LEAST_MARGIN, sheet.width * _MARGIN_SHARE))


def plan_page(view: RoomView, look: Look, words: Words, size: QSizeF) -> Sheet:
    """Return everything but the clock."""
    sheet = Sheet(look, size)
    margin = margin_of(sheet)
    inner = QRectF(margin, _TOP, sheet.width - 2 * margin, sheet.height - _TOP)
    _head(sheet, view, words, inner)
    bottom = _question(sheet, view, words, inner)
    box = QRectF(inner.left(), bottom + 36, inner.width(), sheet.height - _FOOT - bottom - 36)
    match view.content:
        case Story():
            plan_story(sheet, view.content, words, box)
        case Conditions():
            if not plan_links(sheet, view.content, words, box):
                plan_cards(sheet, view.content, words, box)
        case Promises() | Ideas():
            plan_promises(sheet, view.content, words, box)
        case Opening():
            plan_opening(sheet, view.content, words, box)
        case Ending():
            plan_ending(sheet, view.content, words, box)
        case Welcome():
            plan_welcome(sheet, view.content, words, box)
    _foot(sheet, view, words, inner)
    return sheet


def clock_box(sheet: Sheet) -> QRectF:
    """Return where the clock stands, in units: nothing else is drawn there."""
    return QRectF(sheet.width - margin_of(sheet) - _CLOCK_WIDTH, _TOP - 12, _CLOCK_WIDTH, 150)


def plan_clock(view: RoomView, look: Look, words: Words, size: QSizeF) -> Sheet:
    """Return the clock of the stage, or that of a silent round with the other one below it."""
    sheet = Sheet(look, size)
    box = clock_box(sheet)
    if view.silent is not None:
        left = view.silent.left
        below = words("projector.silent" if left else "projector.silent_up")
        _digits(sheet, box, face(left), below, "accent")
        tone = "warn" if view.clock is not None and view.clock.pace is Pace.OVER else "text2"
        sheet.text(QRectF(box.left(), _TOP + 84, box.width(), 36), _line(view, words), "sub", tone, RIGHT)
    elif view.clock is not None:
        over = view.clock.pace is Pace.OVER
        _digits(sheet, box, face(view.clock.used), _of(view, words), "warn" if over else "text")
        if view.clock.planned:
            width = min(_BAR_WIDTH, box.width())
            part = min(1.0, view.clock.used / view.clock.planned)
            bar = QRectF(box.right() - width, _TOP + 86, width, 8)
            sheet.plate(bar, "line", radius=4)
            done = QRectF(bar.left(), bar.top(), max(8.0, width * part), 8)
            sheet.plate(done, "warn" if over else "accent", radius=4)
    return sheet


def _digits(sheet: Sheet, box: QRectF, digits: str, words: str, tone: str) -> None:
    """Put large digits and words after them, on one base line."""
    wide = sheet.advance("sub", words) if words else 0
    room = QRectF(box.left(), _TOP - 8, box.width() - wide - (14 if words else 0), 76)
    sheet.text(room, digits, "clock", tone, RIGHT)
    large, small = QFontMetricsF(sheet.font("clock")), QFontMetricsF(sheet.font("sub"))
    lower = ((large.ascent() - large.descent()) - (small.ascent() - small.descent())) / 2 / sheet.unit
    beside = QRectF(box.right() - wide - 1, _TOP - 8 + lower, wide + 1, 76)
    sheet.text(beside, words, "sub", "text2", RIGHT)


def _of(view: RoomView, words: Words) -> str:
    clock = view.clock
    if clock is None or not clock.planned:
        return words("projector.paused") if clock is not None and clock.paused else ""
    return words("projector.of_paused" if clock.paused else "projector.of", minutes=clock.planned // 60)


def _line(view: RoomView, words: Words) -> str:
    return f"{face(view.clock.used)} {_of(view, words)}" if view.clock is not None else ""


def _head(sheet: Sheet, view: RoomView, words: Words, inner: QRectF) -> None:
    before = view.stage == PREPARE
    room = inner.width() - (_CLOCK_WIDTH + 24 if view.timed else 0)
    stage = words("projector.welcome") if before else words(f"commands.stage.{view.stage}")
    left = inner.left()
    sheet.text(QRectF(left, _TOP, room, 52), stage, "stage")
    if view.frozen:
        after = left + sheet.advance("stage", stage) + 24
        word = words("projector.frozen")
        wide = sheet.advance("chip", word)
        sheet.plate(QRectF(after, _TOP + 3, wide + 76, 48), "infosoft", radius=10)
        sheet.sign(QRectF(after + 16, _TOP + 12, 30, 30), "snowflake", "info")
        sheet.text(QRectF(after + 56, _TOP + 3, wide + 4, 48), word, "chip", "info")
    if not before:
        sheet.text(QRectF(left, _TOP + 58, room, 36), view.title, "sub", "text2")


def _question(sheet: Sheet, view: RoomView, words: Words, inner: QRectF) -> float:
    """Put the question in the largest type in which it has room; return where it ends."""
    top = float(_QUESTION_TOP)
    said = view.title if view.stage == PREPARE else view.question
    if not said:
        return top - 36
    if view.about:
        text = words("projector.about", time=view.about)
        sheet.sign(QRectF(inner.left(), top + 3, 30, 30), "message-circle", "accent")
        sheet.text(QRectF(inner.left() + 42, top, inner.width() - 42, 36), text, "sub-medium", "accent")
        top += 50
    wide = sheet.width >= _WIDE
    width, most = min(_MEASURE, inner.width()), (2 if wide else 4) + (2 if view.stage == PREPARE else 0)
    style, leading, lines = _fitting(sheet, said, width, most)
    for line in lines:  # the smallest size may take one more, and is cut then
        sheet.text(QRectF(inner.left(), top, inner.width(), leading), line, style)
        top += leading
    return top


def _fitting(sheet: Sheet, question: str, width: float, most: int) -> tuple[str, float, list[str]]:
    """Return the largest style in which a question has room, its leading and its lines."""
    tried = ((style, leading, sheet.lines(style, question, width, most + 1, even=True)) for style, leading in _SIZES)
    found = _SIZES[0][0], float(_SIZES[0][1]), [question]
    for style, leading, lines in tried:
        found = style, leading, lines
        if len(lines) <= most:
            break
    return found


def _foot(sheet: Sheet, view: RoomView, words: Words, inner: QRectF) -> None:
    """Put where in the hour we are at the left, and a remark at the right where it has room."""
    middle = sheet.height - 52
    names = {one: words(f"commands.stage.{one}") for one in _MEETING}
    styles = {one: "foot-strong" if one == view.stage else "foot" for one in _MEETING}
    widths = {one: sheet.advance(styles[one], names[one]) for one in _MEETING}
    whole = sum(44 + 12 + wide + 28 for wide in widths.values())
    remark = _remark(view, words)
    wanted = 0 if remark == words("projector.motto") else sheet.advance("foot", remark)
    named = whole + wanted <= inner.width()  # a count goes before the names of the other stages
    x = inner.left()
    reached = _MEETING.index(view.stage) if view.stage in _MEETING else -1
    for at, one in enumerate(_MEETING if reached >= 0 else ()):
        sheet.plate(QRectF(x, middle - 3, 44, 6), "accent" if at <= reached else "line2", radius=3)
        x += 44 + 12
        if named or one == view.stage:
            tone = "text" if one == view.stage else "text2"
            sheet.text(QRectF(x, middle - 20, widths[one] + 2, 40), names[one], styles[one], tone)
            x += widths[one] + 28
    room = inner.right() - x
    if sheet.advance("foot", remark) <= room:
        sheet.text(QRectF(x, middle - 20, room, 40), remark, "foot", "text2", RIGHT)


def _remark(view: RoomView, words: Words) -> str:
    match view.content:
        case Story(place=place, count=count, day=day) if count:
            said = (
                words("projector.place", place=place, count=count) if place else words("timeline.entries", count=count)
            )
            return words("projector.of_day", entry=said, day=words.date(day, year=False)) if day else said
        case Conditions(cards=cards) if not all(one.verified for one in cards):
            return words("projector.hypothesis")
        case Promises(ideas=ideas) if ideas:
            return words("projector.ideas", count=ideas)
        case Ideas(committed=committed) if committed:
            return words("projector.committed", count=committed)
        case Ending():
            return words("projector.thanks")
        case _:
            return words("projector.motto")
