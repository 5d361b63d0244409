from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from repository import ROOT

from pmdesk import resources
from pmdesk.resources import Resources


def test_a_wheel_carries_every_folder_of_the_resources() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["setuptools"]["data-files"]
    for folder in (ROOT / "resources").rglob("*"):
        files = [one for one in folder.iterdir() if one.is_file()] if folder.is_dir() else []
        if files:
            place = f"share/pmdesk/{folder.relative_to(ROOT).as_posix()}"
            assert place in carried
            patterns = [Path(pattern).name for pattern in carried[place]]
            assert all(any(one.match(pattern) for pattern in patterns) for one in files)


def test_the_source_tree_is_found_and_a_bundle_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert resources.find() == Resources(ROOT / "resources")
    (tmp_path / "resources" / "en").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.find() == Resources(tmp_path / "resources")


def test_words_are_read_topic_by_topic(tmp_path: Path) -> None:
    (tmp_path / "en" / "stages").mkdir(parents=True)
    (tmp_path / "en" / "calendar.toml").write_text('today = "today"\n', encoding="utf-8")
    (tmp_path / "en" / "broken.toml").write_text("this is no TOML", encoding="utf-8")
    (tmp_path / "en" / "stages" / "open.toml").write_text('title = "Open"\n', encoding="utf-8")
    catalogue = Resources(tmp_path).catalogue("en")
    assert set(catalogue) == {"broken", "calendar", "stages"}
    assert catalogue["calendar"] == {"today": "today"}
    stages = catalogue["stages"]
    assert isinstance(stages, resources.LateTables)
    assert stages["open"] == {"title": "Open"}
    with pytest.raises(tomllib.TOMLDecodeError):
        catalogue["broken"]


def test_a_missing_folder_has_no_names(tmp_path: Path) -> None:
    assert Resources(tmp_path).names("nothing") == ()
