from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmdesk.app import jobs
from pmdesk.cli import run

IDS = (
    "a:b",
    "a/b",
    "a b\n",
    "é",
    "\0",
    "'; DROP TABLE review; --",
    "review",
    "a.b",
    "event:e",
    " ",
    "🔥",
    "%",
    "x" * 200,
)


def document(name: str) -> bytes:
    """Return a review whose every id is ``name``, with links to itself and to nothing."""
    review = {
        "id": name,
        "title": name,
        "people": [{"id": name, "name": "\x1b[31m", "order": "zzzzzz"}],
        "events": [{"id": name, "text": name, "actor": name, "order": "!"}, {"id": "z", "time": {"zone": "No/Where"}}],
        "factors": [{"id": name, "evidence": [name, "gone"], "enabled_by": [name]}],
        "actions": [{"id": name, "owner": "gone", "factors": [name], "risk": [-1, 2**60]}],
        "notes": [{"id": name}],
        "quiets": [{"id": name, "after": name, "before": "z"}],
        "detected": {"event": "gone"},
    }
    return json.dumps({"format": "pmdesk-review", "version": 1, "review": review}).encode()


def test_ids_and_links_of_any_form_come_in_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library, file = tmp_path / "library.pmdesk", tmp_path / "review.json"
    for name in IDS:
        file.write_bytes(document(name))
        assert run(["import", str(file), "--library", str(library)]) == 0, name
    file.write_bytes(document(IDS[0]))
    assert run(["import", str(file), "--library", str(library)]) == 0
    assert "came in as a copy" in capsys.readouterr().out
    assert run(["check-file", str(library)]) == 0
    for number in range(1, len(IDS) + 2):
        assert run(["show", str(library), str(number)]) == 0
        assert run(["export", str(library), str(number), "--format", "md", "-o", str(tmp_path / "r.md")]) == 0
    with jobs.writing(library) as parts:
        before = [parts.desk.review(one.id) for one in parts.library.summaries(parts.clock.today())]
        for turn in (parts.desk.undo, parts.desk.redo):
            for _ in IDS:
                assert turn()
        assert [parts.desk.review(one.id) for one in parts.library.summaries(parts.clock.today())] == before
    assert run(["check-file", str(library)]) == 0
