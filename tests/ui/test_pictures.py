"""Pictures as evidence: pasted or dropped, cleaned, kept once, shown small and large, drawn in the report."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from timeline_person import KEY, Facilitator, empty_review

from pmdesk.domain.items import Evidence, EvidenceKind
from pmdesk.editing.ports import KnownError
from pmdesk.ui.context import Context
from pmdesk.ui.picture_cleaning import (
    LONGEST_SIDE,
    PictureRefusedError,
    clean_bytes,
    clean_file,
    clean_image,
    small_image,
)
from pmdesk.ui.widgets.picture_intake import holds_picture

pytestmark = pytest.mark.usefixtures("qapp")

WHO = "Sam Smith, desk 7"


def chart(width: int = 120, height: int = 80, colour: str = "#0b6770") -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def coded(image: QImage, form: str) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setText("Author", WHO)
    assert writer.write(image), writer.errorString()
    return bytes(held.data())


def with_exif(jpeg: bytes) -> bytes:
    """Return a JPEG that tells who took it, and that it lies on its side."""
    entries = struct.pack("<HHII", 0x0112, 3, 1, 6) + struct.pack("<HHII", 0x013B, 2, len(WHO) + 1, 8 + 2 + 24 + 4)
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<H", 2) + entries + b"\0\0\0\0" + WHO.encode() + b"\0"
    body = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


# ---- cleaning


def test_nothing_but_pixels_is_kept() -> None:
    png = coded(chart(), "png")
    assert WHO.encode() in png
    cleaned = clean_bytes(png)
    assert (cleaned.kind, cleaned.width, cleaned.height, cleaned.scaled) == ("image/png", 120, 80, False)
    assert WHO.encode() not in cleaned.data
    assert not any(word in cleaned.data for word in (b"tEXt", b"iTXt", b"eXIf", b"iCCP"))
    assert QImage.fromData(cleaned.data) == chart()


def test_a_photo_stays_a_photo_turned_and_without_its_exif() -> None:
    jpeg = with_exif(coded(chart(), "jpeg"))
    assert WHO.encode() in jpeg
    cleaned = clean_bytes(jpeg)
    assert (cleaned.kind, cleaned.width, cleaned.height) == ("image/jpeg", 80, 120)
    assert cleaned.data.startswith(b"\xff\xd8")
    assert WHO.encode() not in cleaned.data
    assert b"Exif" not in cleaned.data


def test_a_picture_that_is_too_wide_is_scaled_down() -> None:
    for cleaned in (clean_bytes(coded(chart(5000, 50), "png")), clean_image(chart(5000, 50))):
        assert (cleaned.width, cleaned.height, cleaned.scaled) == (LONGEST_SIDE, 40, True)


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (2_000_000_000, 2), (30_000, 2_100)])
def test_a_bomb_is_refused_by_its_size_alone(width: int, height: int) -> None:
    with pytest.raises(PictureRefusedError) as refused:
        clean_bytes(bomb(width, height))
    assert refused.value.reason in {"too_many_pixels", "unreadable"}


@pytest.mark.no_qt_log  # Qt's readers tell what they stumble over
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture at all",
        b"\x89PNG\r\n\x1a\n",
        bomb(0, 0),
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
        b"\xff\xd8\xff\xe0" + b"\0" * 40,
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureRefusedError, match="unreadable"):
        clean_bytes(data)
    assert small_image(data, 96) is None


@pytest.mark.no_qt_log
def test_every_cut_of_a_picture_is_a_picture_or_refused() -> None:
    whole = coded(chart(30, 20), "png")
    for end in range(0, len(whole), 7):
        try:
            clean_bytes(whole[:end])
        except PictureRefusedError:
            continue


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureRefusedError, match="unreadable"):
        clean_file(tmp_path / "gone.png")


def test_text_beside_a_picture_is_meant_as_text(tmp_path: Path) -> None:
    cells = QMimeData()
    cells.setImageData(chart())
    assert holds_picture(cells)
    cells.setText("14:02\tdeploy")
    assert not holds_picture(cells)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "chart.PNG")), QUrl("https://x.example/y.png")])
    assert holds_picture(files)
    far = QMimeData()
    far.setUrls([QUrl("https://x.example/y.png")])
    assert not holds_picture(far)


# ---- in the timeline


@pytest.fixture
def desk(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Facilitator:
    return Facilitator(ctx, memory, qtbot, story())


def paste(widget: QWidget) -> None:
    QTest.keySequence(widget, QKeySequence(QKeySequence.StandardKey.Paste))


def drop(widget: QWidget, mime: QMimeData, place: QPoint) -> bool:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(place, Qt.DropAction.CopyAction, mime, left, none, QEvent.Type.Drop)
    QApplication.sendEvent(widget, event)
    return enter.isAccepted() and event.isAccepted()


def pictures(desk: Facilitator, text: str) -> list[Evidence]:
    return [one for one in desk.event(text).evidence if one.kind is EvidenceKind.PICTURE]


def test_a_picture_pasted_on_the_list_is_evidence_of_the_entry(desk: Facilitator, qtbot: QtBot) -> None:
    desk.go_to("A merchant")
    QGuiApplication.clipboard().setImage(chart())
    paste(desk.list())
    qtbot.waitUntil(lambda: bool(pictures(desk, "A merchant")))
    blob = pictures(desk, "A merchant")[0].blob
    kept = desk.ctx.pictures.picture(blob)
    assert kept is not None
    assert QImage.fromData(kept).size() == QSize(120, 80)
    assert desk.said[-1] == "Picture kept with the entry. Ctrl+Z takes it back."
    assert desk.ctx.desk.undo_command == "event.evidence"
    desk.ctx.desk.undo()
    assert pictures(desk, "A merchant") == []


def test_the_same_picture_is_kept_once(desk: Facilitator, qtbot: QtBot, memory: MemoryLibrary) -> None:
    QGuiApplication.clipboard().setImage(chart())
    for text in ("A merchant", "On-call is asked", "A merchant"):
        desk.go_to(text)
        before = len(desk.said)
        desk.page.run("event.picture_paste")
        qtbot.waitUntil(lambda before=before: len(desk.said) > before)  # type: ignore[misc]
    assert len(memory.blobs) == 1
    assert len(pictures(desk, "A merchant")) == 1
    assert len(pictures(desk, "On-call is asked")) == 1


def test_typed_text_becomes_the_entry_of_a_pasted_picture(desk: Facilitator, qtbot: QtBot) -> None:
    desk.page.focus_first()
    desk.type("15:58 dashboard page 3")
    QGuiApplication.clipboard().setImage(chart())
    paste(desk.line())
    assert desk.line().text() == ""
    qtbot.waitUntil(lambda: bool(pictures(desk, "dashboard page 3")))
    desk.press(KEY.Key_X)  # the keyboard has stayed in the line
    assert desk.line().text() == "x"


def test_an_empty_line_gives_the_picture_to_the_entry_just_added(desk: Facilitator, qtbot: QtBot) -> None:
    desk.capture("15:58 dashboard page 3")
    desk.go_to("A merchant")
    desk.page.focus_first()
    QGuiApplication.clipboard().setImage(chart())
    paste(desk.line())
    qtbot.waitUntil(lambda: bool(pictures(desk, "dashboard page 3")))


def test_without_an_entry_the_picture_waits_for_one(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> None:
    desk = Facilitator(ctx, memory, qtbot, empty_review())
    QGuiApplication.clipboard().setImage(chart())
    paste(desk.line())
    assert desk.said[-1].startswith("There is no entry yet")
    assert memory.blobs == {}


def test_a_file_is_dropped_on_the_row_under_the_pointer(desk: Facilitator, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "chart.jpg").write_bytes(with_exif(coded(chart(), "jpeg")))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "chart.jpg"))])
    desk.go_to("On-call is asked")
    view = desk.list()
    place = view.visualRect(view.currentIndex()).center()
    desk.go_to("A merchant")
    assert drop(view.viewport(), mime, place)
    qtbot.waitUntil(lambda: bool(pictures(desk, "On-call is asked")))
    kept = desk.ctx.pictures.picture(pictures(desk, "On-call is asked")[0].blob)
    assert kept is not None
    assert WHO.encode() not in kept


@pytest.mark.no_qt_log
def test_a_broken_file_is_said_kindly_and_nothing_changes(desk: Facilitator, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "broken.png"))])
    desk.go_to("A merchant")
    before = desk.review
    assert drop(desk.line(), mime, QPoint(9, 9))
    qtbot.waitUntil(lambda: "could not be read" in desk.said[-1] if desk.said else False)
    assert desk.review == before


def test_a_full_disk_keeps_nothing_and_says_so(desk: Facilitator, qtbot: QtBot, memory: MemoryLibrary) -> None:
    told: list[KnownError] = []
    desk.ctx.bridge.trouble.connect(told.append)
    desk.go_to("A merchant")
    memory.full = True
    QGuiApplication.clipboard().setImage(chart())
    paste(desk.list())
    qtbot.waitUntil(lambda: bool(told))
    assert pictures(desk, "A merchant") == []


def test_a_row_with_a_picture_shows_it_small_and_stays_as_high(desk: Facilitator, qtbot: QtBot) -> None:
    desk.go_to("A merchant")
    view = desk.list()
    index = view.currentIndex()
    before = view.visualRect(index)
    QGuiApplication.clipboard().setImage(chart(colour="#ff00ff"))
    paste(view)

    def shown() -> bool:
        image = view.viewport().grab(view.visualRect(view.currentIndex())).toImage()
        return any(
            image.pixelColor(x, y).name() == "#ff00ff"
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        )

    qtbot.waitUntil(shown)
    assert view.visualRect(view.currentIndex()) == before


def test_a_key_shows_the_picture_large_with_its_words(desk: Facilitator, qtbot: QtBot) -> None:
    desk.go_to("A merchant")
    QGuiApplication.clipboard().setImage(chart(300, 200))
    paste(desk.list())
    qtbot.waitUntil(lambda: bool(pictures(desk, "A merchant")))
    desk.list().setFocus()
    desk.press(KEY.Key_I)
    told = "Picture 1 of 1, entry 15:09, A merchant calls support"
    qtbot.waitUntil(lambda: desk.focus().accessibleName() == f"{told}, 300 × 200 pixels")
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.list()


def test_the_evidence_popover_shows_its_pictures_large(desk: Facilitator, qtbot: QtBot) -> None:
    desk.go_to("A merchant")
    for colour in ("#112233", "#445566"):
        before = len(pictures(desk, "A merchant"))
        QGuiApplication.clipboard().setImage(chart(colour=colour))
        paste(desk.list())
        qtbot.waitUntil(lambda before=before: len(pictures(desk, "A merchant")) > before)  # type: ignore[misc]
    desk.press(KEY.Key_E)
    desk.named("Show picture 2 large").setFocus()
    desk.press(KEY.Key_Space)
    qtbot.waitUntil(lambda: desk.focus().accessibleName().startswith("Picture 2 of 2, entry 15:09"))
    desk.press(KEY.Key_Left)
    assert desk.focus().accessibleName().startswith("Picture 1 of 2")
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.list()


def test_an_entry_without_a_picture_says_how_to_attach_one(desk: Facilitator) -> None:
    desk.go_to("On-call is asked")
    desk.press(KEY.Key_I)
    assert desk.said[-1].startswith("This entry has no picture.")
