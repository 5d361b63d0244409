"""The bar at the top: where we are at the left, "Find or do" and the menu at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from pmdesk.domain.review import Review, ReviewKind, Severity
from pmdesk.ui.context import Context
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label, rule

SEVERITY_TONE = {Severity.SEV1: "risk", Severity.SEV2: "warn", Severity.SEV3: "text2", Severity.SEV4: "text2"}
SEVERITY_BARS = {Severity.SEV1: 3, Severity.SEV2: 2, Severity.SEV3: 1, Severity.SEV4: 0}


def paint_severity(painter: QPainter, look: Look, x: int, middle: int, severity: Severity | None) -> None:
    """Draw the three bars of a severity, ``middle`` being the vertical centre."""
    filled = SEVERITY_BARS.get(severity, 0) if severity else 0
    tone = SEVERITY_TONE.get(severity, "text3") if severity else "text3"
    for at in range(3):
        height = look.px(4 + 4 * at)
        colour = look.colour(tone if at < filled else "line2")
        painter.fillRect(x + at * look.px(5), middle + look.px(6) - height, look.px(3), height, colour)


class SeverityMark(QWidget):
    """Bars and word of a severity ("SEV-2"), or a ring for a near miss."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._severity: Severity | None = None
        self._kind = ReviewKind.INCIDENT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        ctx.look.changed.connect(self.updateGeometry)

    def show_review(self, review: Review) -> None:
        """Show the severity of a review."""
        self._severity, self._kind = review.severity, review.kind
        self.setVisible(bool(self._word()))
        self.updateGeometry()
        self.update()

    def _word(self) -> str:
        words = self._ctx.words
        if self._kind is not ReviewKind.INCIDENT:
            return words(f"enums.review_kind.{self._kind.value}")
        return words(f"enums.severity.{self._severity.value}") if self._severity else ""

    def sizeHint(self) -> QSize:
        """Fit bars and word."""
        look = self._ctx.look
        return QSize(look.metrics("body-strong").horizontalAdvance(self._word()) + look.px(22), look.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bars (or the ring) and the word."""
        look, painter = self._ctx.look, QPainter(self)
        middle = self.height() // 2
        tone = SEVERITY_TONE.get(self._severity, "text2") if self._severity else "text2"
        if self._kind is ReviewKind.INCIDENT:
            paint_severity(painter, look, 0, middle, self._severity)
        else:
            painter.drawPixmap(0, middle - look.px(8), look.icon("circle-dashed", 16, "text2"))
            tone = "text2"
        painter.setFont(look.font("body-strong"))
        painter.setPen(look.colour(tone))
        painter.drawText(self.rect().adjusted(look.px(20), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._word())


class TopBar(QWidget):
    """``back`` asks for the library, ``palette`` for the command palette."""

    back = Signal()
    palette_requested = Signal()

    def __init__(self, ctx: Context, file_name: str, menu: QMenu) -> None:
        """``file_name`` stands beside the product's name in the library."""
        super().__init__()
        self._ctx = ctx
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look, words = ctx.look, ctx.words
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(10)
        self._brand = QWidget()
        brand = QHBoxLayout(self._brand)
        brand.setContentsMargins(4, 0, 0, 0)
        brand.addWidget(IconLabel(look, "waypoints", 18, "accent"))
        brand.addWidget(Label(look, words("window.name"), "body-strong"))
        brand.addWidget(Label(look, file_name, "small", "text3"))
        row.addWidget(self._brand)
        self._back = Button(
            look, words("window.reviews"), kind="flat", icon="chevron-left", name=words("commands.view.library")
        )
        self._back.clicked.connect(self.back)
        row.addWidget(self._back)
        self._line = rule(vertical=True)
        self._line.setFixedHeight(20)
        row.addWidget(self._line)
        self._number = Label(look, "", "body", "text3")
        self._title = Label(look, "", "body-strong")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._severity = SeverityMark(ctx)
        self._date = Label(look, "", "body", "text2")
        for widget, stretch in ((self._number, 0), (self._title, 1), (self._severity, 0), (self._date, 0)):
            row.addWidget(widget, stretch)
        self._space = QWidget()
        row.addWidget(self._space, 1)
        find = Button(look, words("window.find"), kind="flat", icon="search")
        find.clicked.connect(self.palette_requested)
        row.addWidget(find)
        row.addWidget(KeyCaps(look, "Ctrl+K"))
        self._menu_button = IconButton(look, "menu", words("window.menu"), keys="F10")
        self._menu_button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setMenu(menu)
        row.addWidget(self._menu_button)
        look.changed.connect(lambda: self.setFixedHeight(look.px(48)))
        self.setFixedHeight(look.px(48))
        self.show_review(None)

    def open_menu(self) -> None:
        """Open the menu, as a click does."""
        self._menu_button.showMenu()

    def show_review(self, review: Review | None) -> None:
        """Show where we are: a review, or the library."""
        inside = review is not None
        self._brand.setVisible(not inside)
        for widget in (self._back, self._line, self._number, self._title, self._date):
            widget.setVisible(inside)
        self._severity.setVisible(False)
        if review is None:
            return
        words = self._ctx.words
        self._number.setText(words("window.number", number=review.number))
        self._title.setText(review.title or words("window.untitled"))
        self._title.setToolTip(review.title)
        self._title.setMaximumWidth(self._title.sizeHint().width() + 4)
        self._date.setText(words.date(review.day) if review.day else "")
        self._severity.show_review(review)
