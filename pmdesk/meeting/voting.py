"""Dot votes by tally: every head has a few votes, the facilitator types what was called out.

Only sums are known, never whose they are. When the vote is over its results become one Batch of Set changes of
the fields ``votes`` and its running state goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pmdesk.meeting.plain_reading import counts, table, whole

KEY = "votes"
EACH = 3
"""Votes a head, unless the facilitator says another number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """A vote over items of one kind: ``heads`` people with ``each`` votes; ``given`` by item id."""

    heads: int = 0
    each: int = EACH
    given: Mapping[str, int] = field(default_factory=dict)

    @property
    def budget(self) -> int:
        """All votes that there are."""
        return self.heads * self.each

    @property
    def left(self) -> int:
        """Votes still to be given, never below nought."""
        return max(0, self.budget - sum(self.given.values()))

    def of(self, item: str) -> int:
        """Return the votes of an item."""
        return self.given.get(item, 0)


def give(voting: Voting, item: str, votes: int = 1) -> Voting:
    """Give an item votes, as many of them as are left."""
    added = min(votes, voting.left)
    return replace(voting, given={**voting.given, item: voting.of(item) + added}) if added > 0 else voting


def take(voting: Voting, item: str, votes: int = 1) -> Voting:
    """Take votes back from an item, as many of them as it has."""
    left = {**voting.given, item: max(0, voting.of(item) - max(0, votes))}
    return replace(voting, given={one: count for one, count in left.items() if count})


def set_votes(voting: Voting, item: str, votes: int) -> Voting:
    """Let an item have so many votes (typed as a number), never more than are there."""
    return give(take(voting, item, voting.of(item)), item, votes)


def resized(voting: Voting, *, heads: int, each: int) -> Voting:
    """Return it for other heads or votes a head; what was given stays, ``left`` may be nought."""
    return replace(voting, heads=max(0, heads), each=max(0, each))


def results(voting: Voting, items: Iterable[str]) -> Mapping[str, int]:
    """Return the votes of each of these items, 0 for those without, for a Batch of Set(field "votes").

    Votes of an item that is gone are left out.
    """
    return {item: voting.of(item) for item in items}


def to_state(kept: Mapping[str, object], kind: str, voting: Voting | None) -> dict[str, object]:
    """Return the member of the meeting's state with the vote over one kind ("factor", "action"); None ends it."""
    votes = {name: one for name, one in table(kept.get(KEY)).items() if name != kind}
    if voting is not None:
        votes[kind] = {"heads": voting.heads, "each": voting.each, "given": dict(voting.given)}
    return {KEY: votes}


def from_state(kept: Mapping[str, object], kind: str) -> Voting | None:
    """Return the running vote over a kind, or None when none is running."""
    plain = table(kept.get(KEY)).get(kind)
    if not isinstance(plain, Mapping):
        return None
    one = table(plain)
    return Voting(heads=whole(one.get("heads")), each=whole(one.get("each"), EACH), given=counts(one.get("given")))
