from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest
from repository import PACKAGE, ROOT, committed, modules

MOST_LINES, MOST_OF_A_FUNCTION = 400, 60


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_the_import_graph_is_what_lies_on_disk() -> None:
    graph = grimp.build_graph("pmdesk", cache_dir=None)
    assert graph.modules == {dotted(path) for path in modules()}


def test_the_contracts_hold() -> None:
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_room_stands_in_the_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = " ".join(next(one for one in contracts if one["id"] == "layers")["layers"])
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" and path.stem != "__init__"}
    rooms |= {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert rooms <= set(layers.replace("(", " ").replace(")", " ").replace("|", " ").split())


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_files_and_functions_can_be_held_in_the_head(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    functions = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
    long = {
        one.name: size for one in functions if (size := (one.end_lineno or 0) - one.lineno + 1) > MOST_OF_A_FUNCTION
    }
    assert not long


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_names_say_what_is_inside(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "manager", "common", "misc"}


def test_nobody_asks_qt_for_the_next_widget_of_tab() -> None:
    """PySide makes what these return a child of the widget that was asked: with it, the whole window can be lost."""
    traps = {"nextInFocusChain", "previousInFocusChain"}
    found = {
        path.relative_to(ROOT).as_posix()
        for path in committed()
        if path.suffix == ".py"
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, ast.Attribute) and one.attr in traps
    }
    assert not found
