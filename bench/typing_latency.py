"""From a key until it is on screen, in the capture line with 5,000 events and in a summary of 5,000 words.

The peer is a bare QLineEdit or QTextEdit with the same text, in the same run.
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
TEXT = "14:02 deploy of the cache started on every node and the queue grows @person #signal "


def typed(box: QWidget) -> list[float]:
    """Type and return what each key cost until everything that it changed was painted."""

    def press(letter: str) -> Callable[[], None]:
        def run() -> None:
            QTest.keyClick(box, letter)
            QApplication.processEvents()

        return run

    return [milliseconds(press(TEXT[at % len(TEXT)])) for at in range(KEYS)]


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


def lines() -> list[Line]:
    """Measure."""
    chance = random.Random(3)
    summary = "\n\n".join(sentence(chance, 50) for _ in range(WORDS // 50))
    review = replace(made_review("large", events=EVENTS), summary=summary)
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
    return [
        Line(what=f"{what}: {name}", ours=take(ours), floor=take(peer), beside="bare box", aim=aim)
        for what, ours, peer in measured
        for name, take, aim in (("median", median, ""), ("99th percentile", high, "aim: < 16 ms"), ("slowest", max, ""))
    ]


if __name__ == "__main__":
    print_lines("A key until it is on screen", lines())
