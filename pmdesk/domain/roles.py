"""Roles: the label a person has outside the room, and finding people in free text.

Names are looked for in the forms people write: full, first or last alone, initials, "Last, First",
handles, e-mail addresses, possessives, run together in links and paths; marks, zero-width
characters and case do not hide them. Where a name might be an ordinary word, a capital letter
makes it a name: naming somebody by mistake is worse than one role too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmdesk.domain.folding import fold
from pmdesk.domain.items import Person
from pmdesk.domain.name_forms import Form, Forms, cut_runs, forms_of, runs_of
from pmdesk.domain.name_words import EVERYDAY

JOINER = " / "
"""Stands between the labels when a lone "Sam" may be either of two people."""

_GAP = re.compile(r"[\s._\-+'`´,]{0,4}")
_MAIL_TAIL = re.compile(r"[\w.+%\-]{0,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}")
_MAIL_HEAD = re.compile(r"[\w.+%\-]{0,64}\Z")
_GOES_ON = re.compile(r"\.\s+[a-z]")
_HEXADECIMAL = frozenset("abcdef")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names somebody: ``text[start:end]``.

    ``people`` holds ids; more than one when the words fit several people of the roster.
    """

    start: int
    end: int
    people: tuple[str, ...]


def role_labels(people: Iterable[Person], fallback: str) -> dict[str, str]:
    """Return person id -> the label shown outside, unique within the roster.

    People who share a role are numbered in roster order: "on-call engineer 1", "on-call engineer
    2". A person without a role, or with one that names somebody of the roster, is a numbered
    ``fallback`` ("participant 1").
    """
    roster = _in_order(people)
    groups: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    spare = _group(fallback)
    for person in roster:
        role = " ".join(person.role.split())
        if not role or _names_somebody(role, person, roster):
            role = fallback
        groups.setdefault(_group(role), []).append(person.id)
        written.setdefault(_group(role), role)
    labels: dict[str, str] = {}
    taken = {group for group, ids in groups.items() if len(ids) == 1 and group != spare}
    for group, ids in groups.items():
        if group in taken:
            labels[ids[0]] = written[group]
            continue
        number = 0
        for one in ids:
            number += 1
            while _group(f"{written[group]} {number}") in taken:
                number += 1
            labels[one] = f"{written[group]} {number}"
    return {person.id: labels[person.id] for person in roster}


def find_people(text: str, people: Iterable[Person]) -> tuple[Mention, ...]:
    """Return where people of the roster are named in a text, in order, never overlapping.

    Offsets are those of the text as given. The longest form wins.
    """
    forms = forms_of(tuple((person.id, person.name, person.handles) for person in people))
    if not text or not forms:
        return ()
    folded = fold(text)
    spans = _spans(folded.text, forms)
    return tuple(Mention(*folded.original(start, end), names) for start, end, names in spans)


def as_roles(text: str, people: Iterable[Person], labels: Mapping[str, str], joiner: str = JOINER) -> str:
    """Return the text with every person of the roster replaced by their label.

    A label that stands in the text already is left as it is, even when it holds a name. Raises
    KeyError when ``labels`` lacks a person who is named.
    """
    roster = tuple(people)
    mentions = find_people(text, roster)
    if not mentions:
        return text
    kept = _protected(text, roster, labels)
    parts: list[str] = []
    at = 0
    for mention in mentions:
        if any(start <= mention.start and mention.end <= end for start, end in kept):
            continue
        label = joiner.join(dict.fromkeys(labels[one] for one in mention.people))
        parts.append(text[at : mention.start])
        if label[:1].isdigit() and text[at : mention.start][-1:].isdigit():
            parts.append(" ")
        parts.append(label)
        if label[-1:].isdigit() and text[mention.end : mention.end + 1].isdigit():
            parts.append(" ")
        at = mention.end
    parts.append(text[at:])
    return "".join(parts)


def _in_order(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: (person.order, person.id))


def _group(role: str) -> str:
    return fold(" ".join(role.split())).text.casefold()


def _names_somebody(role: str, owner: Person, roster: list[Person]) -> bool:
    """Return whether a role holds a name or a handle of the roster.

    A handle that is an everyday word, or the whole role of its owner, tells nothing: "DBA" may well
    be both.
    """
    whole = _group(role)

    def tells(handle: str, of: Person) -> bool:
        word = _group(handle.lstrip("@"))
        return word not in EVERYDAY and not (of is owner and word == whole)

    telling = (
        Person(id=one.id, name=one.name, handles=tuple(handle for handle in one.handles if tells(handle, one)))
        for one in roster
    )
    return bool(find_people(role, telling))


