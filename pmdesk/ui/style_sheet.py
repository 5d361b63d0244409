"""The one short style sheet; everything with a shape of its own is painted, not styled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

_SHEET = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 4px 6px; }
QMainWindow, QWidget#page { background: $surface; }
QWidget#bar, QWidget#rail, QWidget#console, QWidget#status { background: $bg; }
QWidget#bar { border-bottom: 1px solid $line; }
QWidget#rail { border-right: 1px solid $line; }
QWidget#console { border-left: 1px solid $line; }
QWidget#status { border-top: 1px solid $line; }
QScrollArea, QAbstractScrollArea { background: transparent; border: none; }
QLabel { background: transparent; color: $text; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="risk"] { color: $risk; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="private"] { color: $private; }
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox {
  background: $surface; color: $text; border: 1px solid $control; border-radius: ${r6};
  padding: ${p4} ${p8}; selection-background-color: $accent; selection-color: $onaccent; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: ${p3} ${p7}; }
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled {
  background: $sunken; color: $disabled; border-color: $line; }
QLineEdit[plain="true"], QTextEdit[plain="true"] { border: 1px solid transparent; background: transparent; }
QLineEdit[plain="true"]:hover, QTextEdit[plain="true"]:hover { border: 1px solid $line2; }
QLineEdit[plain="true"]:focus, QTextEdit[plain="true"]:focus { border: 2px solid $accent; background: $surface; }
QComboBox::drop-down { border: none; width: ${p20}; }
QComboBox QAbstractItemView, QMenu { background: $raised; color: $text; border: 1px solid $line2; }
QComboBox QAbstractItemView::item { min-height: ${p26}; }
QMenu { padding: ${p4}; }
QMenu::item { padding: ${p6} ${p20} ${p6} ${p12}; border-radius: ${r5}; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: ${p4} ${p8}; }
QMenuBar { background: $bg; color: $text; }
QMenuBar::item { background: transparent; padding: ${p4} ${p8}; }
QMenuBar::item:selected { background: $hover; }
QPushButton { background: $surface; color: $text; border: 1px solid $line2; border-radius: ${r6};
  padding: 0 ${p12}; min-height: ${p28}; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${p11}; }
QPushButton:disabled { color: $disabled; background: $sunken; border-color: $line; }
QPushButton:checked { background: $selected; border-color: $accent; }
QPushButton[kind="primary"] { background: $accent; color: $onaccent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accenthover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $disabled; border-color: $line; }
QPushButton[kind="flat"], QToolButton { background: transparent; border: 1px solid transparent; color: $text2; }
QPushButton[kind="flat"]:hover, QToolButton:hover { background: $hover; }
QPushButton[kind="flat"]:focus, QToolButton:focus { border: 2px solid $accent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 ${p4};
  min-height: ${p22}; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; }
QPushButton[small="true"] { min-height: ${p24}; padding: 0 ${p8}; }
QToolButton { border-radius: ${r6}; padding: ${p3}; }
QToolButton::menu-indicator { image: none; }
QCheckBox, QRadioButton { color: $text; spacing: ${p8}; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QAbstractItemView { outline: none; background: $surface; color: $text; }
QHeaderView::section { background: $surface; color: $text3; border: none; border-bottom: 1px solid $line;
  padding: ${p6}; }
QScrollBar:vertical { background: transparent; width: ${p10}; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p10}; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: ${r5}; min-height: ${p24}; min-width: ${p24}; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none;
  width: 0; height: 0; }
QSplitter::handle { background: $line; }
QProgressBar { border: none; background: $sunken; max-height: 3px; }
QProgressBar::chunk { background: $accent; }
QLineEdit#captureline, QLineEdit#captureline:focus { border: none; padding: 0; background: transparent; }
QLineEdit#entryline, QLineEdit#entryline:focus { border: none; padding: 0 ${p2}; background: $surface; }
QTableCornerButton::section { background: $surface; border: none; }
QWidget#desk { background: $sunken; }
QLineEdit#inrow, QLineEdit#inrow:focus { border: 2px solid $accent; padding: 0 ${p3}; background: $surface; }
QFrame#popover { background: $raised; border: 1px solid $line2; border-radius: ${r10}; }
QFrame#popover QAbstractItemView { background: $raised; }
QFrame#card { background: $surface; border: 1px solid $line2; border-radius: ${r8}; }
QFrame#rule { background: $line; border: none; }
QFrame#banner { background: $warnsoft; border: 1px solid $warnline; border-radius: ${r6}; }
QFrame#banner[calm="true"] { background: $accentsoft; border-color: $accentline; }
""")


def style_sheet(tokens: Mapping[str, str], px: Callable[[float], int]) -> str:
    """Return the sheet for a table of tokens; ``px`` scales lengths with the text size."""
    lengths = {f"p{length}": f"{px(length)}px" for length in range(29)}
    radii = {f"r{length}": f"{px(length)}px" for length in (5, 6, 8, 10)}
    return _SHEET.substitute(tokens, **lengths, **radii)
