"""The depth advisor: a few yes or no signs tell whether the full hour, ten minutes or no meeting fits.

An advice with its reasons, never a gate: the person chooses. The signs follow the Howie guide (Jeli, now
PagerDuty, 2021) on which incidents deserve depth, the triggers of Google's SRE book (2016), the CAST handbook
(Leveson, 2019) and the method's rule that near misses are free lessons; the catalogue names the source of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pmdesk.domain.review import DetectedBy, Review, ReviewKind
from pmdesk.meeting.agenda import Preset
from pmdesk.meeting.plain_reading import table, text
from pmdesk.meeting.said import Said

KEY = "depth"
SIGNS = (
    "several_teams",
    "customers_noticed",
    "near_miss",
    "looks_like_a_repeat",
    "simple_surprise",
    "long_to_understand",
    "unclear_roles",
    "workaround",
    "data_touched",
    "found_by_chance",
)
"""The ids under ``meeting.depth.signs``, in the order in which they are asked."""
STRONG = frozenset({"several_teams", "looks_like_a_repeat", "data_touched"})
"""One of these is enough for the full review."""
ENOUGH = 3
"""So many of any kind are enough, too."""


class Depth(StrEnum):
    """How much of a meeting."""

    FULL = "full"
    LIGHT = "light"
    NONE = "none"


PRESETS: Mapping[Depth, Preset | None] = {Depth.FULL: Preset.HOUR, Depth.LIGHT: Preset.LIGHT, Depth.NONE: None}
"""What a depth means for the agenda: 60 minutes, 10 minutes, no meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the person said: yes or no by sign (absent: not answered), and the depth they chose, if any."""

    signs: Mapping[str, bool] = field(default_factory=dict)
    chosen: Depth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The depth, which rule led to it ("strong", "several", "some", "none") and the signs that said yes."""

    depth: Depth
    rule: str
    reasons: tuple[str, ...]

    @property
    def said(self) -> Said:
        """The sentence of the rule, with the number of signs."""
        return Said(f"meeting.depth.rules.{self.rule}", (("count", len(self.reasons)),))


def seen_in(review: Review) -> Mapping[str, bool]:
    """Return the signs that the review itself shows already; only a yes, for the person to correct."""
    shown = {
        "customers_noticed": bool(review.customers) or review.detected_by is DetectedBy.CUSTOMER,
        "near_miss": review.kind is ReviewKind.NEAR_MISS,
        "looks_like_a_repeat": bool(review.repeat_of),
        "found_by_chance": review.detected_by in {DetectedBy.CUSTOMER, DetectedBy.EMPLOYEE, DetectedBy.OTHER},
    }
    return {sign: True for sign, yes in shown.items() if yes}


def with_seen(answers: Answers, review: Review) -> Answers:
    """Return the answers, filled up where the person has not answered by what the review shows."""
    return replace(answers, signs={**seen_in(review), **answers.signs})


def answer(answers: Answers, sign: str, *, yes: bool | None) -> Answers:
    """Answer a sign with yes or no, or take the answer back (None)."""
    signs = {one: said for one, said in answers.signs.items() if one != sign}
    if yes is not None and sign in SIGNS:
        signs[sign] = yes
    return replace(answers, signs=signs)


def choose(answers: Answers, depth: Depth | None) -> Answers:
    """Choose a depth whatever the advice is, or follow the advice again (None)."""
    return replace(answers, chosen=depth)


def advise(signs: Mapping[str, bool]) -> Advice:
    """Return the advice: full for one strong sign or three of any, light for one or two, else none."""
    reasons = tuple(sign for sign in SIGNS if signs.get(sign) is True)
    strong = tuple(sign for sign in reasons if sign in STRONG)
    if strong:
        return Advice(
            depth=Depth.FULL, rule="strong", reasons=(*strong, *(one for one in reasons if one not in strong))
        )
    if len(reasons) >= ENOUGH:
        return Advice(depth=Depth.FULL, rule="several", reasons=reasons)
    if reasons:
        return Advice(depth=Depth.LIGHT, rule="some", reasons=reasons)
    return Advice(depth=Depth.NONE, rule="none", reasons=())


def to_state(answers: Answers) -> dict[str, object]:
    """Return the member of the meeting's state that holds the answers."""
    return {KEY: {"signs": dict(answers.signs), "chosen": answers.chosen.value if answers.chosen else ""}}


def from_state(kept: Mapping[str, object]) -> Answers:
    """Return the answers in the state; none given when there are none."""
    plain = table(kept.get(KEY))
    chosen = text(plain.get("chosen"))
    signs = {sign: said for sign, said in table(plain.get("signs")).items() if sign in SIGNS and isinstance(said, bool)}
    return Answers(signs=signs, chosen=Depth(chosen) if chosen in set(Depth) else None)
