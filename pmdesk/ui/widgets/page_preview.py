"""The pages of a report as they will be printed, one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from pmdesk.editing.ports import Published
from pmdesk.editing.words import Words
from pmdesk.ui.look import Look

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""Percent of the width of the view."""

_A4 = 297 / 210
_KEPT_IMAGES = 12


class PagePreview(QAbstractScrollArea):
    """Draws only the pages in view. ``wanted`` asks for one as a picture: its number and its width.

    Pages of a former report stay until those of the new one have come. ``turned`` says that another
    page is in view now.
    """

    wanted = Signal(int, int)
    turned = Signal()
    zoomed = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Show no report yet."""
        super().__init__()
        self._look, self._words = look, words
        self._report: Published | None = None
        self._images: dict[int, QImage] = {}
        self._fresh: dict[int, int] = {}
        self._asked: set[tuple[int, int]] = set()
        self._shape = _A4
        self._zoom = 100
        self._hint = words("close.preview.none")
        self._page = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        look.changed.connect(self._fit)
        self._name()

    @property
    def page(self) -> int:
        """The number of the page in view, from 1."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages the report has; 0 while there is none."""
        return self._report.pages if self._report is not None else 0

    @property
    def zoom(self) -> int:
        """The width of a page in percent of the view."""
        return self._zoom

    @property
    def report(self) -> Published | None:
        """The report that is shown."""
        return self._report

    def show_report(self, report: Published) -> None:
        """Show another report, at the same place."""
        self._report = report
        self._fresh.clear()
        self._asked.clear()
        self._images = {number: image for number, image in self._images.items() if number < report.pages}
        self._fit()

    def clear(self) -> None:
        """Show no report."""
        self._report = None
        self._images.clear()
        self._fresh.clear()
        self._asked.clear()
        self.verticalScrollBar().setValue(0)
        self._fit()

    def show_page(self, pdf: bytes, number: int, width: int, image: QImage) -> None:
        """Take the picture of a page; one of a former report comes too late."""
        if self._report is None or pdf is not self._report.pdf:
            return
        self._asked.discard((number, width))
        self._images[number], self._fresh[number] = image, width
        if number == 0 and image.width():
            shape = image.height() / image.width()
            if abs(shape - self._shape) > 0.01:  # noqa: PLR2004 (a hundredth: rounding of pixels is less)
                self._shape = shape
                self._fit()
        self._forget_far(number)
        self.viewport().update()

    def show_hint(self, text: str) -> None:
        """Say something where there are no pages."""
        self._hint = text
        self.viewport().update()

    def set_zoom(self, percent: int) -> None:
        """Choose the width of a page, in percent of the view."""
        percent = min(ZOOMS, key=lambda one: abs(one - percent))
        if percent == self._zoom:
            return
        part = self.verticalScrollBar().value() / max(self.verticalScrollBar().maximum(), 1)
        self._zoom = percent
        self._fit()
        self.verticalScrollBar().setValue(round(part * self.verticalScrollBar().maximum()))
        self.zoomed.emit()

    def step_zoom(self, step: int) -> None:
        """Make the pages larger (+1) or smaller (-1)."""
        at = min(max(ZOOMS.index(self._zoom) + step, 0), len(ZOOMS) - 1)
        self.set_zoom(ZOOMS[at])

    def turn_to(self, page: int) -> None:
        """Bring a page (from 1) into view."""
        self.verticalScrollBar().setValue((page - 1) * self._step())

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the window likes."""
        return QSize(120, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages and zoom; arrows scroll."""
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.turn_to(min(self._page + 1, max(self.pages, 1)))
            case Qt.Key.Key_PageUp:
                self.turn_to(max(self._page - 1, 1))
            case Qt.Key.Key_Home:
                self.turn_to(1)
            case Qt.Key.Key_End:
                self.turn_to(max(self.pages, 1))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.step_zoom(1)
            case Qt.Key.Key_Minus:
                self.step_zoom(-1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in view, and ask for those that are missing or of another size."""
        look, painter = self._look, QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._report is None:
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text3"))
            box = self.viewport().rect().adjusted(look.px(16), look.px(16), -look.px(16), -look.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)
            return
        for number, rect in self._in_view():
            image = self._images.get(number)
            painter.fillRect(rect, Qt.GlobalColor.white)
            if image is not None:
                painter.drawImage(rect, image)
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            self._ask(number)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _ask(self, number: int) -> None:
        width = round(self._width() * self.devicePixelRatioF())
        if self._fresh.get(number) != width and (number, width) not in self._asked:
            self._asked.add((number, width))
            self.wanted.emit(number, width)

    def _width(self) -> int:
        margin = self._look.px(20)
        return max(round((self.viewport().width() - 2 * margin) * self._zoom / 100), 40)

    def _step(self) -> int:
        """Return the distance from the top of a page to that of the next."""
        return round(self._width() * self._shape) + self._look.px(14)

    def _in_view(self) -> Iterator[tuple[int, QRect]]:
        width, step, top = self._width(), self._step(), self.verticalScrollBar().value()
        gap = self._look.px(14)
        first = max(top // step, 0)
        last = min((top + self.viewport().height()) // step, self.pages - 1)
        x = (self.viewport().width() - width) // 2 if width < self.viewport().width() else self._look.px(8)
        for number in range(first, last + 1):
            y = number * step - top + gap // 2
            yield number, QRect(x - self.horizontalScrollBar().value(), y, width, step - gap)

    def _fit(self) -> None:
        """Give the scroll bars their ranges; the place in the report stays."""
        width, step = self._width(), self._step()
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(self.pages * step - view.height(), 0))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(self._look.px(40))
        self.horizontalScrollBar().setRange(0, max(width + self._look.px(16) - view.width(), 0))
        self.horizontalScrollBar().setPageStep(view.width())
        self._scrolled()
        self.viewport().update()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        self._page = min(max(middle // max(self._step(), 1) + 1, 1), max(self.pages, 1))
        self._name()
        self.turned.emit()
        self.viewport().update()

    def _name(self) -> None:
        name = self._words("close.preview.none_name")
        if self.pages:
            name = self._words("close.preview.name", page=self._page, pages=self.pages)
        self.setAccessibleName(name)

    def _forget_far(self, number: int) -> None:
        """Keep the pictures that are nearest to the page that came last."""
        while len(self._images) > _KEPT_IMAGES:
            far = max(self._images, key=lambda one: abs(one - number))
            del self._images[far]
            self._fresh.pop(far, None)
