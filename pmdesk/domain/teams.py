"""Whether an entry of the roster stands for several people: a team can be asked, and cannot say yes."""

from __future__ import annotations

import re

from pmdesk.domain.items import Person

_WORD = re.compile(r"[^\W\d_]+")
_TURN = re.compile(r"\s+(?:of|for|in|from|at|on)\s+", re.IGNORECASE)
_WORDS = """
team teams squad squads crew department departments dept group groups guild tribe committee board rota rotation
everyone everybody anyone anybody all us we both people colleagues engineering operations ops
engineers developers devs sres operators admins administrators managers leads responders
"""
_TEAMS = frozenset(_WORDS.split())
"""Heads of a name or a role that mean more than one person."""


def is_team(person: Person) -> bool:
    """Return whether a person of the roster reads as a team: "Platform team", "SREs", "@ops".

    The name decides; without one the role does, and without that the first handle. Its head is the
    last word before "of", "for" and the like: a "team lead" is somebody, a "team of two" is not.
    """
    label = next((one for one in (person.name, person.role, *person.handles) if one.strip()), "")
    words = _WORD.findall(_TURN.split(label.strip(), maxsplit=1)[0])
    return bool(words) and words[-1].lower() in _TEAMS
