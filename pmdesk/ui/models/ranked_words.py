"""What gathering and voting say about a factor or an action, wherever it is shown."""

from __future__ import annotations

from pmdesk.domain.items import Action, Factor
from pmdesk.editing.words import Words


def ranked_words(item: Factor | Action, words: Words) -> tuple[str, ...]:
    """Return the name of its group and its votes in words, each only when there is one."""
    group = (item.group,) if item.group else ()
    return group if item.votes is None else (*group, words("ranking.votes", count=item.votes))
