"""The engine: a text, its stage, the people and the rules in; findings out. Deterministic, sentence by sentence."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from pmdesk.domain.items import Person
from pmdesk.domain.roles import find_people
from pmdesk.wording.blanks import squeezed
from pmdesk.wording.clauses import Clauses
from pmdesk.wording.finding import Finding, Kind, Offer, Span, Stage
from pmdesk.wording.masking import masked, plain
from pmdesk.wording.rewriting import Place, as_written, rewritten
from pmdesk.wording.rules import About, Cue, Rule, Rulebook, Settings
from pmdesk.wording.sentences import LONGEST, is_heading, sentences
from pmdesk.wording.subjects import Subject, Subjects

MOST_WORDS = 8
"""No underline is longer."""

_WORD = re.compile(r"[a-z]+")
_ARTICLES = frozenset({"a", "an", "the"})
_WORDS_OF_SPAN = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W_]")
_UNSPACED = "\u2e80"
"""From here on stand scripts that put no blanks between words."""
_CLOSING = " \"'”’)*_"
_KEPT = 4000
_MARKS = 16


def check(
    text: str, stage: Stage, people: Iterable[Person], rules: Rulebook, settings: Settings | None = None
) -> tuple[Finding, ...]:
    """Return the findings of a text, in its order. An editor keeps a Checker instead, which remembers sentences."""
    return Checker(rules, people, settings).check(text, stage)


class Checker:
    """Checks texts with the rules, roster and settings of one library; sentences seen before are remembered."""

    def __init__(self, rules: Rulebook, people: Iterable[Person] = (), settings: Settings | None = None) -> None:
        """Take what decides; to change any of it, make a new one."""
        settings = settings or Settings()
        self._people = tuple(people)
        self._lexicon = rules.lexicon.taught(settings.roles, settings.machines)
        self._rules = tuple(rule for rule in rules.rules if rule.id not in settings.off)
        self._own = settings.words
        self._by_stage: dict[Stage, _Index] = {}
        self._naming = {
            stage: tuple(rule for rule in self._rules if rule.subject == _ROSTER and stage in rule.stages)
            for stage in Stage
        }
        self._remembered: OrderedDict[tuple[str, Stage], tuple[Finding, ...]] = OrderedDict()

    def sentences(self, text: str) -> tuple[Span, ...]:
        """Return the sentences of a text as spans of it, in order; what is masked may lie inside one."""
        return tuple(sentences(masked(text)))

    def check(self, text: str, stage: Stage) -> tuple[Finding, ...]:
        """Return the findings of a whole text, in its order. Rules marked ``once`` speak once."""
        view = masked(text)
        found: list[Finding] = []
        told: set[str] = set()
        for span in sentences(view):
            for finding in self._of_sentence(text, view, span, stage):
                if self._once(finding.rule):
                    if finding.rule in told:
                        continue
                    told.add(finding.rule)
                found.append(finding.moved(span.start))
        return tuple(found)

    def check_sentence(self, sentence: str, stage: Stage) -> tuple[Finding, ...]:
        """Return the findings of one sentence, as ``check`` would find them at its place in a text."""
        sentence = sentence[:LONGEST]
        return self._of_sentence(sentence, masked(sentence), Span(0, len(sentence)), stage)

    def _once(self, rule: str) -> bool:
        return any(one.id == rule and one.once for one in self._rules)

    def _of_sentence(self, text: str, view: str, span: Span, stage: Stage) -> tuple[Finding, ...]:
        own = text[span.start : span.end]
        heading = is_heading(text[max(0, span.start - _MARKS) : span.start].rpartition("\n")[2])
        key = (f"#{own}" if heading else own, stage)
        remembered = self._remembered.get(key)
        if remembered is not None:
            self._remembered.move_to_end(key)
            return remembered
        single = squeezed(own, view[span.start : span.end])
        if single is None:
            found = self._findings(own, view[span.start : span.end], stage, heading=heading)
        else:
            narrow = self._findings(single.text, single.view, stage, heading=heading)
            found = tuple(single.back(one, len(own)) for one in narrow)
        self._remembered[key] = found
        if len(self._remembered) > _KEPT:
            self._remembered.popitem(last=False)
        return found

    def _findings(
        self, text: str, view: str, stage: Stage, *, heading: bool, rewording: bool = True
    ) -> tuple[Finding, ...]:
        lowered = _lower(view)
        candidates = self._candidates(lowered, stage)
        read: list[Subjects] = []

        def subjects() -> Subjects:
            if not read:
                read.append(Subjects(view, text, self._lexicon, self._people))
            return read[0]

        found: list[Finding] = []
        blaming: set[str] = set()
        for rule, cue in candidates:
            if (heading and not rule.headings) or any(one.rule == rule.id for one in found):
                continue
            finding = _applied(rule, cue, text, view if cue.cased else lowered, subjects, self._lexicon.clauses)
            if finding is not None:
                found.append(finding)
                if rule.tier == 1 and not cue.always:
                    blaming.add(rule.id)
        if blaming and self._lexicon.clauses.mention.search(lowered) is not None:
            found = [one for one in found if one.rule not in blaming]
        if not rewording:
            return tuple(found)
        ids = frozenset(one.rule for one in found)
        found = [replace(one, offer=cache(partial(self._fine, one, text, stage, ids, heading))) for one in found]
        for rule in self._naming[stage]:
            found += _names(rule, text, self._people)
        return _in_order(found)

    def _fine(self, one: Finding, text: str, stage: Stage, beside: frozenset[str], heading: bool) -> Offer:  # noqa: FBT001 (bound by partial)
        """Return what a finding offers without the rewrites that would be asked about themselves."""
        offer, others = one.offer(), beside - {one.rule}
        start, end = offer.replaced.start, offer.replaced.end

        def fine(rewrite: str) -> bool:
            made, last = text[:start] + rewrite.replace("_", " ") + text[end:], start + len(rewrite)
            again = self._findings(made, masked(made), stage, heading=heading, rewording=False)
            return all(found.rule in others or found.span.end <= start or found.span.start >= last for found in again)

        return Offer(offer.replaced, tuple(filter(fine, offer.rewrites)))

    def _candidates(self, lowered: str, stage: Stage) -> list[tuple[Rule, Cue]]:
        """Return the cues one of whose words stands in the sentence, in the order of the rules."""
        index = self._by_stage.get(stage)
        if index is None:
            index = self._by_stage[stage] = _by_word(self._rules, stage, self._own)
        every = set(_WORD.findall(lowered))
        if "!!" in lowered:
            every.add("!!")
        every.add(_ALWAYS)
        chosen = {
            number: (rule, cue)
            for word in index.keys() & every
            for number, rule, cue in index[word]
            if not cue.also or not cue.also.isdisjoint(every)
        }
        return [chosen[number] for number in sorted(chosen)]


_ROSTER = "roster"
_ALWAYS = ""
"""Finds the phrases of a library in which no word could be looked up."""

_Index = Mapping[str, Sequence[tuple[int, Rule, Cue]]]


def _by_word(rules: Iterable[Rule], stage: Stage, own: Mapping[str, tuple[str, ...]]) -> _Index:
    index: dict[str, list[tuple[int, Rule, Cue]]] = {}
    number = 0
    for rule in rules:
        if stage not in rule.stages:
            continue
        for cue in (*rule.cues, *(_own_cue(phrase) for phrase in own.get(rule.id, ()) if _LETTERS.search(phrase))):
            number += 1
            for word in cue.words:
                index.setdefault(word, []).append((number, rule, cue))
    return index


def _own_cue(phrase: str) -> Cue:
    """Return the cue for a phrase that a library added to a rule."""
    lowered = _lower(plain(" ".join(phrase.split())))
    pattern = r"\s+".join(re.escape(word) for word in lowered.split())
    before = "" if lowered[0] >= _UNSPACED else r"(?<!\w)"
    after = "" if lowered[-1] >= _UNSPACED else r"(?!\w)"
    first = max(_WORD.findall(lowered), key=len, default=_ALWAYS)
    return Cue(words=frozenset({first}), pattern=re.compile(f"{before}{pattern}{after}"), about=About.ANY, always=True)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := one.lower()) == 1 else one for one in text)


def _applied(
    rule: Rule, cue: Cue, text: str, view: str, subjects: Callable[[], Subjects], clauses: Clauses
) -> Finding | None:
    """Return the first place of a sentence where a cue shows, and is about whom it must be.

    ``subjects`` reads the sentence for them: that is asked only where a pattern matched.
    """
    for found in cue.pattern.finditer(view):
        start, end = clauses.around(view, *found.span())
        if cue.unless is not None and cue.unless.search(view, start, end):
            continue
        if cue.needs is not None and not cue.needs.search(view):
            return None
        subject = None
        if cue.about is not About.ANY:
            reading = subjects()
            groups = found.re.groupindex
            if "who" in groups:
                subject = reading.right(found.start("who"))
            else:
                subject = reading.left(found.start("verb") if "verb" in groups else found.start())
            if not cue.about.fits(subject.kind) or ("verb" in groups and clauses.is_passive(view, found.start("verb"))):
                continue
        if cue.passive and _by_machine(clauses.by.search(view, found.end() - 1, end), subjects):
            continue
        return _finding(rule, text, view, found, subject)
    return None


def _by_machine(by: re.Match[str] | None, subjects: Callable[[], Subjects]) -> bool:
    """Return whether what is told was done by a machine, or by a thing that nobody knows: "by the autoscaler"."""
    if by is None:
        return False
    kind = subjects().right(by.end()).kind
    return kind is Kind.MACHINE or (kind is Kind.UNKNOWN and by["the"] is not None)


def _finding(rule: Rule, text: str, view: str, found: re.Match[str], subject: Subject | None) -> Finding:
    marked = "mark" if "mark" in found.re.groupindex and found.start("mark") >= 0 else 0
    mark = Span(*found.span(marked))
    place = Place(text=text, view=_lower(view), found=found, mark=mark, subject=subject)
    offered = () if _asks(text) and not rule.questions else rule.rewrites
    kind = subject.kind if subject is not None else Kind.NONE
    return Finding(
        span=_short(text, mark.start, mark.end),
        rule=rule.id,
        severity=rule.severity.softer() if kind is Kind.FIRST else rule.severity,
        label=rule.label,
        tier=rule.tier,
        message=rule.why,
        question=rule.ask,
        sentence=Span(0, len(text)),
        offer=partial(rewritten, offered, place, rule.forms),
        subject=kind,
        noun=subject.noun if subject is not None else "",
    )


def _asks(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith("?")


def _short(text: str, start: int, end: int) -> Span:
    """Return the span without blanks around it, of at most MOST_WORDS words; an article belongs to what follows."""
    words = list(_WORDS_OF_SPAN.finditer(text, start, end))[:MOST_WORDS]
    while len(words) > 1 and words[-1][0].lower() in _ARTICLES:
        words.pop()
    return Span(words[0].start(), words[-1].end()) if words else Span(start, end)


_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<![\w.@/])@[A-Za-z][\w-]{1,38}")


def _names(rule: Rule, text: str, people: tuple[Person, ...]) -> list[Finding]:
    """Return a finding for every name of the roster, handle and address in a sentence."""
    spans = {(one.start, one.end) for one in find_people(text, people)}
    for found in _MAIL.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in spans):
            spans.add(found.span())
    return [
        Finding(
            span=Span(start, end),
            rule=rule.id,
            severity=rule.severity,
            label=rule.label,
            tier=rule.tier,
            message=rule.why,
            question=rule.ask,
            sentence=Span(0, len(text)),
            offer=partial(as_written, rule.rewrites, Span(start, end)),
            subject=Kind.NAMED,
        )
        for start, end in sorted(spans)
    ]


def _in_order(found: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda one: (one.span.start, one.span.end, one.rule)))
