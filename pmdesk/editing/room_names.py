"""Taking out of a text whom the roster does not know, so that no stranger is named before the room. Pure.

Where it is not certain that somebody is meant, the words go: naming a person is worse than a word too few.
"""

from __future__ import annotations

import re

from pmdesk.domain.items import Person
from pmdesk.domain.roles import find_people

_SIGNS = "@\uff20\ufe6b"
_ENDS = "\\s" + re.escape(_SIGNS + ",;:!?(){}[]<>\"'`´“”‘’«»„/\\|…–—，。、！？；：（）「」")
_STRANGER = re.compile(
    rf"(?<![{_SIGNS}])[\w.+%\-]{{0,64}}[{_SIGNS}]+"
    r"(?!\d+(?:[.:]\d+)*(?:am|pm|h|s|ms|min|k|rps|qps)?(?![\w\-]))"  # "@14:05", "@2k", "lodash@4.17.21"
    rf"(?P<whom>\w(?:[^{_ENDS}]{{0,120}}[^{_ENDS}.\-])?)",
    re.IGNORECASE,
)
"""A handle or an address: an @ with what follows, up to a space or a sign, and what stands right before it."""

_GAP = r"\s{1,3}"
_JOINED = re.compile(r"(?:[._]\w+)+")
_SECOND = re.compile(r"-(?=[^\W\d_])(?P<name>\w+)")
_FAMILY = re.compile(
    rf"{_GAP}(?:[^\W\d_]\.[ \u00a0]?)?"
    r"(?:(?:van|von|der|den|de|del|della|da|di|du|dos|la|le|el|al|bin|ibn|ter|ten|zu)[ \u00a0]){0,3}"
    r"(?P<name>[^\W\d_](?:[’'](?=[^\W\d_]{2})|-(?=\w)|\w)*)"
)
_INITIAL = re.compile(rf"{_GAP}[^\W\d_]\.(?!\w)")
_WORDS = """
    I A An And Are Asked At But Can Could Did Do Does For From Had Has Have He How If In Is It Its No Not Now Of On Or
    Our Please She So Thanks That The Then There They This To Was We Were What When Where Which Who Why With Would Yes
    You Your
"""
_NO_FAMILY = frozenset(_WORDS.split())
"""Words that go on in a sentence or begin one, and are nobody's family name."""


def without_family_names(text: str, people: tuple[Person, ...]) -> str:
    """Return a text without what makes a whole name of a first name or a handle of the roster.

    "Kate Smith" and "kate.smith" become "Kate" and "kate", where nothing else is known of Kate.
    """
    last = {words[-1].casefold() for one in people if len(words := one.name.split()) > 1}
    mentions = find_people(text, people)
    for at, mention in reversed(list(enumerate(mentions))):
        bare = text[mention.start : mention.end].lstrip(_SIGNS)
        if not bare.isalnum() or bare.casefold() in last:
            continue
        end = _family_end(text, mention.end)
        if at + 1 == len(mentions) or mentions[at + 1].start >= end:
            text = text[: mention.end] + text[end:]
    return text


def without_strangers(text: str, somebody: str) -> str:
    """Return a text with ``somebody`` in place of every handle and every e-mail address that is left in it."""
    if not any(sign in text for sign in _SIGNS):
        return text
    parts, at = list[str](), 0
    for found in _STRANGER.finditer(text):
        before = text[at : found.start()]
        first = not at and not before.strip()
        parts += [before, somebody[:1].upper() + somebody[1:] if first else somebody]
        at = _family_end(text, found.end()) if found["whom"][0].isupper() else found.end()
    return "".join((*parts, text[at:]))


def _family_end(text: str, end: int) -> int:
    """Return where a name ends whose first word ends here."""
    joined = _JOINED.match(text, end)
    if joined is not None:
        return joined.end()
    second = _SECOND.match(text, end)
    end = second.end() if second is not None and second["name"][0].isupper() else end
    family = _FAMILY.match(text, end)
    if family is not None and family["name"][0].isupper() and family["name"] not in _NO_FAMILY:
        return family.end()
    initial = _INITIAL.match(text, end)
    return initial.end() if initial is not None and text[initial.end() - 2].isupper() else end
