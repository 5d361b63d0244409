"""Pictures of every page with the sample, light and dark, into docs/screenshots: drives the real window."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desk_window import wait
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from pmdesk.app.window_start import empty_frame, fill_frame
from pmdesk.editing.commands import STAGES

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
SIZE = (1440, 900)
BLAMING = "18:05 we should have looked at the queue sooner, it was obviously short #signal"
CAPTURED = "18:05 queue of launches is short again @operators #signal"


def save_small(picture: Image.Image, path: Path) -> None:
    """Save a picture in 256 colours; here no pixel is further off than an eye can tell."""
    few = picture.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


class Photographer:
    """Walks one window through its pages and takes pictures of them."""

    def __init__(self, window: QMainWindow, folder: Path, suffix: str) -> None:
        """Save pictures as ``<name>-<suffix>.png``."""
        self._window, self._folder, self._suffix = window, folder, suffix

    def settle(self, milliseconds: int = 150) -> None:
        """Let the window draw what it has to."""
        wait(milliseconds)

    def take(self, name: str, wait: int = 150) -> None:
        """Save a picture."""
        self.settle(wait)
        shot = self._window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        size = (shot.width(), shot.height())
        picture = Image.frombuffer("RGB", size, bytes(shot.constBits()), "raw", "RGB", shot.bytesPerLine(), 1)
        save_small(picture, self._folder / f"{name}-{self._suffix}.png")

    def chord(self, key: Qt.Key) -> None:
        """Press Ctrl and a key."""
        QTest.keyClick(QApplication.focusWidget() or self._window, key, Qt.KeyboardModifier.ControlModifier)
        self.settle(60)

    def key(self, key: Qt.Key) -> None:
        """Press a key."""
        QTest.keyClick(QApplication.focusWidget() or self._window, key)
        self.settle(60)

    def walk(self) -> None:
        """Take every picture."""
        self.take("library-empty")
        QTest.keyClick(
            self._window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        for number, stage in enumerate(STAGES, start=1):
            self.chord(Qt.Key(Qt.Key.Key_0.value + number))
            self.take(stage, 2500 if stage == "close" else 400)
        self.chord(Qt.Key.Key_3)
        self.chord(Qt.Key.Key_N)
        QTest.keyClicks(QApplication.focusWidget(), CAPTURED)
        self.take("capture", 300)
        QApplication.focusWidget().clear()
        QTest.keyClicks(QApplication.focusWidget(), BLAMING)
        self.settle(1000)
        self.chord(Qt.Key.Key_Period)
        self.take("wording", 300)
        self.key(Qt.Key.Key_Escape)
        QApplication.focusWidget().clear()
        self.settle(600)
        self.chord(Qt.Key.Key_K)
        self.take("palette")
        self.key(Qt.Key.Key_Escape)
        self.key(Qt.Key.Key_F1)
        self.take("keys")
        self.key(Qt.Key.Key_Escape)
        self.chord(Qt.Key.Key_B)
        self.take("library")


def windows(folder: Path) -> Iterator[tuple[str, QMainWindow]]:
    """Yield a fresh window in each theme."""
    for theme in ("light", "dark"):
        settings = folder / f"{theme}.json"
        settings.write_text(f'{{"theme": "{theme}", "scale": 100}}', "utf-8")
        window = empty_frame(settings)
        files = fill_frame(window, folder / f"{theme}.pmdesk")
        window.resize(*SIZE)
        window.show()
        QTest.qWaitForWindowActive(window)
        yield theme, window
        window.close()
        files.close()


def report_pages(folder: Path) -> None:
    """Save the pages of the sample's report."""
    import pypdfium2

    from pmdesk.app.demo import demo
    from pmdesk.app.parts import words_of
    from pmdesk.resources import find

    list(demo(folder, words_of(find())))
    with pypdfium2.PdfDocument(next(folder.glob("*.pdf")).read_bytes()) as pages:
        for number, page in enumerate(pages, start=1):
            save_small(page.render(scale=1.5).to_pil(), FOLDER / f"report-{number}.png")
    pages.close()


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        for theme, window in windows(Path(name)):
            Photographer(window, FOLDER, theme).walk()
        report_pages(Path(name) / "demo")
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.relative_to(Path.cwd())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
