from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from pmdesk.cli import run

BLAMING = "At 14:02 Quillon failed to check the lag.\nThe pod failed to start.\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(BLAMING, encoding="utf-8")
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.txt"
    path.write_text("# who was there\nQuillon Abara, @quab, engineer\n\n", encoding="utf-8")
    return path


def test_a_clean_text_ends_with_0(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(text)]) == 0
    assert "Places to ask about: 0" in capsys.readouterr().out


def test_findings_end_with_1_and_tell_place_reason_and_question(
    text: Path, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(text), "--people", str(roster)]) == 1
    place, why, count = capsys.readouterr().out.splitlines()
    assert place.endswith("review.md:1:18: BW02 failed to")
    assert why.strip().endswith("?")
    assert count == "One place to ask about."


def test_json_is_one_object_for_each_finding(
    text: Path, roster: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["check", str(text), "--people", str(roster), "--format", "json"]) == 1
    (line,) = capfdbinary.readouterr().out.splitlines()
    one = json.loads(line)
    assert list(one) == [
        *("line", "start", "end", "rule", "label", "tier", "severity"),
        *("text", "message", "question", "rewrites"),
    ]
    assert BLAMING[one["start"] : one["end"]] == one["text"] == "failed to"
    assert (one["line"], one["rule"], one["label"], one["tier"], one["severity"]) == (1, "BW02", "OMIT", 1, "high")
    assert len(one["rewrites"]) == 2


def test_sentences_are_answered_in_order(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    given = "The pod failed to start.\r\n\nWe should have asked.\nImprove monitoring."
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    assert run(["check", "-", "--sentences", "--stage", "timeline", "--format", "json"]) == 1
    answers = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [one["n"] for one in answers] == [1, 2, 3, 4]
    assert [len(one["findings"]) for one in answers] == [0, 0, 1, 0]
    assert answers[2]["findings"][0]["line"] == 3
    assert answers[2]["findings"][0]["text"] == "should have asked"


def test_the_stage_decides(text: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    text.write_text("Improve monitoring.\n", encoding="utf-8")
    assert run(["check", str(text), "--stage", "timeline"]) == 0
    assert run(["check", str(text), "--stage", "actions", "--sentences", "--format", "text"]) == 1
    assert b":1:1: BW14 Improve" in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        ["check"],
        ["check", "nowhere.md"],
        ["check", "."],
        ["check", "-", "--people", "nowhere"],
        ["check", "x", "--stage", "y"],
    ],
)
def test_trouble_ends_with_2_and_one_sentence(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_any_bytes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(bytes(range(256)) * 40 + "\ufeff🚨".encode())
    assert run(["check", str(path)]) in {0, 1}
