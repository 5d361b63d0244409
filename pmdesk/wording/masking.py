"""What is not somebody's own prose: code, links, quotations, log lines. It is masked, letter for letter.

A mask keeps the length of the text, so that offsets stay true. Code, links and quotations become a
word of fillers, which reads as the name of a thing; log lines, quoted lines and fenced code become
blanks. Every pattern is bounded, so that a text of any shape is read in linear time.
"""

from __future__ import annotations

import re

FILLER = "\u02d0"
"""A letter that no prose holds: a run of it stands where something was masked."""

_FENCE = re.compile(r"^[ \t]{0,3}(```|~~~)", re.MULTILINE)
_LOG_LINE = re.compile(
    r"""^[ \t]*(?:
        >                                                                   # a quoted line
      | \[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^\s\]]{0,12}\]?[ ]{1,3}(?:[\w./\[\]-]{1,40}[ ]{1,3}){0,3}
        \[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRIT(?:ICAL)?)\b
      | \[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?[: ][^\n]{0,60}\d\d:\d\d:\d\d
      | [A-Z][a-z]{2}[ ]{1,2}\d{1,2}[ ]\d\d:\d\d:\d\d[ ]\S{1,80}[ ]\S{1,80}:[ ]
      | (?:Traceback[ ]\(most|Caused[ ]by:[ ]\S{0,80}[.:]\S|at[ ][\w.$]{3,120}\(|panic:|goroutine[ ]\d)
      | \$[ ]\S
      | \{["'] | [IWEF]\d{4}[ ]\d\d:\d\d
      | (?:[\w.]{1,30}=\S{1,80}[ ]){3}
    )[^\n]*""",
    re.VERBOSE | re.MULTILINE,
)
_QUOTED = re.compile(
    r"""(?=[`"“„«'‘/~-])(?:
      `[^`\n]{1,400}+`
    | "[^"\n]{1,400}+" | “[^“”\n]{1,400}+” | „[^„“”\n]{1,400}+[“”] | «[^«»\n]{1,400}+»
    | (?<![\w'])'(?=[^\s'])[^'\n]{1,160}+(?<=[^\s'])'(?![\w'])
    | (?<![\w‘’])‘(?=\S)[^‘’\n]{1,160}+’(?!\w)
    | (?<![\w@.-])(?:~?/[\w.-]{1,80}){2,12}/?
    | (?<![\w-])--?[a-z][\w-]{1,40}(?:=\S{1,60})?
    )""",
    re.VERBOSE,
)
_LINK = re.compile(r"(?:https?|ftp|ssh|git|file|s3)://[^\s<>\"]{1,2000}|www\.[^\s<>\"]{1,400}")
_FILE = re.compile(r"\b[\w-]{1,80}+(?:\.[\w-]{1,80}+){1,9}")
_CALL = re.compile(r"\b\w{1,60}\(\)")
_ENDINGS = frozenset(
    {"py", "php", "js", "ts", "go", "rs", "rb", "java", "json", "yml", "yaml", "toml", "conf", "cfg", "sh", "sql"}
    | {"log", "md", "tf", "net", "org", "com", "io", "wmnet", "local", "internal"}
)
_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "‑": "-", "\u00a0": " ", "\u202f": " ", "\t": " "}
    | dict(
        zip(
            "áàâäãåçéèêëíìîïñóòôöõøúùûüýÁÀÂÄÅÇÉÈÊËÍÎÏÑÓÔÖØÚÜ",
            "aaaaaaceeeeiiiinoooooouuuuyAAAAACEEEEIIINOOOOUU",
            strict=True,
        )
    )
)
"""Signs and letters that stand for plainer ones of the same length: "naïve" and "José" read as without marks."""
_WORD_OF_CODE = re.compile(r"[\w./:%?&=#@+~-]{60,}")


def masked(text: str) -> str:
    """Return a text of the same length with everything masked that is not prose."""
    view = _without_fences(text)
    view = _LOG_LINE.sub(_blank, view)
    view = _WORD_OF_CODE.sub(_filled_whole, view)
    if "://" in view or "www." in view:
        view = _LINK.sub(_filled, view)
    view = _QUOTED.sub(_filled, view)
    if "." in view:
        view = _FILE.sub(_filled_file, view)
    if "()" in view:
        view = _CALL.sub(_filled, view)
    return view if view.isascii() and "\t" not in view else view.translate(_PLAIN)


def plain(text: str) -> str:
    """Return words of a library as a masked text would have them: "Prüfer" and "can’t" with plain letters and signs."""
    return text.translate(_PLAIN)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _filled(found: re.Match[str]) -> str:
    whole = found.group()
    if whole[0] in "`\"“„«'‘":
        return whole[0] + FILLER * (len(whole) - 2) + whole[-1]
    return FILLER * len(whole)


def _filled_file(found: re.Match[str]) -> str:
    """Fill the name of a file or a host; other words with a dot inside stay."""
    whole = found.group()
    return FILLER * len(whole) if whole.rpartition(".")[2].lower() in _ENDINGS else whole


def _filled_whole(found: re.Match[str]) -> str:
    return FILLER * len(found.group())


def _without_fences(text: str) -> str:
    """Blank fenced code, line by line; a fence that is never closed is left as it is."""
    if "```" not in text and "~~~" not in text:
        return text
    parts: list[str] = []
    at = 0
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif fence[1] == opened[1]:
            end = text.find("\n", fence.end())
            end = len(text) if end < 0 else end
            inside = text[opened.start() : end]
            parts += [text[at : opened.start()], "".join("\n" if one == "\n" else " " for one in inside)]
            at, opened = end, None
    return "".join([*parts, text[at:]])
