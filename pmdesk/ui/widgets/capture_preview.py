"""How the capture line is read, shown under it before Enter: chips, text, and where it lands."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.domain.items import EventKind
from pmdesk.domain.review import Review
from pmdesk.domain.times import Precision, clock_text, in_zone
from pmdesk.editing.capture import Proposal
from pmdesk.editing.capture_prefix import PREFIXES, Target
from pmdesk.editing.words import Words
from pmdesk.ui.context import Context
from pmdesk.ui.models.timeline_entries import actor_text
from pmdesk.ui.models.timeline_sentences import short_zone
from pmdesk.ui.widgets.buttons import Chip
from pmdesk.ui.widgets.capture_sending import TARGET_ICONS
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.floating import FloatingFrame
from pmdesk.ui.widgets.labels import KeyCaps, Label, rule
from pmdesk.ui.widgets.marks import KIND_ICONS

_FEW = 3
"""With so many chips there is room above for where the line lands."""


class CapturePreview(FloatingFrame):
    """Shows a Proposal. ``sentence`` is the whole in words, for a screen reader."""

    def __init__(self, ctx: Context, owner: QWidget) -> None:
        """Float under ``owner``."""
        super().__init__(owner, ctx.words("timeline.capture.preview_name"))
        self._words, self._look = ctx.words, ctx.look
        look, words = ctx.look, ctx.words
        self._time = Chip(look, "", tone="accent", ground="accentsoft", icon="clock")
        self._kind = Chip(look, "")
        self._actor = Chip(look, "", icon="user")
        self._star = Chip(look, words("timeline.capture.report"), tone="accent", ground="accentsoft", icon="star")
        self._later = Chip(look, words("enums.known.later"), icon="history")
        self._target = Chip(look, "", tone="accent", ground="accentsoft")
        self._text = ElidedLabel(look)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lands = Label(look, "", "small", "text3")
        self._lands_below = Label(look, "", "small", "text3")
        self._note = ElidedLabel(look, "", "small", "text2")
        top = QHBoxLayout()
        top.setSpacing(8)
        self._chips = (self._target, self._time, self._kind, self._actor, self._later, self._star)
        for chip in self._chips:
            top.addWidget(chip)
        top.addWidget(self._text, 1)
        top.addWidget(self._lands)
        below = QHBoxLayout()
        below.setSpacing(12)
        hints = (("Ctrl+Shift+K", "kind"), ("14:02?", "unsure"), ("+5", "plus"), ("*", "report"))
        self._hints = [_Hint(ctx, keys, words(f"timeline.capture.{does}")) for keys, does in hints]
        self._hints.append(_Hint(ctx, " ".join(f"{letter}:" for letter in PREFIXES), words("capture.prefix.elsewhere")))
        self._plain = KeyCaps(look, "Backspace", words("capture.prefix.plain"))
        for hint in (*self._hints, self._plain):
            below.addWidget(hint)
        below.addWidget(self._lands_below)
        below.addStretch(1)
        below.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 8)
        column.setSpacing(7)
        column.addLayout(top)
        column.addWidget(rule())
        column.addLayout(below)
        self.sentence = ""
        self._aimed = False

    def show_target(self, target: Target, text: str) -> None:
        """Show that a line goes elsewhere than to the timeline."""
        name = self._words(f"capture.target.{target.value}")
        private = target is Target.PRIVATE
        tone, ground = ("private", "privatesoft") if private else ("accent", "accentsoft")
        self._target.set_text(name, tone=tone, ground=ground, icon=TARGET_ICONS[target])
        for chip in self._chips:
            chip.setVisible(chip is self._target)
        self._text.setText(text or self._words("capture.prefix.nothing"))
        for label in (self._lands, self._lands_below, self._note):
            label.setText("")
        self._aimed = True
        self.sentence = f"{name}, {self._text.text()}"

    def show_reading(self, proposal: Proposal, review: Review, lands: str) -> None:
        """Show how a line is read."""
        self._aimed = False
        self._target.hide()
        self._time.show()
        words = self._words
        placed = proposal.time.placed
        time = time_chip(words, proposal, review.zone)
        self._time.set_text(time, tone="accent" if placed else "text2", ground="accentsoft" if placed else "sunken")
        kind = proposal.kind or EventKind.OTHER
        name = words(f"enums.event_kind.{kind.value}")
        self._kind.set_text(name, tone=f"k{kind.value}", ground=f"k{kind.value}soft", icon=KIND_ICONS[kind])
        actor = self._actor_of(proposal, review)
        self._actor.set_text(actor)
        self._text.setText(proposal.text)
        self._lands.setText(lands)
        self._lands_below.setText(lands)
        note = self._note_of(proposal, review)
        self._note.setText(note)
        self._kind.setVisible(proposal.kind is not None)
        self._actor.setVisible(bool(actor))
        self._star.setVisible(proposal.starred)
        self._later.setVisible(proposal.later)
        later = words("enums.known.later") if proposal.later else ""
        parts = (time, name if proposal.kind else "", actor, later, proposal.text, lands, note)
        self.sentence = ", ".join(part for part in parts if part)

    def fit(self, width: int, *, roomy: bool) -> None:
        """Lay out for this width: the words of the line come first, hints where there is room left."""
        px = self._look.px
        chips = [chip for chip in self._chips if not chip.isHidden()]
        above = roomy and len(chips) <= _FEW
        self._lands.setVisible(above)
        self._lands_below.setVisible(not above)
        room = width - px(24) - self._note.sizeHint().width()
        room -= 0 if above else self._lands_below.sizeHint().width() + px(12)
        for hint in self._hints:
            room -= hint.sizeHint().width() + px(12)
            hint.setVisible(roomy and not self._aimed and room > 0)
        self._plain.setVisible(self._aimed)

    def _actor_of(self, proposal: Proposal, review: Review) -> str:
        return actor_text(review.people, proposal.actor) if proposal.actor else proposal.actor_given

    def _note_of(self, proposal: Proposal, review: Review) -> str:
        handle = proposal.actor_given
        if not handle:
            return ""
        person = review.people.get(proposal.actor)
        if person is None:
            return self._words("timeline.capture.unknown_person", handle=handle)
        if not person.role:
            return self._words("timeline.capture.stays_name", handle=handle, role=person.name or handle)
        return self._words("timeline.capture.stays", handle=handle, role=person.role)


class _Hint(KeyCaps):
    """Key caps for something that is typed: one cap, whatever its characters."""

    def __init__(self, ctx: Context, keys: str, text: str) -> None:
        super().__init__(ctx.look, keys, text)
        if not keys.startswith("Ctrl"):
            self._keys = [keys]


def time_chip(words: Words, proposal: Proposal, zone: str) -> str:
    """Return how the time of a line is understood, in short: "15:58 CET, 12 Nov"."""
    time = proposal.time
    if time.start is None:
        return words("timeline.no_time")
    local = in_zone(time.start, zone)
    date = words.date(local.date(), year=False)
    if time.precision is Precision.DAY:
        return date
    return words("timeline.capture.today", time=clock_text(time, zone), zone=short_zone(zone, time.start), date=date)
