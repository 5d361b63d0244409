"""From a key until it is on screen, in the capture line with 5,000 events and in a summary of 5,000 words.

A second summary of 5,000 words holds a hundred phrases that are underlined; there the checks that
come when the hands rest are measured too, and the first one of the whole text. The peer is a bare
QLineEdit or QTextEdit with the same text, in the same run.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from desk_window import large_window, made_review, named, wait
from made_reviews import sentence
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTextEdit, QWidget
from table import Line, high, median, milliseconds, print_lines

EVENTS, WORDS, KEYS = 5_000, 5_000, 300
BLAME = "The engineer should have paged the pager sooner."
TEXT = "14:02 deploy of the cache started on every node and the queue grows @person #signal "


def typed(box: QWidget) -> list[float]:
    """Type and return what each key cost until everything that it changed was painted."""

    def press(letter: str) -> Callable[[], None]:
        def run() -> None:
            QTest.keyClick(box, letter)
            QApplication.processEvents()

        return run

    return [milliseconds(press(TEXT[at % len(TEXT)])) for at in range(KEYS)]


def pieces(box: QWidget, text: str) -> list[float]:
    """Return what each piece of a first check of a whole text cost."""
    box.setPlainText(text)
    costs: list[float] = []
    while box.marks.pending:
        costs.append(milliseconds(box.marks.check))
    return costs


def rested(box: QWidget) -> list[float]:
    """Type a sentence and return what checking cost after each of its letters."""
    costs: list[float] = []
    for letter in f" {BLAME}" * 6:
        QTest.keyClick(box, letter)
        costs.append(milliseconds(box.marks.check))
        QApplication.processEvents()
    return costs


def bare(kind: type[QWidget], text: str) -> list[float]:
    """Return the same for a bare box in a bare window."""
    window = QMainWindow()
    box = kind()
    box.setText(text)
    window.setCentralWidget(box)
    window.resize(900, 500)
    window.show()
    box.setFocus()
    QTest.qWaitForWindowActive(window)
    costs = typed(box)
    window.close()
    return costs


def marked_text(chance: random.Random) -> str:
    """Return paragraphs with a phrase to underline in each."""
    return "\n\n".join(f"{sentence(chance, 42).capitalize()}. {BLAME}" for _ in range(WORDS // 50))


def lines() -> list[Line]:
    """Measure."""
    chance = random.Random(3)
    summary = "\n\n".join(sentence(chance, 50) for _ in range(WORDS // 50))
    marked = marked_text(chance)
    fresh = marked_text(chance)
    review = replace(made_review("large", events=EVENTS), summary=summary, went_well=marked)
    measured: list[tuple[str, list[float], list[float]]] = []
    with large_window(review) as window:
        body = window.centralWidget()
        body.show_review("large")
        body.run("stage.timeline")
        wait(500)
        body.run("view.capture")
        capture = typed(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        body.run("stage.prepare")
        wait(500)
        box = named("Summary in Markdown")
        box.setFocus()
        box.moveCursor(box.textCursor().MoveOperation.End)
        measured = [
            (f"capture line, {EVENTS} events", capture, bare(QLineEdit, "")),
            (f"summary of {WORDS} words", typed(box), bare(QTextEdit, summary)),
        ]
        well = named("What went well")
        first = pieces(well, fresh)
        well.setFocus()
        well.moveCursor(well.textCursor().MoveOperation.End)
        measured.append(
            (f"{WORDS} words, {len(well.marks.shown.underlined)} underlined", typed(well), bare(QTextEdit, marked))
        )
        rests = rested(well)
    checks = [
        Line(what=f"first check of {WORDS} words, all pieces", ours=sum(first), aim="aim: < 50 ms"),
        Line(what=f"first check of {WORDS} words, longest piece", ours=max(first), aim="aim: < 16 ms"),
        Line(what="check when the hands rest: median", ours=median(rests)),
        Line(what="check when the hands rest: 99th percentile", ours=high(rests), aim="aim: < 2 ms"),
    ]
    return checks + [
        Line(what=f"{what}: {name}", ours=take(ours), floor=take(peer), beside="bare box", aim=aim)
        for what, ours, peer in measured
        for name, take, aim in (("median", median, ""), ("99th percentile", high, "aim: < 16 ms"), ("slowest", max, ""))
    ]


if __name__ == "__main__":
    print_lines("A key until it is on screen", lines())
