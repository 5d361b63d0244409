"""Walks everything that a screen reader can reach in a window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
}
"""What a person acts on: each has a name of its own in its window."""

ROWS = {QAccessible.Role.ListItem, QAccessible.Role.TreeItem, QAccessible.Role.Cell}


def reachable(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield every shown element below a widget, each before those inside it."""
    root = QAccessible.queryAccessibleInterface(widget)
    waiting = [root] if root is not None else []
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid() or one.state().invisible:
            continue
        yield one
        waiting.extend(one.child(at) for at in reversed(range(one.childCount())))


def name_of(one: QAccessibleInterface) -> str:
    """Return what a screen reader calls it. On Linux, Qt names a drop-down by its label alone."""
    if one.role() is QAccessible.Role.ComboBox:
        labels = one.relations(QAccessible.RelationFlag.Label)
        return " ".join(label.text(QAccessible.Text.Name) for label, _flag in labels).strip()
    return one.text(QAccessible.Text.Name).strip()


def unnamed(widget: QWidget) -> list[str]:
    """Return what has no name, by class."""
    return [
        f"{one.object().metaObject().className() if one.object() else ''} ({one.role().name})"
        for one in reachable(widget)
        if one.role() in CONTROLS | ROWS and not name_of(one)
    ]


def repeated(widget: QWidget) -> list[str]:
    """Return the names that more than one control has."""
    names = Counter((one.role(), name_of(one)) for one in reachable(widget) if one.role() in CONTROLS)
    return [f"{name} ({role.name})" for (role, name), count in names.items() if count > 1]
