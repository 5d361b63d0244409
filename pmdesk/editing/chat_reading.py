"""Pasted chats: lines as Slack, Teams and IRC put them on a clipboard, to one line for each message.

Nothing here decides what a message means: each becomes a time as it stands, a speaker and a text, for the
capture parser to read. What is not plainly a chat is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmdesk.editing.capture_prefix import aim

_CLOCK = r"(?:(?:today|yesterday)\s+at\s+)?\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:[\s\u202f]?[ap]\.?m\.?)?"
_STAMP = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}[ T])?{_CLOCK}"
_NAME = r"[^\W\d_][\w.'’\-]*(?:\s(?:[^\W\d_][\w.'’\-]*|\(\w+\))){0,3}"
_NICK = r"[^\W\d][\w.\-|\[\]\\`^{}]*"
_I = re.IGNORECASE

_IRC = re.compile(rf"\[?(?P<time>{_STAMP})\]?\s+<\s*[@+%~&]?(?P<who>{_NICK})>\s+(?P<text>\S.*)", _I)
_IRC_NEWS = re.compile(rf"\[?{_STAMP}\]?\s+(?:-!-|\*\*\*|-->|<--|\*)\s.*", _I)
_COLON = re.compile(rf"(?P<open>\[)?(?P<time>{_STAMP})(?(open)\])\s+(?:-\s+)?(?P<who>{_NAME}):\s+(?P<text>\S.*)", _I)
_NAME_THEN_TIME = re.compile(rf"(?P<who>{_NAME})(?:\s+(?:app|bot))?(?P<gap>\s+)\[?(?P<time>{_STAMP})\]?", _I)
_TIME_THEN_NAME = re.compile(rf"\[(?P<time>{_STAMP})\]\s+(?P<who>{_NAME})", _I)
_TIME_ALONE = re.compile(rf"\[?(?P<time>{_STAMP})\]?", _I)
_NAME_ALONE = re.compile(_NAME)
_NOISE = re.compile(
    r"\d+\s+repl(?:y|ies)|view thread|last reply .*|new|new messages|:[\w+\-]+:(?:\s*\d+)?|\d+|\(edited\)|edited"
    r"|(?:thread|reply)\s*:?|joined #[\w\-]+\.?|also sent to the channel",
    _I,
)
_BULLET = re.compile(r"\s*(?:(?:[-*+•‣◦▪·–—]|\d{1,3}[.)]|>+)\s+)?(?:\[[ xX]\]\s+)?")
_EDITED = re.compile(r"\s*\(edited\)\s*\Z", _I)
_HALF = re.compile(r"([ap])\.?m\.?\Z", _I)
_ENOUGH = 200
"""So many lines tell what the rest is like."""

_FEWEST = 2
"""So many lines have to look alike before a shape that prose has too is read as a chat."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: the time as it stands (empty when there is none), who wrote it, and the words."""

    time: str
    who: str
    text: str


def read_chat(text: str, knows: Callable[[str], bool]) -> tuple[Message | str, ...] | None:
    """Return the messages of a pasted chat in their order, or None when it does not look like one.

    Between them, as they stand, are the lines that somebody put in: with a prefix of their own ("n: ..."), or
    with a time and nobody who says it. What follows without a beginning of its own goes on with the one before.

    ``knows`` says whether a name is somebody of the review: then one line in a doubtful shape is enough.
    """
    lines = [_addressed(line) or line.strip() for line in text.splitlines()]
    if len([line for line in lines if line]) < _FEWEST:
        return None
    return _with_marks(lines) or _with_colons(lines, knows) or _with_headers(lines, knows)


def without_bullet(line: str) -> str:
    """Return a line without the bullet, number or box in front of it."""
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _with_marks(lines: Sequence[str]) -> tuple[Message | str, ...] | None:
    """Read "[14:02] <sam> text"; a line without its own time goes on with the one before."""
    found: list[Message | str] = []
    for line in lines:
        said = _IRC.fullmatch(line)
        if said is not None:
            found.append(Message(said["time"], said["who"], said["text"]))
        elif not line or _IRC_NEWS.fullmatch(line):
            continue
        elif _addressed(line) or _begins_with_time(line):
            found.append(line)
        elif not found:
            return None
        else:
            found[-1] = _longer(found[-1], line)
    return tuple(found) if _messages(found) else None


