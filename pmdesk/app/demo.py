"""The demo: the bundled sample through the very commands that the windows use, without a window."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from pmdesk.app.jobs import checked, sample_text
from pmdesk.app.parts import Parts, compose
from pmdesk.domain.review import Review
from pmdesk.domain.rules import problems
from pmdesk.editing.ports import KnownError, PublishOptions, Watch
from pmdesk.editing.words import Words
from pmdesk.exchange.sample_walk import Walk
from pmdesk.exchange.samples import read_sample

STEPS_BACK = 10


def demo(out: Path, words: Words) -> Iterator[str]:
    """Make a library and its PDF in the folder ``out`` and yield a sentence for each step.

    Nothing is overwritten: where a name is taken, the next free one is used. Raises KnownError.
    """
    library, pdf = _free_names(out)
    yield words("demo.started")
    parts = compose(library)
    try:
        yield from _walk(parts, pdf)
    finally:
        parts.close()
    if checked(library).ok:
        yield words("demo.whole")
    yield words("demo.library", path=library)
    yield words("demo.pdf", path=pdf)


def _free_names(out: Path) -> tuple[Path, Path]:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("cli.demo_folder", path=str(out), reason=error.strerror or type(error).__name__) from error
    for number in itertools.count(1):
        name = "demo" if number == 1 else f"demo-{number}"
        library, pdf = out / f"{name}.pmdesk", out / f"{name}.pdf"
        if not library.exists() and not pdf.exists():
            return library, pdf
    raise AssertionError


def _walk(parts: Parts, pdf: Path) -> Iterator[str]:
    words = parts.words
    walk = Walk(desk=parts.desk, clock=parts.clock, ids=parts.ids, sample=read_sample(sample_text(parts)))

    def told(stage: str, **values: int) -> str:
        return words("demo.stage", stage=words(f"stages.{stage}.title"), what=words(f"demo.stages.{stage}", **values))

    walk.prepare()
    yield told("prepare")
    walk.capture_entries()
    yield told("timeline", entries=len(walk.review.events))
    walk.add_factors()
    links = sum(len(one.enabled_by) for one in walk.review.factors.values())
    yield told("factors", factors=len(walk.review.factors), links=links)
    walk.add_actions()
    walk.note_what_is_open()
    yield told("actions", actions=len(walk.review.actions))
    _there_and_back(parts, walk.review)
    yield words("demo.undo", steps=STEPS_BACK)
    yield words("demo.open", points=len(problems(walk.review)))
    published = parts.publisher.pdf(walk.review, PublishOptions(), parts.pictures, Watch())
    parts.publisher.write(pdf, published.pdf)
    yield told("close", pages=published.pages)
    if published.missing:
        yield words("cli.export.missing", characters=" ".join(published.missing))


def _there_and_back(parts: Parts, before: Review) -> None:
    """Undo and redo some steps. Raises AssertionError when that changed anything: a fault of the program."""
    for turn in (parts.desk.undo, parts.desk.redo):
        for _ in range(STEPS_BACK):
            turn()
    if parts.desk.review(before.id) != before:
        msg = "undo and redo did not lead back"
        raise AssertionError(msg)
