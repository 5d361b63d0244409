"""A report as Markdown: the same blocks as the PDF; every text of a user is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pmdesk.domain.shown_text import clean
from pmdesk.reports.blocks import (
    Block,
    Bullets,
    CauseMap,
    Cell,
    Chart,
    Columns,
    Cover,
    Fact,
    Facts,
    Heading,
    KeyBar,
    NewPage,
    Note,
    Para,
    Picture,
    Quote,
    Rich,
    Rule,
    Run,
    Table,
)
from pmdesk.reports.report import Report

_SIGNS = re.compile(r"([\\`*_{}\[\]#])")
_TICKS = re.compile("`+")
_START = re.compile(r"^(\s*)([-+>]|\d{1,9}(?=[.)](?:\s|$)))")


def markdown_of(report: Report) -> str:
    """Return the whole report as Markdown (CommonMark with tables), ending with a line feed."""
    head = escaped(f"{report.kind}, {report.audience}. {report.record}. {report.remark}")
    parts = [part for block in report.blocks for part in _parts(block)]
    return "\n\n".join([*parts, "---", head]) + "\n"


def escaped(text: str) -> str:
    """Return a text on one line that no Markdown reader takes for anything but text."""
    text = _SIGNS.sub(r"\\\1", " ".join(clean(text).split("\n")).strip())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;")
    if text.count("~") > 1:
        text = text.replace("~", "\\~")
    found = _START.match(text)
    if found is None:
        return text
    if found.group(2).isdigit():
        return text[: found.end()] + "\\" + text[found.end() :]
    return f"{found.group(1)}\\{text[found.start(2) :]}"


def _parts(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 (one case for each kind of block)
    match block:
        case Cover():
            yield f"# {escaped(block.title)}"
            yield escaped(f"{block.severity_text}. {block.line}")
            yield _facts((*block.left, *block.right))
        case Heading():
            yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Para():
            yield _inline(block.runs)
        case Bullets():
            yield "\n".join(
                f"{'   ' * item.level}{f'{item.number}.' if item.number else '-'} {_inline(item.runs)}"
                for item in block.items
            )
        case Quote(code=True):
            yield _code("".join(run.text for run in block.runs))
        case Quote():
            yield f"> {_inline(block.runs)}"
        case Rule():
            yield "---"
        case Facts():
            yield _facts(block.rows)
        case KeyBar():
            yield _key_bar(block)
        case Table():
            yield _table(block)
        case CauseMap():
            yield _cause_map(block)
        case Note():
            yield f"**{escaped(block.title)}** {_inline(block.runs)}"
        case Picture():
            yield _inline(block.caption)
        case Columns():
            for one in (*block.left, *block.right):
                yield from _parts(one)
        case Chart() | NewPage():
            return


def _code(text: str) -> str:
    """Return a fenced block; its fence is longer than any in the text. Indented, it could fall into a list."""
    text = clean(text)
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _facts(rows: tuple[Fact, ...]) -> str:
    return "\n".join(f"- {escaped(row.label)}: {_inline(row.value)}" for row in rows)


def _key_bar(block: KeyBar) -> str:
    lines: list[str] = []
    for at, point in enumerate(block.points):
        until = f" ({escaped(block.parts[at].long)})" if at < len(block.parts) else ""
        lines.append(
            f"- {' '.join(filter(None, (escaped(point.date), escaped(point.clock))))} {escaped(point.word)}{until}"
        )
    return "\n".join(lines)


def _cause_map(block: CauseMap) -> str:
    nodes = {node.id: node for column in block.columns for node in column}
    return "\n".join(
        f"- {nodes[begins].label} → {nodes[ends].label if ends else escaped(block.goal)}"
        for begins, ends in block.links
        if begins in nodes and (not ends or ends in nodes)
    )


def _table(block: Table) -> str:
    lines = [
        "| " + " | ".join(escaped(column.title) or " " for column in block.columns) + " |",
        "|" + "|".join(" ---: " if column.right else " --- " for column in block.columns) + "|",
    ]
    for row in block.rows:
        cells = [part for cell in row.cells for part in (_cell(cell), *[""] * (cell.span - 1))]
        cells += [""] * (len(block.columns) - len(cells))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    second = tuple(replace(run, text=run.text.replace("\n", "; ")) for run in cell.second)
    return " · ".join(part for part in (_inline(cell.runs), _inline(second)) if part)


def _inline(runs: Rich) -> str:
    return "".join(_run(run, first=at == 0) for at, run in enumerate(runs))


def _run(run: Run, *, first: bool) -> str:
    """Return a run with its style; the spaces around it stay outside the signs."""
    text = run.text.replace("\n", " ")
    core = text.strip()
    if not core:
        return text
    body = escaped(core) if first else escaped(f"x{core}")[1:]
    if run.emphasis:
        body = f"*{body}*"
    if run.strong:
        body = f"**{body}**"
    if run.link:
        body = f"[{body}](<{run.link}>)"
    before = text[: len(text) - len(text.lstrip())]
    return f"{before}{body}{text[len(text.rstrip()) :]}"
