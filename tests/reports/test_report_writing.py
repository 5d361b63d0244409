"""Writing a report: whole or not at all, with a clear sentence when the world says no."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from publishing import publisher

from pmdesk.editing.ports import KnownError
from pmdesk.editing.words import Words
from pmdesk.reports import safe_write
from pmdesk.reports.safe_write import write_whole


def said(words: Words, error: KnownError) -> str:
    return words(f"errors.{error.id}", **error.values)


def test_a_new_file_and_one_that_is_replaced(words: Words, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    publisher(words).write(path, b"first")
    publisher(words).write(path, b"second")
    assert path.read_bytes() == b"second"
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]
    beside = tmp_path / "other"
    beside.touch()
    assert path.stat().st_mode == beside.stat().st_mode


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_trouble_while_writing_leaves_what_was_there(
    words: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"before")

    def refuse(_handle: int) -> None:
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr(safe_write.os, "fsync", refuse)
    with pytest.raises(KnownError) as caught:
        write_whole(path, b"after")
    assert said(words, caught.value)
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_a_file_that_is_open_elsewhere_stays(words: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"before")

    def in_use(_one: object, _other: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(safe_write.os, "replace", in_use)
    with pytest.raises(KnownError) as caught:
        write_whole(path, b"after")
    assert caught.value.id == "report.in_use"
    assert "report.pdf" in said(words, caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_places_that_cannot_be(words: Words, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path, reason in (
        (tmp_path / "absent" / "x.pdf", "folder_missing"),
        (tmp_path / "file" / "x.pdf", "folder_missing"),
        (tmp_path, "is_a_directory"),
        (tmp_path / ("x" * 300 + ".pdf"), "name_too_long"),
        (tmp_path / "a\x00b.pdf", "name_too_long"),
    ):
        with pytest.raises(KnownError) as caught:
            write_whole(path, b"x")
        assert caught.value.id == f"report.{reason}"
        assert said(words, caught.value)
