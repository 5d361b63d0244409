"""Every page with a review of 5,000 events: first opened, and opened again; beside an empty page in the same run."""

from __future__ import annotations

from desk_window import large_window, made_review, wait
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from table import Line, median, milliseconds, print_lines

from pmdesk.editing.commands import STAGES

EVENTS, TIMES = 5_000, 5


def bare() -> float:
    """Return how long an empty page takes to come up in a stack."""
    from PySide6.QtWidgets import QStackedWidget

    window, stack = QMainWindow(), QStackedWidget()
    window.setCentralWidget(stack)
    stack.addWidget(QWidget())
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowActive(window)

    def come() -> None:
        stack.setCurrentIndex(stack.addWidget(QWidget()))
        QApplication.processEvents()

    cost = median([milliseconds(come) for _ in range(TIMES)])
    window.close()
    return cost


def main() -> None:
    with large_window(made_review("large", events=EVENTS), made_review("small", number=2)) as window:
        body = window.centralWidget()
        floor = bare()

        def come(stage: str) -> float:
            def run() -> None:
                body.run(f"stage.{stage}")
                QApplication.processEvents()

            return milliseconds(run)

        def opened() -> None:
            body.show_review("large")
            QApplication.processEvents()

        wait(5000)  # a person looks at the list; the pages are built meanwhile
        first_review = milliseconds(opened)
        first = {stage: come(stage) for stage in STAGES}
        again: dict[str, list[float]] = {stage: [] for stage in STAGES}
        for _ in range(TIMES):
            for stage in STAGES:
                again[stage].append(come(stage))
    lines = [
        Line(
            what=f"open the review of {EVENTS} events from the library",
            ours=first_review,
            floor=floor,
            beside="empty page",
        )
    ]
    for stage in STAGES:
        lines.append(
            Line(what=f"{stage}: first time", ours=first[stage], floor=floor, beside="empty page", aim="aim: < 100 ms")
        )
        lines.append(
            Line(
                what=f"{stage}: again", ours=median(again[stage]), floor=floor, beside="empty page", aim="aim: < 100 ms"
            )
        )
    print_lines("Pages", lines)


if __name__ == "__main__":
    main()
