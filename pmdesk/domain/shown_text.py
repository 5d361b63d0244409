"""User text made fit to be shown: every text that is drawn on a page or before a room passes here."""

from __future__ import annotations

import re
import unicodedata

ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"“”‘’(){}\[\]|\\^`]{1,2000}", re.IGNORECASE)
"""An address as it stands in plain text."""

_GONE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ud800-\udfff\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
"""Control characters, lone surrogates, invisible and direction-changing characters."""

_LINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_PLAIN = re.compile(r"[\n -~]*\Z")


def clean(text: str) -> str:
    """Return the text without what no page can show; lines end with a line feed, letters are composed."""
    if _PLAIN.match(text):
        return text
    text = _SPACES.sub(" ", _LINES.sub("\n", text))
    return unicodedata.normalize("NFC", _GONE.sub("", text))


def one_line(text: str) -> str:
    """Return the cleaned text on one line, for titles, bookmarks and labels."""
    return " ".join(clean(text).split())
