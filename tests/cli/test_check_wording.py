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


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
def test_a_text_is_read_as_what_its_first_bytes_say(
    coding: str, tmp_path: Path, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = "\ufeff" if coding.endswith(("le", "be")) else ""
    path = tmp_path / "review.txt"
    path.write_bytes(f"{mark}\nAt 14:02 Quillon failed to check the Größe.".encode(coding))
    assert run(["check", str(path), "--people", str(roster)]) == 1
    assert "review.txt:2:18: BW02 failed to" in capsys.readouterr().out


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40 + "\ufeff🚨".encode(),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\xa0\0\0\x03\x84\x08\x02\0\0\0we failed to",
        "We failed to check it.".encode("utf-16-le"),
        b"\0" * 5000,
    ],
)
def test_what_is_no_text_is_told_and_ends_with_2(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(data)
    assert run(["check", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "no text" in said.err


def test_strange_bytes_within_a_text_are_read_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(b"The log said \xff\xfe and \0 then.\nWe failed to check it.\n" + "\ufeff🚨".encode())
    assert run(["check", str(path)]) == 1
    assert ":2:4: BW02 failed to" in capsys.readouterr().out


def test_thousands_of_findings_keep_their_places(text: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    many = 4000
    whole = "".join(f"Nobody ever reads page {at}.\nIt grew, and we failed to check {at}.\n\n" for at in range(many))
    text.write_text(whole, encoding="utf-8")
    assert run(["check", str(text), "--format", "json"]) == 1
    found = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert len(found) == 2 * many
    lines = whole.split("\n")
    assert {whole[one["start"] : one["end"]] == one["text"] for one in found} == {True}
    assert {one["text"] in lines[one["line"] - 1] for one in found} == {True}
    assert [one["line"] for one in found[-2:]] == [3 * many - 2, 3 * many - 1]


def test_thousands_of_findings_are_told_as_text(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = 3000
    text.write_text("The pod failed to start. We failed to check it.\n" * many, encoding="utf-8")
    assert run(["check", str(text)]) == 1
    places = capsys.readouterr().out.splitlines()[:-1:2]
    told = [one.rpartition("review.md:")[2] for one in places]
    assert told == [f"{at}:29: BW02 failed to" for at in range(1, many + 1)]
