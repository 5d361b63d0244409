from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from pmdesk.app import jobs, places
from pmdesk.app import parts as parts_room
from pmdesk.cli import run
from pmdesk.domain.changes import set_fact
from pmdesk.domain.timeline import in_order

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the sample as R-1; tests read it only."""
    path = tmp_path_factory.mktemp("cli") / "library.pmdesk"
    with jobs.writing(path) as parts:
        parts.desk.do(jobs.sample_change(parts), command="review.sample")
    return path


def in_a_process(*arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **dict(more.pop("env", {}))}  # type: ignore[call-overload]
    command = [sys.executable, "-m", "pmdesk", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment, check=False, **more)  # type: ignore[call-overload]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("pmdesk ")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    for name in ("demo", "list", "show", "export", "import", "check-file"):
        assert name in out
    assert run(["export", "--help"]) == 0
    assert "--owner-names" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        ["list", "--jsonx"],
        ["show"],
        ["export", "x.pmdesk", "1", "--format", "doc", "-o", "x"],
        ["export", "x.pmdesk", "1", "--format", "pdf"],
        ["demo"],
        ["--windw"],
        ["one.pmdesk", "two.pmdesk"],
        ["import"],
    ],
)
def test_a_line_that_is_not_understood_has_status_2(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "What is meant?" in said.err
    assert said.out == ""


def test_list_shows_a_line_for_each_review(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", str(library)]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.startswith("No.")
    assert line.startswith("R-1 ")
    assert line.endswith("JupyterLab announcement brings mybinder.org to a stop")


def test_list_as_json(library: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["list", str(library), "--json"]) == 0
    listed = json.loads(capfdbinary.readouterr().out)
    assert listed["format"] == "pmdesk-list"
    assert [one["number"] for one in listed["reviews"]] == [1]


def test_an_empty_library_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.pmdesk"
    with jobs.writing(path):
        pass
    assert run(["list", str(path)]) == 0
    assert str(path) in capsys.readouterr().out


@pytest.mark.parametrize("number", ["1", "R-1", "r1"])
def test_show_prints_a_review(library: Path, number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(library), number]) == 0
    out = capsys.readouterr().out
    assert "17:00–18:00" in out
    assert "Time to mitigate: 2\u00a0h\u00a035\u00a0min" in out


def test_json_goes_out_and_comes_back_the_same(
    library: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file, other = tmp_path / "review.json", tmp_path / "other.pmdesk"
    assert run(["export", str(library), "1", "--format", "json", "-o", str(file)]) == 0
    assert run(["import", str(file), "--library", str(other)]) == 0
    capfdbinary.readouterr()
    assert run(["show", str(other), "1", "--json"]) == 0
    assert capfdbinary.readouterr().out == file.read_bytes()
    assert run(["export", str(other), "1", "--format", "json", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out == file.read_bytes()


def test_a_second_import_is_a_copy_and_says_so(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, other = tmp_path / "review.json", tmp_path / "other.pmdesk"
    assert run(["export", str(library), "1", "--format", "json", "-o", str(file)]) == 0
    for _ in range(2):
        assert run(["import", str(file), "--library", str(other)]) == 0
    out = capsys.readouterr().out
    assert "came in as a copy" in out
    assert "R-1 cannot be used here, so it is R-2." in out
    with jobs.reading(other) as parts:
        first, second = (
            parts.library.load(one.id)
            for one in sorted(parts.library.summaries(parts.clock.today()), key=lambda one: one.number)
        )
        assert first is not None
        assert second is not None
        assert not set(first.events) & set(second.events)
        assert [one.text for one in in_order(first)] == [one.text for one in in_order(second)]


def test_an_import_is_one_step_of_undo(library: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "review.json", tmp_path / "other.pmdesk"
    assert run(["export", str(library), "1", "--format", "json", "-o", str(file)]) == 0
    assert run(["import", str(file), "--library", str(other)]) == 0
    with jobs.writing(other) as parts:
        assert parts.desk.undo_command == "review.import"
        assert parts.desk.undo()
        assert not parts.library.summaries(parts.clock.today())
    assert run(["import", str(file), "--library", str(other)]) == 0
    assert run(["check-file", str(other)]) == 0


def test_the_pdf_holds_the_review(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    assert run(["export", str(library), "R-1", "--format", "pdf", "-o", str(file)]) == 0
    assert "JupyterLab" in PdfReader(file).pages[0].extract_text()


def test_markdown_holds_the_review(library: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", str(library), "1", "--format", "md", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out.decode().startswith("# JupyterLab")


def test_an_export_never_takes_the_place_of_a_library(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = library.read_bytes()
    alias = tmp_path / "report.json"
    alias.symlink_to(library)
    for target in (library, tmp_path / "new.pmdesk", alias):
        assert run(["export", str(library), "1", "--format", "json", "-o", str(target)]) == 1
    elsewhere = tmp_path / "copy.db"
    elsewhere.write_bytes(before)
    assert run(["export", str(elsewhere), "1", "--format", "json", "-o", str(library)]) == 1
    assert library.read_bytes() == before
    assert "nothing was written" in capsys.readouterr().err


def test_importing_into_an_open_library_says_who_holds_it(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, held = tmp_path / "review.json", tmp_path / "held.pmdesk"
    assert run(["export", str(library), "1", "--format", "json", "-o", str(file)]) == 0
    with jobs.writing(held):
        assert run(["import", str(file), "--library", str(held)]) == 1
        assert run(["list", str(held)]) == 0
    assert f"pid {os.getpid()}" in capsys.readouterr().err
    with jobs.reading(held) as parts:
        assert not parts.library.summaries(parts.clock.today())


def bad_files(folder: Path) -> dict[str, Path]:
    names = ("nothing.pmdesk", "empty.pmdesk", "text.pmdesk", "cut.pmdesk", "folder.pmdesk")
    paths = {name: folder / name for name in names}
    paths["empty.pmdesk"].touch()
    paths["text.pmdesk"].write_text("dear diary, " * 1000)
    paths["folder.pmdesk"].mkdir()
    return paths


def test_a_bad_file_is_one_sentence_and_never_a_traceback(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = bad_files(tmp_path)
    paths["cut.pmdesk"].write_bytes(library.read_bytes()[:30_000])
    review = tmp_path / "review.json"
    assert run(["export", str(library), "1", "--format", "json", "-o", str(review)]) == 0
    capsys.readouterr()
    for name, path in paths.items():
        before = path.read_bytes() if path.is_file() else None
        lines = [["show", str(path), "1"], ["list", str(path)], ["check-file", str(path)]]
        if name != "nothing.pmdesk":
            lines.append(["import", str(review), "--library", str(path)])
        for line in lines:
            assert run(line) == 1, line
            said = capsys.readouterr()
            if line[0] != "check-file":
                assert said.err.count("\n") == 1
                assert said.out == ""
            assert "Traceback" not in said.err + said.out
            assert "did not expect" not in said.err
        assert (path.read_bytes() if path.is_file() else None) == before


def test_a_review_that_is_not_there(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(library), "9"]) == 1
    assert "R-9" in capsys.readouterr().err
    assert run(["show", str(library), "soon"]) == 1
    assert "soon" in capsys.readouterr().err


def test_control_characters_do_not_reach_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "library.pmdesk"
    with jobs.writing(path) as parts:
        change = jobs.sample_change(parts)
        parts.desk.do(change, command="review.sample")
        (summary,) = parts.library.summaries(parts.clock.today())
        review = parts.desk.review(summary.id)
        assert review is not None
        parts.desk.do(set_fact(review, "title", "\x1b[2Jgone\x07\u202e"), command="fact.edit")
    for line in (["list", str(path)], ["show", str(path), "1"]):
        assert run(line) == 0
        out = capsys.readouterr().out
        assert "gone" in out
        assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_no_qt_and_nothing_heavy_without_a_window(library: Path) -> None:
    code = (
        "import sys; from pmdesk.cli import run; status = run(sys.argv[1:]); "
        "heavy = {'PySide6', 'shiboken6', 'reportlab', 'dateparser', 'markdown', 'pypdfium2'} & set(sys.modules); "
        "print(heavy, file=sys.stderr); sys.exit(status or bool(heavy))"
    )
    for line in (["list", str(library)], ["show", str(library), "1", "--json"], ["--version"]):
        ran = subprocess.run([sys.executable, "-c", code, *line], capture_output=True, cwd=ROOT, check=False)
        assert ran.returncode == 0, ran.stderr


def test_a_reader_that_stops_early_is_no_trouble(library: Path) -> None:
    command = [sys.executable, "-m", "pmdesk", "show", str(library), "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""


@pytest.mark.skipif(sys.platform == "win32", reason="closes a descriptor as a POSIX shell does")
def test_a_closed_standard_output_is_no_trouble(library: Path) -> None:
    line = f'"{sys.executable}" -m pmdesk list "{library}" >&-'
    ran = subprocess.run(["sh", "-c", line], capture_output=True, cwd=ROOT, check=False)
    assert ran.returncode == 0
    assert ran.stderr == b""


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}]
)
def test_a_poor_locale_is_no_trouble(library: Path, environment: dict[str, str]) -> None:
    ran = in_a_process("show", library, 1, cwd=ROOT, env=environment)
    assert ran.returncode == 0, ran.stderr
    assert b"R-1" in ran.stdout


def test_without_a_display_the_window_says_so(library: Path) -> None:
    bare = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    if sys.platform != "linux":
        pytest.skip("a display is always there")
    ran = in_a_process(library, cwd=ROOT, env=bare)
    assert ran.returncode == 1
    assert ran.stderr.count(b"\n") == 1
    assert b"pmdesk demo" in ran.stderr


def test_a_fault_of_the_program_is_named_and_not_hidden(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_path: Path) -> None:
        raise RuntimeError("gears jammed")

    monkeypatch.setattr(jobs, "checked", broken)
    monkeypatch.delenv("PMDESK_TRACE", raising=False)
    assert run(["check-file", str(library)]) == 3
    assert "gears jammed" in capsys.readouterr().err
    monkeypatch.setenv("PMDESK_TRACE", "1")
    with pytest.raises(RuntimeError):
        run(["check-file", str(library)])


def test_the_terminal_may_be_gone_altogether(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert run(["list", str(library)]) == 0
    assert run(["show", str(library), "1", "--json"]) == 0


def test_the_library_of_ones_own_is_made_when_it_is_needed(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "data" / "pmdesk" / "reviews.pmdesk"
    monkeypatch.setattr(parts_room, "default_library", lambda: home)
    monkeypatch.setattr(places, "default_library", lambda: home)
    file = tmp_path / "review.json"
    assert run(["export", str(library), "1", "--format", "json", "-o", str(file)]) == 0
    assert run(["list"]) == 1
    assert run(["import", str(file)]) == 0
    assert run(["list"]) == 0
    assert "R-1" in capsys.readouterr().out
    home.unlink()
    assert run(["show", "1"]) == 1


def test_a_home_that_cannot_be_made_is_said(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").touch()
    home = tmp_path / "data" / "pmdesk" / "reviews.pmdesk"
    monkeypatch.setattr(parts_room, "default_library", lambda: home)
    monkeypatch.setattr(places, "default_library", lambda: home)
    file = tmp_path / "review.json"
    assert run(["export", str(library), "1", "--format", "json", "-o", str(file)]) == 0
    assert run(["import", str(file)]) == 1
    assert str(home.parent) in capsys.readouterr().err