def _protected(text: str, people: tuple[Person, ...], labels: Mapping[str, str]) -> list[tuple[int, int]]:
    """Return where labels that would themselves be replaced stand in the text."""
    naming = {label for label in labels.values() if label and find_people(label, people)}
    if not naming:
        return []
    pattern = "|".join(re.escape(label) for label in sorted(naming, key=len, reverse=True))
    return [found.span() for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)]


def _spans(text: str, forms: Forms) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return (start, end, people) for the folded text."""
    text = text.replace("%20", "   ")
    runs, pieces = cut_runs(text, runs_of(text.lower()), forms.by_word)
    found: list[tuple[int, int, tuple[str, ...]]] = []
    reached = 0
    for at, (start, _end, word) in enumerate(runs):
        if start < reached:
            continue
        candidates = forms.by_word.get(word)
        if candidates is None:
            continue
        if start in pieces:
            candidates = tuple(form for form in candidates if not form.wordy)
        span = _best(text, runs, at, candidates)
        if span is not None:
            found.append(_widened(text, span, reached))
            reached = found[-1][1]
    if forms.unbounded is not None and not text.isascii():
        found = _with_unbounded(text, forms, found)
    return found


def _best(
    text: str, runs: list[tuple[int, int, str]], at: int, candidates: tuple[Form, ...]
) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the longest form that starts at this run, with everybody whom it may mean."""
    start = runs[at][0]
    handled = text[start - 1 : start] == "@"
    fitting: list[tuple[int, int, str]] = []
    for form in candidates:
        end = _end_of(text, runs, at, form)
        if end and _is_name(text, start, end, form, handled=handled):
            rank = form.rank + (2 if handled and form.handle else 0)
            fitting.append((end, rank, form.person))
    if not fitting:
        return None
    end, rank, _person = max(fitting)
    return start, end, tuple(dict.fromkeys(one for reach, height, one in fitting if (reach, height) == (end, rank)))


def _end_of(text: str, runs: list[tuple[int, int, str]], at: int, form: Form) -> int:
    """Return where a form that starts at this run ends, or 0 when it is not this form."""
    last = at + len(form.words) - 1
    if last >= len(runs):
        return 0
    for offset in range(1, len(form.words)):
        start, _end, word = runs[at + offset]
        gap_start = runs[at + offset - 1][1]
        if word != form.words[offset]:
            return 0
        if form.gaps:
            if text[gap_start:start] != form.gaps[offset - 1]:
                return 0
        elif not _GAP.fullmatch(text, gap_start, start):
            return 0
    end = runs[last][1]
    if form.handle and text[end : end + 1].isalnum():
        return 0
    if form.initial_last:
        if not (text[end - 1].isupper() or text[end : end + 1] == "."):
            return 0
        return end + 1 if _GOES_ON.match(text, end) else end
    return end


def _is_name(text: str, start: int, end: int, form: Form, *, handled: bool) -> bool:
    """Return whether these letters are meant as a name and not as a word or a part of an id."""
    letters = text[start:end]
    if len(form.words) == 1 and not form.handle and _in_an_id(text, start, end):
        return False
    if not form.wordy or handled or any(one.isupper() for one in letters):
        return True
    return _MAIL_TAIL.match(text, end) is not None


def _in_an_id(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start].isdigit(), text[end : end + 1].isdigit()
    letters = text[start:end]
    if before and after:
        return letters.islower() or _HEXADECIMAL.issuperset(letters.lower())
    return (before or after) and _HEXADECIMAL.issuperset(letters.lower())


def _widened(text: str, span: tuple[int, int, tuple[str, ...]], reached: int) -> tuple[int, int, tuple[str, ...]]:
    """Return the span with the @ before it, or the whole e-mail address around it."""
    start, end, names = span
    mail = _MAIL_TAIL.match(text, end)
    if mail is not None:
        end = mail.end()
        head = _MAIL_HEAD.search(text, max(reached, start - 64), start)
        start = head.start() if head is not None else start
    while start > reached and text[start - 1] == "@":
        start -= 1
    return start, end, names


def _with_unbounded(
    text: str, forms: Forms, found: list[tuple[int, int, tuple[str, ...]]]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Add the names of scripts that set no space between words; what was found before stays."""
    assert forms.unbounded is not None  # noqa: S101 (the caller has looked)
    taken = iter([*found, (len(text), len(text), ())])
    start, end, _names = next(taken)
    added = list(found)
    for match in forms.unbounded.finditer(text):
        while end <= match.start() and end < len(text):
            start, end, _names = next(taken)
        if match.end() <= start or match.start() >= end:
            added.append((match.start(), match.end(), forms.by_text[match.group()]))
    return sorted(added)