def _with_colons(lines: Sequence[str], knows: Callable[[str], bool]) -> tuple[Message | str, ...] | None:
    """Read "14:02:33 sam: text" when every line with a time has that shape and the names are those of people.

    "14:02 deploy: started" has it too: most lines have to be by somebody whom the review knows, or who
    speaks twice.
    """
    found: list[Message | str] = []
    for line in lines:
        said = _COLON.fullmatch(line)
        if said is not None:
            found.append(Message(said["time"], said["who"], said["text"]))
        elif not line:
            continue
        elif _addressed(line):
            found.append(line)
        elif not found or _begins_with_time(line):
            return None
        else:
            found[-1] = _longer(found[-1], line)
    names = [one.who.casefold() for one in _messages(found)]
    by_people = sum(names.count(name) > 1 or knows(name) for name in names[:_ENOUGH])
    return tuple(found) if len(names) >= _FEWEST and 2 * by_people > len(names[:_ENOUGH]) else None


def _with_headers(lines: Sequence[str], knows: Callable[[str], bool]) -> tuple[Message | str, ...] | None:
    """Read messages below a line that says who and when, on one line ("sam  14:02") or on two.

    A time alone on its line begins another message of the same speaker.
    """
    pile = _Pile()
    headers = 0
    silent = False
    lines = [line for line in lines if line]
    at = 0
    while at < len(lines):
        line = lines[at]
        header = _header(lines, at, knows)
        if header is not None:
            if silent:
                return None  # headings without a word below them are lines of their own
            who, time, taken = header
            pile.begin(who, time)
            headers += 1
            silent = True
            at += taken
            continue
        alone = _TIME_ALONE.fullmatch(line)
        if alone is not None and headers:
            pile.begin(pile.who, _like(alone["time"], pile.time))
        elif _addressed(line) or (headers and _begins_with_time(line)):
            pile.begin_own(line)
            silent = False
        elif not headers:
            return None
        elif not _NOISE.fullmatch(line):
            pile.said.append(line)
            silent = False
        at += 1
    pile.end()
    return tuple(pile.found) if headers and not silent else None


class _Pile:
    """The lines below one heading, or of a line that somebody put in, until the next of them begins."""

    def __init__(self) -> None:
        self.found: list[Message | str] = []
        self.who = self.time = ""
        self.said: list[str] = []
        self._own = False

    def begin(self, who: str, time: str) -> None:
        self.end()
        self.who, self.time, self._own = who, time, False

    def begin_own(self, line: str) -> None:
        self.end()
        self.said, self._own = [line], True

    def end(self) -> None:
        words = " ".join(self.said).strip()
        if words:
            self.found.append(words if self._own else Message(self.time, self.who, _EDITED.sub("", words)))
        self.said = []


def _header(lines: Sequence[str], at: int, knows: Callable[[str], bool]) -> tuple[str, str, int] | None:
    """Return who, when and how many lines say so, when a header begins here."""
    line = lines[at]
    after = lines[at + 1] if at + 1 < len(lines) else ""
    both = _NAME_THEN_TIME.fullmatch(line)
    if both is not None and (len(both["gap"]) > 1 or "[" in line or _is_name(both["who"], knows)):
        return both["who"], both["time"], 1
    turned = _TIME_THEN_NAME.fullmatch(line)
    if turned is not None and after and not _begins_with_time(after) and _is_name(turned["who"], knows):
        return turned["who"], turned["time"], 1
    alone = _TIME_ALONE.fullmatch(after)
    if alone is not None and _NAME_ALONE.fullmatch(line) and _is_name(line, knows):
        return line, alone["time"], 2
    return None


def _is_name(text: str, knows: Callable[[str], bool]) -> bool:
    """Return whether a few words are a name: somebody of the review, or every word begins large."""
    return knows(text) or all(word[:1].isupper() or word[:1] == "(" for word in text.split())


def _like(time: str, before: str) -> str:
    """Return a time with the "AM" or "PM" of the one before, which Slack leaves out; noon turns it."""
    half = _HALF.search(before)
    if half is None or _HALF.search(time):
        return time
    late = half[1].lower() == "p"
    if time.startswith("12:") and not before.startswith("12:"):
        late = not late
    return f"{time} {'PM' if late else 'AM'}"


def _begins_with_time(line: str) -> bool:
    return re.match(rf"\[?{_STAMP}\b", line, _I) is not None


def _addressed(line: str) -> str:
    """Return a line without its bullet when its prefix says where it goes; else an empty text."""
    bare = without_bullet(line)
    return bare.strip() if aim(bare).begins else ""


def _messages(found: Sequence[Message | str]) -> list[Message]:
    return [one for one in found if isinstance(one, Message)]


def _longer(message: Message | str, line: str) -> Message | str:
    if isinstance(message, str):
        return f"{message} {line}"
    return Message(message.time, message.who, f"{message.text} {line}")
