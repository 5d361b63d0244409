"""Markdown as HTML for the preview in the window, made from the very blocks of the report."""

from __future__ import annotations

from html import escape

from pmdesk.reports.blocks import Block, Bullets, Heading, Para, Quote, Rich, Rule, Run, Table
from pmdesk.reports.markdown_blocks import markdown_blocks


def markdown_preview(text: str) -> str:
    """Return HTML of p, h3, ul, ol, li, blockquote, pre, hr, table, strong, em, code, a, br only."""
    return "\n".join(_html(block) for block in markdown_blocks(text))


def _html(block: Block) -> str:
    match block:
        case Para():
            return f"<p>{_inline(block.runs)}</p>"
        case Heading():
            return f"<h3>{escape(block.text)}</h3>"
        case Bullets():
            return _list(block)
        case Quote(code=True):
            return f"<pre>{escape(''.join(run.text for run in block.runs))}</pre>"
        case Quote():
            return f"<blockquote><p>{_inline(block.runs)}</p></blockquote>"
        case Table():
            return _table(block)
        case Rule():
            return "<hr>"
        case _:
            return ""


def _list(block: Bullets) -> str:
    """Return nested lists; numbers are those of the text."""
    parts: list[str] = []
    open_tags: list[str] = []
    for item in block.items:
        while len(open_tags) > item.level + 1:
            parts.append(f"</{open_tags.pop()}>")
        tag = "ol" if item.number else "ul"
        if len(open_tags) == item.level + 1 and open_tags[-1] != tag:
            parts.append(f"</{open_tags.pop()}>")
        while len(open_tags) < item.level + 1:
            open_tags.append(tag)
            parts.append(f'<ol start="{item.number}">' if tag == "ol" else "<ul>")
        parts.append(f"<li>{_inline(item.runs)}</li>")
    parts += [f"</{tag}>" for tag in reversed(open_tags)]
    return "".join(parts)


def _table(block: Table) -> str:
    head = "".join(f"<th>{escape(column.title)}</th>" for column in block.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell.runs)}</td>" for cell in row.cells) + "</tr>" for row in block.rows
    )
    return f"<table><tr>{head}</tr>{rows}</table>"


def _inline(runs: Rich) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    html = escape(run.text).replace("\n", "<br>")
    for wanted, tag in ((run.code, "code"), (run.emphasis, "em"), (run.strong, "strong")):
        if wanted:
            html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(run.link)}">{html}</a>' if run.link else html
