"""Reading a pasted text: which lines it holds, where each goes, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pmdesk.domain.items import EventKind
from pmdesk.editing.capture import CaptureContext, Proposal, context_after, parse, worth_keeping
from pmdesk.editing.capture_prefix import Target, aim, words_of
from pmdesk.editing.chat_reading import Message, read_chat, without_bullet
from pmdesk.editing.people_reading import actor_named

_SEPARATOR = re.compile(r"[\s\-=_*~#.·•|+─━═—–:<>]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedLine:
    """One line, where it goes, and its words; ``proposal`` is how it is read when it goes to the timeline."""

    target: Target
    text: str
    proposal: Proposal | None = None


def read_line(line: str, context: CaptureContext) -> CapturedLine | None:
    """Return how one typed line is read, or None when it says nothing yet."""
    target = aim(line).target
    if target is not Target.EVENT:
        words = words_of(line)
        return CapturedLine(target=target, text=words) if words else None
    proposal = parse(line, context)
    if not worth_keeping(proposal):
        return None
    return CapturedLine(target=target, text=proposal.text, proposal=proposal)


def read_lines(text: str, context: CaptureContext) -> tuple[CapturedLine, ...]:
    """Return how each line of a text is read, each after the ones before it.

    A chat becomes one line for each message; a line in it with a prefix of its own, or with a time and nobody who
    says it, is read as it stands. Else bullets are taken off, and lines that hold nothing or
    only separate are left out. A text of one line is a typed one.
    """
    if not is_many(text):
        one = read_line(text.strip("\r\n"), context)
        return () if one is None else (one,)
    chat = read_chat(text, lambda name: bool(actor_named(name, context.people)))
    found: list[CapturedLine] = []
    whole: Sequence[Message | str] = chat if chat is not None else _lines(text)
    for said in whole:
        read = _message(said, context) if isinstance(said, Message) else read_line(said, context)
        if read is not None:
            found.append(read)
            if read.proposal is not None:
                context = context_after(context, read.proposal)
    return tuple(found)


def is_many(text: str) -> bool:
    """Return whether a text holds more than one line that says something."""
    said = 0
    for line in text.splitlines():
        said += bool(line.strip())
        if said > 1:
            return True
    return False


def as_one_line(text: str) -> str:
    """Return a text of many lines as one, as a plain text box would take it."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def _lines(text: str) -> list[str]:
    return [without_bullet(line) for line in text.splitlines() if not _SEPARATOR.fullmatch(line)]


def _message(message: Message, context: CaptureContext) -> CapturedLine:
    proposal = parse(f"[{message.time}] {message.text}" if message.time else message.text, context)
    kind = proposal.kind or EventKind.MESSAGE
    if not proposal.actor_given:
        who = message.who if " " in message.who or message.who[:1].isupper() else f"@{message.who}"
        proposal = replace(proposal, actor=actor_named(who, context.people), actor_given=who if message.who else "")
    return CapturedLine(target=Target.EVENT, text=proposal.text, proposal=replace(proposal, kind=kind))
