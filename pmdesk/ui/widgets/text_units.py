"""Qt counts the places of a text in UTF-16 units, Python in characters: an emoji is two of one and one of the other."""

from __future__ import annotations


def units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, place: int) -> int:
    """Return how many characters stand before a place that Qt gave; one inside a character is before it."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "ignore"))
