"""The verbs about whole files: open another one, save a copy, look at the backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from pmdesk.editing.ports import Clock, KnownError
from pmdesk.editing.words import Words
from pmdesk.ui.context import BackupFile, LibraryFiles
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.popover import Choice, Picker, anchor_of

KILO = 1024


class FileVerbs:
    """Opens files in windows of their own, so that one window is always one library."""

    def __init__(
        self,
        window: QWidget,
        look: Look,
        words: Words,
        clock: Clock,
        files: LibraryFiles,
        path: Path,
        program: Sequence[str],
    ) -> None:
        """``program`` and its first arguments start another pmdesk."""
        self._window, self._look, self._words, self._clock = window, look, words, clock
        self._files, self._path, self._program = files, path, list(program)

    def open_another(self) -> None:
        """Ask for a library (not modally for the rest of the program) and open it."""
        dialog = QFileDialog(self._window, self._words("window.choose_library"), str(self._path.parent))
        dialog.setNameFilter(self._words("window.library_filter"))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.fileSelected.connect(lambda name: self.start(Path(name)))
        dialog.open()

    def start(self, path: Path, *, read_only: bool = False) -> None:
        """Open a library in a window of its own."""
        program, *arguments = self._program
        QProcess.startDetached(program, [*arguments, *(["--read-only"] if read_only else []), str(path)])

    def save_copy(self, done: Callable[[str], object], trouble: Callable[[KnownError], object]) -> None:
        """Ask for a place and save a copy there; ``done`` gets a sentence."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, self._words("window.copy_to"), str(Path(folder) / self._path.name))
        dialog.setNameFilter(self._words("window.library_filter"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pmdesk")

        def save(name: str) -> None:
            try:
                whole = self._files.save_copy(Path(name))
            except KnownError as error:
                trouble(error)
            else:
                done(self._words("window.brought_back" if whole else "window.copy_saved", name=Path(name).name))

        dialog.fileSelected.connect(save)
        dialog.open()

    def show_backups(
        self, anchor: QWidget, say: Callable[[str], object], trouble: Callable[[KnownError], object]
    ) -> None:
        """List the backups; the one that is chosen opens for reading in a window of its own."""
        try:
            backups = self._files.backups(self._path)
        except KnownError as error:
            trouble(error)
            return
        if not backups:
            say(self._words("window.no_backups"))
            return
        picker = Picker(self._look, self._window, self._words("window.backups_title"), self.choices(backups))
        picker.chosen.connect(lambda path: self.start(path, read_only=True))
        picker.show_at(anchor_of(anchor))

    def salvage(self) -> str:
        """Save what can be read into a new file beside, open that, and return what to say of it."""
        out = self.free_name("salvaged")
        try:
            reviews = self._files.salvage(self._path, out)
        except KnownError as error:
            return self._words(f"errors.{error.id}", **error.values)
        self.start(out)
        return self._words("window.trouble.salvaged", reviews=reviews, name=out.name)

    def free_name(self, part: str) -> Path:
        """Return a name beside the file that nothing has yet."""
        number = 1
        while True:
            name = f"{self._path.stem} {part}" + (f" {number}" if number > 1 else "") + ".pmdesk"
            if not (self._path.parent / name).exists():
                return self._path.parent / name
            number += 1

    def choices(self, backups: Sequence[BackupFile]) -> list[Choice]:
        """Return backups as lines of a Picker."""
        zone = self._clock.zone()
        return [
            Choice(
                one.path,
                self._words.instant(one.made, zone),
                icon="history",
                hint=self._words("window.backup_size", size=max(one.size // KILO, 1)),
            )
            for one in backups
        ]
