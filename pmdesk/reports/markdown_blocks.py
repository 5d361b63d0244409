"""Markdown to blocks, and to safe HTML for the preview. User text: raw HTML and pictures are off.

python-markdown parses; its element tree is walked here, so that nothing of a text ever reaches a
page except as plain runs, and addresses only through the allow-list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from markdown import Markdown

from pmdesk.domain.shown_text import clean
from pmdesk.reports.blocks import (
    Block,
    Bullet,
    Bullets,
    Cell,
    Column,
    Heading,
    Para,
    Quote,
    Rich,
    Row,
    Rule,
    Run,
    Table,
)
from pmdesk.reports.links import allowed, linked
from pmdesk.reports.markdown_taming import tamed

LIMIT = 60_000
"""Characters that are read as Markdown; what is longer follows as plain paragraphs.

Hostile texts take quadratic time in any Markdown reader; at this size the worst one found takes
about a second.
"""

_PARAGRAPH = 20_000
_DEPTH = 40
_LEVELS = 6
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*$")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})


def _same(text: str) -> str:
    return text


def markdown_blocks(text: str, project: Callable[[str], str] = _same) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text.

    ``project`` puts roles for names; it is applied again to what a reader sees, because signs and
    entities can hide a name in the source.
    """
    text = clean(text)
    if not text.strip():
        return ()
    head, rest = _parted(text)
    try:
        found = list(_blocks(_tree(head), project, 0))
    except RecursionError:  # thousands of nested quotes or lists: shown as they were typed
        found = []
    if not found:  # nothing but definitions or signs: shown as they were typed
        found = list(_plain(head, project))
    return (*found, *_plain(rest, project))


def _parted(text: str) -> tuple[str, str]:
    if len(text) <= LIMIT:
        return text, ""
    at = text.rfind("\n", 0, LIMIT)
    at = at if at > 0 else LIMIT
    return text[:at], text[at:]


def _plain(text: str, project: Callable[[str], str]) -> Iterator[Block]:
    for paragraph in re.split(r"\n\s*\n", text):
        words = paragraph.strip()
        for at in range(0, len(words), _PARAGRAPH):
            yield Para(runs=_shown(linked(words[at : at + _PARAGRAPH]), project))


def _tree(text: str) -> Element:
    """Return python-markdown's element tree of a text, with raw HTML read as plain letters."""
    reader = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    reader.preprocessors.deregister("html_block")
    for name in ("html", "entity", "automail"):
        reader.inlinePatterns.deregister(name)
    lines = tamed(_without_fences(text.split("\n")))
    for before in reader.preprocessors:
        lines = before.run(lines)
    root: Element = reader.parser.parseDocument(lines).getroot()
    for change in reader.treeprocessors:
        root = change.run(root) or root
    return root


def _without_fences(lines: list[str]) -> list[str]:
    """Return the lines with fenced code indented instead, which needs no stash of HTML."""
    found: list[str] = []
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if fence and match and match.group(1).startswith(fence) and line.strip() == match.group(1):
            fence = ""
            found.append("")
        elif fence:
            found.append("    " + line)
        elif match:
            fence = match.group(1)
            found += ["", ""]
        else:
            found.append(line)
    return found


def _blocks(parent: Element, project: Callable[[str], str], depth: int) -> Iterator[Block]:
    for element in parent:
        tag = element.tag
        if tag in _LISTS:
            items = tuple(_items(element, project, 0))
            if items:
                yield Bullets(items=items)
        elif tag == "blockquote" and depth < _DEPTH:
            for block in _blocks(element, project, depth + 1):
                yield Quote(runs=block.runs) if isinstance(block, Para) else block
        elif tag == "table":
            yield _table(element, project)
        elif tag == "hr":
            yield Rule()
        else:
            yield _text_block(element, project)


def _text_block(element: Element, project: Callable[[str], str]) -> Block:
    """Return a paragraph, a heading, code, or anything else as the text in it."""
    if element.tag == "p":
        return Para(runs=_shown(_inline(element), project))
    if element.tag in _HEADINGS:
        title = "".join(run.text for run in _shown(_inline(element), project))
        return Heading(text=" ".join(title.split()), level=2)
    code = element.tag == "pre"
    text = "".join(element.itertext()).rstrip("\n")
    runs = _shown((Run(text=_unescaped(text) if code else text, code=code),), project)
    return Quote(runs=runs, code=True) if code else Para(runs=runs)


