"""Which addresses may be links: an allow-list, for Markdown, evidence and plain text alike."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pmdesk.domain.shown_text import ADDRESS
from pmdesk.reports.blocks import Rich, Run

SCHEMES = frozenset({"http", "https", "mailto"})

_TAIL = ".,;:!?'*_"
_ALLOWED = re.compile(r"[!#-;=?-\[\]_a-z~]{1,2000}\Z")
"""What an address is written in (RFC 3986); the rest of ASCII could end it early where it is quoted."""


def allowed(address: str) -> str:
    """Return the address when it may be a link, else an empty text.

    Only http, https and mailto, only letters that addresses have, and a host where the scheme needs one.
    """
    address = address.strip()
    if not _ALLOWED.match(address):
        return ""
    try:
        parts = urlsplit(address)
        fine = parts.scheme.lower() in SCHEMES and bool(parts.hostname or (parts.scheme == "mailto" and parts.path))
    except ValueError:
        return ""
    return address if fine else ""


def linked(text: str, *, strong: bool = False) -> Rich:
    """Return the text with the addresses in it as links."""
    runs: list[Run] = []
    at = 0
    for found in ADDRESS.finditer(text):
        shown = found.group().rstrip(_TAIL)
        if not (address := allowed(shown)):
            continue
        if found.start() > at:
            runs.append(Run(text=text[at : found.start()], strong=strong))
        runs.append(Run(text=shown, strong=strong, link=address))
        at = found.start() + len(shown)
    if at < len(text):
        runs.append(Run(text=text[at:], strong=strong))
    return tuple(runs)
