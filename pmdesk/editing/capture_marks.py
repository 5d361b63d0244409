"""Marks that a key puts into a half-typed line: the kind, the star, "learned later"."""

from __future__ import annotations

from pmdesk.domain.items import EventKind
from pmdesk.editing.capture import LATER_TAG, Proposal, What


def with_next_kind(proposal: Proposal, cursor: int) -> tuple[str, int]:
    """Return the line with the kind after the one it has, and where the cursor is then."""
    kinds = list(EventKind)
    at = kinds.index(proposal.kind) + 1 if proposal.kind is not None else 0
    return _marked(proposal, What.KIND, f"#{kinds[at % len(kinds)].value}", cursor)


def with_star_turned(proposal: Proposal, cursor: int) -> tuple[str, int]:
    """Return the line with its star put or taken away."""
    return _marked(proposal, What.STAR, "" if proposal.starred else "*", cursor)


def with_later_turned(proposal: Proposal, cursor: int) -> tuple[str, int]:
    """Return the line with "learned later" put or taken away."""
    return _marked(proposal, What.LATER, "" if proposal.later else f"#{LATER_TAG}", cursor)


def _marked(proposal: Proposal, what: What, mark: str, cursor: int) -> tuple[str, int]:
    """Put a mark into the line in place of the one it holds, else at its end."""
    line = proposal.line
    part = next((one for one in proposal.parts if one.what is what), None)
    if part is None:
        text = f"{line.rstrip()} {mark}"
    else:
        text = f"{line[: part.start]}{mark}{line[part.end :]}".rstrip()
        cursor += len(mark) - (part.end - part.start) if cursor >= part.end else 0
    return text, min(max(cursor, 0), len(text))
