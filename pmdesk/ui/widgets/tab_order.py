"""Where Tab goes: rows that are made later still come in the order in which they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class TabAnchor(QWidget):
    """A hidden mark in the order of Tab, behind which rows are put that are made later.

    Qt ignores widgets without a focus policy there, so a list itself cannot be the mark.
    """

    def __init__(self, parent: QWidget) -> None:
        """Stand where ``parent`` is being built now."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()


def follow(anchor: QWidget, *widgets: QWidget) -> QWidget:
    """Let Tab go from ``anchor`` through ``widgets`` in their order; returns the last one."""
    last = anchor
    for widget in widgets:
        QWidget.setTabOrder(last, widget)
        last = widget
    return last


def tab_stops(inside: QWidget) -> list[QWidget]:
    """Return where Tab can stop now inside a widget, in its order."""
    found: list[QWidget] = []
    one = inside.nextInFocusChain()
    while one is not None and one is not inside:
        stop = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        if stop and inside.isAncestorOf(one) and one.isVisible() and one.isEnabled():
            found.append(one)
        one = one.nextInFocusChain()
    return found
