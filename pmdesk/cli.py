"""The command line: what people and scripts do without a window. Imports no Qt unless one opens.

Exit status: 0 done, 1 the world said no (one sentence on the standard error), 2 the line could not be
understood, 3 a fault of the program, 130 interrupted. ``check`` ends with 0 clean, 1 findings, 2 trouble.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pmdesk import __version__, resources
from pmdesk.app import places
from pmdesk.editing.known_error import KnownError

if TYPE_CHECKING:
    from pmdesk.app.parts import Parts
    from pmdesk.domain.review import Review
    from pmdesk.editing.words import Words

DONE, REFUSED, UNCLEAR, FAULT, INTERRUPTED = 0, 1, 2, 3, 130

_NUMBER = re.compile(r"(?:r-?)?(\d{1,9})", re.IGNORECASE)
COMMANDS = ("demo", "list", "show", "export", "import", "check-file", "check")
_LIBRARY = "library"
_LIBRARY_SUFFIX = ".pmdesk"
_HELP = frozenset({"-h", "--help", "--version"})


def run(argv: Sequence[str]) -> int:
    """Run one command line (without the program's name) and return the exit status."""
    _let_any_text_out()
    try:
        status = _window_of(argv) if _names_a_library_only(argv) else _run(argv, _words())
        if sys.stdout is not None:
            sys.stdout.flush()
    except KnownError as error:
        return _say(said(error, _words()), REFUSED)
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        return _say(_words()("cli.interrupted"), INTERRUPTED)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except Exception as error:
        if os.environ.get("PMDESK_TRACE"):
            raise
        return _say(_words()("cli.unexpected", what=f"{type(error).__name__}: {error}"), FAULT)
    else:
        return status


def _words() -> Words:
    """Return the words; a window that opens well reads them after its first paint, not here."""
    from pmdesk.app.parts import words_of  # noqa: PLC0415 (late on purpose)

    return words_of(resources.find())


def _names_a_library_only(argv: Sequence[str]) -> bool:
    """Return whether the line asks for a window in its plainest form, which needs no parser."""
    return len(argv) <= 1 and all(one not in COMMANDS and not one.startswith("-") for one in argv)


def _window_of(argv: Sequence[str]) -> int:
    return _window(Path(argv[0]) if argv else None, read_only=False)


def said(error: KnownError, words: Words) -> str:
    """Return the sentence of a known trouble."""
    return words(f"errors.{error.id}", **error.values)


def _run(argv: Sequence[str], words: Words) -> int:
    commands: Mapping[str, Callable[[argparse.Namespace, Words], int]] = {
        "demo": _demo,
        "list": _list,
        "show": _show,
        "export": _export,
        "import": _import,
        "check-file": _check_file,
        "check": _check,
    }
    first = next((one for one in argv if not one.startswith("-")), "")
    if first in commands or _HELP.intersection(argv):
        chosen = _parser(words).parse_args(argv)
        return commands[chosen.command](chosen, words)
    window = _window_parser(words).parse_args(argv)
    return _window(window.library, read_only=window.read_only)


class _Parser(argparse.ArgumentParser):
    """Says in the words of the house what it could not understand."""

    words: Words

    def error(self, message: str) -> NoReturn:
        """Print one line and leave with status 2."""
        what = message.replace("invalid", "unknown").replace("error", "trouble")
        unclear = self.words("cli.unclear", what=f"{what[:1].upper()}{what[1:]}", program=self.prog)
        raise SystemExit(_say(unclear, UNCLEAR))


def _new_parser(words: Words, program: str, about: str, usage: str | None = None) -> _Parser:
    parser = _Parser(prog=program, description=about, usage=usage, add_help=False, allow_abbrev=False)
    parser.words = words
    parser.add_argument("-h", "--help", action="help", help=words("cli.help_help"))
    return parser


def _window_parser(words: Words) -> _Parser:
    parser = _new_parser(words, places.PROGRAM, words("cli.about"))
    parser.add_argument(_LIBRARY, nargs="?", type=Path, help=words("cli.arguments.library"))
    parser.add_argument("--read-only", action="store_true", help=words("cli.arguments.read_only"))
    return parser


def _parser(words: Words) -> _Parser:
    without = words("cli.without_command", path=places.default_library())
    parser = _new_parser(words, places.PROGRAM, f"{words('cli.about')} {without}", words("cli.usage"))
    parser.epilog = words("cli.more")
    parser.add_argument(
        "--version", action="version", version=f"{places.PROGRAM} {__version__}", help=words("cli.version_help")
    )
    commands = parser.add_subparsers(
        dest="command", title=words("cli.commands"), metavar="COMMAND", prog=places.PROGRAM, parser_class=_Parser
    )

    def add(name: str) -> argparse.ArgumentParser:
        about = words(f"cli.help.{name}")
        made = commands.add_parser(name, help=about, description=about, add_help=False, allow_abbrev=False)
        made.words = words
        made.add_argument("-h", "--help", action="help", help=words("cli.help_help"))
        return made

    def library(made: argparse.ArgumentParser) -> None:
        made.add_argument(_LIBRARY, nargs="?", type=Path, metavar="LIBRARY", help=words("cli.arguments.library"))

    demo = add("demo")
    demo.add_argument("--out", required=True, type=Path, metavar="DIR", help=words("cli.arguments.out"))
    listing = add("list")
    library(listing)
    listing.add_argument("--json", action="store_true", help=words("cli.arguments.json"))
    show = add("show")
    library(show)
    show.add_argument("number", metavar="NUMBER", help=words("cli.arguments.number"))
    show.add_argument("--json", action="store_true", help=words("cli.arguments.json"))
    export = add("export")
    library(export)
    export.add_argument("number", metavar="NUMBER", help=words("cli.arguments.number"))
    export.add_argument("--format", required=True, choices=("pdf", "md", "json"), help=words("cli.arguments.format"))
    export.add_argument("-o", "--output", required=True, metavar="FILE", help=words("cli.arguments.output"))
    export.add_argument("--owner-names", action="store_true", help=words("cli.arguments.owner_names"))
    importing = add("import")
    importing.add_argument("file", type=Path, metavar="FILE", help=words("cli.arguments.file"))
    importing.add_argument(
        "--library", dest=_LIBRARY, type=Path, metavar="LIBRARY", help=words("cli.arguments.library")
    )
    library(add("check-file"))
    checking = add("check")
    checking.add_argument("file", metavar="FILE", help=words("cli.arguments.checked"))
    stages = ("timeline", "factors", "actions", "summary")
    checking.add_argument("--stage", choices=stages, default=stages[0], help=words("cli.arguments.stage"))
    checking.add_argument("--people", type=Path, metavar="ROSTER", help=words("cli.arguments.people"))
    checking.add_argument("--format", choices=("text", "json"), help=words("cli.arguments.check_format"))
    checking.add_argument("--sentences", action="store_true", help=words("cli.arguments.sentences"))
    return parser


def _window(path: Path | None, *, read_only: bool) -> int:
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    if sys.platform == "linux" and not shown:
        return _say(_words()("cli.no_display"), REFUSED)
    from pmdesk.app.window_start import open_window  # noqa: PLC0415 (Qt is imported only when a window opens)

    return open_window(path, read_only=read_only)


def _list(chosen: argparse.Namespace, words: Words) -> int:
    from pmdesk.app.jobs import reading  # noqa: PLC0415 (each command imports what it needs)
    from pmdesk.exchange import json_out, terminal_text  # noqa: PLC0415 (each command imports what it needs)

    path = _library(chosen)
    with reading(path) as parts:
        summaries = parts.library.summaries(parts.clock.today())
        if chosen.json:
            _put(json_out.list_json(summaries))
        elif summaries:
            _print(terminal_text.list_lines(summaries, words))
        else:
            _print([words("cli.list.empty", path=path)])
    return DONE


def _show(chosen: argparse.Namespace, words: Words) -> int:
    from pmdesk.app.jobs import reading  # noqa: PLC0415 (each command imports what it needs)
    from pmdesk.exchange import json_out, terminal_text  # noqa: PLC0415 (each command imports what it needs)

    with reading(_library(chosen)) as parts:
        review = _review(parts, chosen.number)
        if chosen.json:
            _put(json_out.review_json(review))
        else:
            _print(terminal_text.review_lines(review, words))
    return DONE


def _export(chosen: argparse.Namespace, words: Words) -> int:
    from pmdesk.app.jobs import reading  # noqa: PLC0415 (each command imports what it needs)
    from pmdesk.editing.ports import PublishOptions, Watch  # noqa: PLC0415 (each command imports what it needs)
    from pmdesk.exchange import json_out  # noqa: PLC0415 (each command imports what it needs)

    path = _library(chosen)
    with reading(path) as parts:
        review = _review(parts, chosen.number)
        options = PublishOptions(owner_names=chosen.owner_names)
        missing = ""
        match chosen.format:
            case "pdf":
                published = parts.publisher.pdf(review, options, parts.library, Watch())
                data, missing = published.pdf, published.missing
            case "md":
                data = parts.publisher.markdown(review, options).encode()
            case _:
                data = json_out.review_json(review)
        if chosen.output == "-":
            _put(data)
        else:
            target = Path(chosen.output)
            _spare_the_library(target, path)
            parts.publisher.write(target, data)
            _print([words("cli.export.done", path=target)])
        if missing:
            _say(words("cli.export.missing", characters=" ".join(missing)), DONE)
    return DONE


def _spare_the_library(target: Path, library: Path) -> None:
    """Refuse to replace a library: one is only ever written through SQLite."""
    suffixes = {_LIBRARY_SUFFIX, library.suffix.casefold()}
    if target.suffix.casefold() in suffixes or (target.exists() and target.samefile(library)):
        raise KnownError("cli.is_a_library", path=str(target))


def _import(chosen: argparse.Namespace, words: Words) -> int:
    from pmdesk.app.jobs import add_review, writing  # noqa: PLC0415 (each command imports what it needs)
    from pmdesk.exchange.json_in import read_file  # noqa: PLC0415 (each command imports what it needs)

    review = read_file(chosen.file)
    with writing(_library(chosen)) as parts:
        arrival = add_review(parts, review)
    title = arrival.review.title or words("cli.list.untitled")
    _print([words("cli.import.done", number=arrival.review.number, title=title)])
    if arrival.copied:
        _print([words("cli.import.copied")])
    if arrival.renumbered:
        which = "cli.import.renumbered" if review.number > 0 else "cli.import.numbered"
        _print([words(which, before=review.number, number=arrival.review.number)])
    return DONE


def _check_file(chosen: argparse.Namespace, words: Words) -> int:
    from pmdesk.app.jobs import checked  # noqa: PLC0415 (each command imports what it needs)

    path = _library(chosen)
    report = checked(path)
    if report.ok:
        _print([words("cli.check.whole", path=path)])
        return DONE
    _print(
        [words("cli.check.found", path=path), *(f"  {words(one.id, **dict(one.values))}" for one in report.findings)]
    )
    return REFUSED


def _check(chosen: argparse.Namespace, words: Words) -> int:
    """Check the wording of a text: 0 nothing to ask about, 1 findings, 2 it could not be read."""
    from pmdesk.app.wording_check import CheckOrder, checked_lines  # noqa: PLC0415 (each command imports what it needs)
    from pmdesk.wording.finding import Stage  # noqa: PLC0415 (each command imports what it needs)

    as_json = chosen.format == "json" or (chosen.sentences and chosen.format is None)
    order = CheckOrder(
        source=chosen.file,
        stage=Stage(chosen.stage),
        people=chosen.people,
        as_json=as_json,
        sentences=chosen.sentences,
    )
    try:
        lines, count = checked_lines(order, resources.find(), words)
    except KnownError as error:
        return _say(said(error, words), UNCLEAR)
    if as_json:
        _put("".join(f"{line}\n" for line in lines).encode())
    else:
        _print([*lines, words("cli.wording.count", count=count)])
    return REFUSED if count else DONE


def _demo(chosen: argparse.Namespace, words: Words) -> int:
    from pmdesk.app.demo import demo  # noqa: PLC0415 (each command imports what it needs)

    for line in demo(chosen.out, words):
        _print([line])
    return DONE


def _library(chosen: argparse.Namespace) -> Path:
    path: Path | None = chosen.library
    return path if path is not None else places.default_library()


def _review(parts: Parts, number: str) -> Review:
    """Return the review of that number. Raises KnownError when the library holds none."""
    found = _NUMBER.fullmatch(number.strip())
    if found is None:
        raise KnownError("cli.not_a_number", number=number)
    wanted = int(found[1])
    for summary in parts.library.summaries(parts.clock.today()):
        if summary.number == wanted:
            review = parts.desk.review(summary.id)
            if review is not None:
                return review
    raise KnownError("cli.no_such_review", number=wanted)


def _print(lines: Iterable[str]) -> None:
    from pmdesk.exchange.terminal_text import visible  # noqa: PLC0415 (a window needs none of it)

    for line in lines:
        print(visible(line))


def _put(data: bytes) -> None:
    """Write bytes as they are: JSON has its control characters escaped, a PDF is for a pipe."""
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _say(sentence: str, status: int) -> int:
    """Print one line on the standard error, and return the status."""
    from pmdesk.exchange.terminal_text import one_line  # noqa: PLC0415 (a window needs none of it)

    print(one_line(sentence), file=sys.stderr)
    return status


def _let_any_text_out() -> None:
    """Let a terminal of few characters show a question mark where it cannot show one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _reader_gone() -> int:
    """Leave without a word: the reader of the pipe has enough. Python flushes into nothing at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return REFUSED
