"""Reading kept meeting state forgivingly: what does not have the form that is needed is as good as absent."""

from __future__ import annotations

from collections.abc import Mapping

from whenever import Instant


def table(plain: object) -> Mapping[str, object]:
    """Return a mapping with text keys, or an empty one."""
    if not isinstance(plain, Mapping):
        return {}
    return {key: value for key, value in plain.items() if isinstance(key, str)}


def listed(plain: object) -> list[object]:
    """Return the members of a list, or none."""
    return list(plain) if isinstance(plain, list | tuple) else []


def whole(plain: object, otherwise: int = 0) -> int:
    """Return a whole number that is not negative, or ``otherwise``."""
    return plain if isinstance(plain, int) and not isinstance(plain, bool) and plain >= 0 else otherwise


def text(plain: object) -> str:
    """Return a text, or an empty one."""
    return plain if isinstance(plain, str) else ""


def texts(plain: object) -> tuple[str, ...]:
    """Return the texts of a list, each once."""
    return tuple(dict.fromkeys(one for one in listed(plain) if isinstance(one, str)))


def counts(plain: object) -> dict[str, int]:
    """Return the counts above nought of a mapping, by key."""
    return {key: count for key, value in table(plain).items() if (count := whole(value))}


def instant(plain: object) -> Instant | None:
    """Return an instant from its ISO 8601 text, or None."""
    if not isinstance(plain, str):
        return None
    try:
        return Instant.parse_iso(plain)
    except ValueError:
        return None


def seconds_between(start: Instant, end: Instant) -> int:
    """Return whole seconds; nought when the clock was set back in between."""
    return max(0, end.timestamp() - start.timestamp())