def _items(listed: Element, project: Callable[[str], str], level: int) -> Iterator[Bullet]:
    number = int(listed.get("start", "1")) if listed.tag == "ol" else 0
    for item in listed:
        nested: list[Element] = []
        runs: list[Run] = [*_inline_text(item.text)]
        for child in item:
            if child.tag in _LISTS:
                nested.append(child)
                continue
            own = list(_inline(child)) if child.tag in {"p", "blockquote"} else list(_element(child, Run(text=""), 0))
            if runs and child.tag in {"p", "pre", "blockquote"} and "".join(run.text for run in runs).strip():
                runs.append(Run(text="\n"))
            runs += own
            runs += _inline_text(child.tail)
        yield Bullet(runs=_shown(tuple(runs), project), level=min(level, _LEVELS), number=number)
        number += bool(number)
        for child in nested:
            yield from _items(child, project, level + 1)


def _table(element: Element, project: Callable[[str], str]) -> Table:
    rows = [[_shown(_inline(cell), project) for cell in row] for row in element.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    head = rows[0] if rows else []
    titles = ["".join(run.text for run in cell) for cell in head] + [""] * (width - len(head))
    return Table(
        columns=tuple(Column(title=title) for title in titles),
        rows=tuple(
            Row(cells=tuple(Cell(runs=cell) for cell in row) + (Cell(),) * (width - len(row))) for row in rows[1:]
        ),
    )


def _inline(element: Element) -> Rich:
    return (*_inline_text(element.text), *_children(element, Run(text=""), 0))


def _inline_text(text: str | None) -> Rich:
    return linked(text) if text and text.strip("\n") else ()


def _children(element: Element, style: Run, depth: int) -> Iterator[Run]:
    for child in element:
        yield from _element(child, style, depth)
        if child.tail:
            yield from _styled(child.tail, style)


def _element(child: Element, style: Run, depth: int) -> Iterator[Run]:
    """Yield the runs of an inline element. What is nested too deeply loses its style, not its text."""
    match child.tag:
        case "strong":
            style = replace(style, strong=True)
        case "em":
            style = replace(style, emphasis=True)
        case "code" | "pre":
            yield replace(style, text=_unescaped("".join(child.itertext())), code=True)
            return
        case "a":
            yield from _anchor(child, style)
            return
        case "img":
            yield from _styled(child.get("alt", ""), style)
            return
        case "br":
            yield replace(style, text="\n")
            return
        case _:
            pass
    if depth >= _DEPTH:
        yield from _styled("".join(child.itertext()), style)
        return
    yield from _styled(child.text or "", style)
    yield from _children(child, style, depth + 1)


def _unescaped(code: str) -> str:
    """Return code as it was typed: python-markdown escapes it in the tree already."""
    return code.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _anchor(child: Element, style: Run) -> Iterator[Run]:
    """Yield a link with the host it leads to, so that it can be read on paper; or only its text."""
    text = "".join(child.itertext()) or child.get("href", "")
    address = allowed(child.get("href", ""))
    yield replace(style, text=text, link=address)
    if address and address not in {text, f"mailto:{text}"} and address.rstrip("/") != text.rstrip("/"):
        place = address.partition(":")[2] if address.lower().startswith("mailto:") else address.split("/")[2]
        yield replace(style, text=f" ({place})")


def _styled(text: str, style: Run) -> Iterator[Run]:
    if not text:
        return
    if style.link or style.code:
        yield replace(style, text=text)
        return
    for run in linked(text):
        yield replace(style, text=run.text, link=run.link)


def _shown(runs: Rich, project: Callable[[str], str]) -> Rich:
    """Return the runs with roles for names, also for a name that is spread over several runs."""
    runs = tuple(run for run in runs if run.text)
    joined = "".join(run.text for run in runs)
    safe = project(joined)
    if safe != joined:
        return linked(safe)
    return tuple(replace(run, link="") if run.link and project(run.link) != run.link else run for run in runs)
