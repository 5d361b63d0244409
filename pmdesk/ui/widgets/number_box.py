"""A box for a number as people write it: "18,240", "12k", "7.4 %", "about 300"."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.forgiving_box import ForgivingBox

COUNT, SHARE, MONEY = "count", "share", "money"
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_LARGEST = 1e15
_NUMBER = re.compile(r"(?P<digits>\d[\d.,' \u00a0\u202f]*)\s*(?P<scale>[kKmMbB]?)(?![\w.,])")
_GROUPED = re.compile(r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+")


def read_number(text: str, kind: str = MONEY) -> float | None:
    """Return the one number in a text, or None when there is none, or more than one.

    Groups of three digits may be parted by a comma, a point, a blank or an apostrophe; a lone comma
    or point is the decimal one, except in a count, where "1.234" is 1234.
    """
    found = list(_NUMBER.finditer(text))
    if len(found) != 1 or "-" in text[: found[0].start()] or "−" in text:
        return None
    digits = _plain_digits(found[0]["digits"].strip(" ,.'\u00a0\u202f"), kind)
    if digits is None:
        return None
    value = float(digits) * _SCALES[found[0]["scale"].lower()]
    if value > _LARGEST or (kind == SHARE and value > 100):  # noqa: PLR2004 (percent)
        return None
    if kind == COUNT:
        return float(round(value)) if abs(value - round(value)) < 1e-6 else None  # noqa: PLR2004 (float dust)
    return value


def _plain_digits(text: str, kind: str) -> str | None:
    whole, mark, part = text, "", ""
    for one in ",.":
        head, found, tail = text.rpartition(one)
        if found and tail.isdigit() and one not in head and (len(tail) != 3 or not _is_grouped(text, kind)):  # noqa: PLR2004 (a group of digits)
            whole, mark, part = head, ".", tail
    if not whole.isdigit() and not _GROUPED.fullmatch(whole):
        return None
    return re.sub(r"\D", "", whole) + mark + part


def _is_grouped(text: str, kind: str) -> bool:
    marks = {one for one in text if not one.isdigit()}
    return bool(_GROUPED.fullmatch(text)) and len(marks) == 1 and (kind == COUNT or "." not in marks)


def write_number(value: float) -> str:
    """Return "18,240" or "7.4": grouped by commas, no zeros behind the point."""
    if float(value).is_integer():
        return f"{round(value):,}"
    return f"{value:,.6f}".rstrip("0")


class NumberBox(ForgivingBox):
    """Reads a forgiving number. ``number_chosen`` carries an int (count), a float, or None."""

    number_chosen = Signal(object)

    def __init__(self, ctx: Context, *, name: str, kind: str = COUNT, hint: str = "", width: int = 120) -> None:
        """``kind`` is COUNT (whole numbers), SHARE (percent, at most 100) or MONEY."""
        super().__init__(ctx, name=name, hint=hint, beside=True, width=width)
        self._kind = kind
        self._unit = ""
        self.chosen.connect(self.number_chosen)

    def set_number(self, value: float | None, unit: str = "") -> None:
        """Show the kept number, unless the box holds text that is not kept yet; ``unit`` is told with it."""
        self._unit = unit
        self.set_value(None if value is None else float(value))

    def read(self, text: str) -> object | None:
        """Read a number of this box's kind."""
        value = read_number(text, self._kind)
        return int(value) if value is not None and self._kind == COUNT else value

    def write(self, value: object) -> str:
        """Return the number with groups."""
        return write_number(value) if isinstance(value, int | float) else ""

    def tell(self, value: object) -> str:
        """Return the number with what it counts."""
        number = self.write(value)
        return self.ctx.words(f"fields.number.{self._kind}", number=number, unit=self._unit).strip()

    def tell_not(self, text: str) -> str:  # noqa: ARG002 (the kind says enough)
        """Say kindly what would be understood."""
        return self.ctx.words(f"fields.number.not_{self._kind}")
