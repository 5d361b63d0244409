from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from pmdesk.app import jobs
from pmdesk.cli import run


def test_the_demo_leaves_a_whole_library_and_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "deep" / "demo"
    assert run(["demo", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert str(out / "demo.pmdesk") in said
    assert str(out / "demo.pdf") in said
    assert sorted(path.name for path in out.iterdir() if path.is_file()) == ["demo.pdf", "demo.pmdesk"]
    assert run(["check-file", str(out / "demo.pmdesk")]) == 0
    text = "\n".join(page.extract_text() for page in PdfReader(out / "demo.pdf").pages)
    assert "JupyterLab" in text
    assert "17:00–18:00" in text
    with jobs.writing(out / "demo.pmdesk") as parts:
        assert len(parts.library.summaries(parts.clock.today())) == 1
        assert parts.desk.undo_command == "note.park"


def test_a_second_demo_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--out", str(tmp_path)]) == 0
    before = (tmp_path / "demo.pmdesk").read_bytes(), (tmp_path / "demo.pdf").read_bytes()
    assert run(["demo", "--out", str(tmp_path)]) == 0
    assert ((tmp_path / "demo.pmdesk").read_bytes(), (tmp_path / "demo.pdf").read_bytes()) == before
    assert str(tmp_path / "demo-2.pmdesk") in capsys.readouterr().out


def test_a_file_in_the_way_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").touch()
    assert run(["demo", "--out", str(tmp_path / "taken")]) == 1
    assert "taken" in capsys.readouterr().err
