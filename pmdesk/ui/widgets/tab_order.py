"""Where Tab goes: rows that are made later still come in the order in which they stand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
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
    """Return where Tab can stop now inside a widget, in the order in which one reads: line by line.

    Not by nextInFocusChain(): PySide makes what that returns a child of the widget that was asked. When a popover
    was asked that way and is deleted, Python loses the whole window.
    """
    stops = [
        one
        for one in inside.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.isVisible()
        and one.isEnabled()
    ]
    places = {one: QRect(one.mapTo(inside, QPoint()), one.size()) for one in stops}
    lines: list[list[QWidget]] = []
    for one in sorted(stops, key=lambda stop: places[stop].center().y()):
        if lines and places[lines[-1][0]].bottom() >= places[one].center().y():
            lines[-1].append(one)
        else:
            lines.append([one])
    return [one for line in lines for one in sorted(line, key=lambda stop: places[stop].x())]
