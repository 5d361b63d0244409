from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from repository import ROOT, committed

from pmdesk.cli import COMMANDS

TEXT = {".py", ".toml", ".md", ".txt", ".lock", ".spec", ".json", ".yml", ".yaml", ".cfg", ".ini", ".sh", ""}
# Put together from pieces, so that this file does not find itself.
PLACES = re.compile("|".join(rf"(?<![\w.]){re.escape('/' + name)}/" for name in ("root", "work", "tmp")))
ADDRESSES = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "--index" + "-url", "--find" + "-links")))
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.suffix in TEXT else ""


def test_no_file_knows_this_machine_or_an_index() -> None:
    found = {}
    for path in committed():
        for line in text_of(path).splitlines():
            if PLACES.search(line) or ADDRESSES.search(line):
                found[path.relative_to(ROOT).as_posix()] = line.strip()
    assert not found


def pins() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in LOCKS:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r ")):
                requirement = Requirement(line)
                (pin,) = requirement.specifier
                assert pin.operator == "==", line
                found[canonicalize_name(requirement.name)] = pin.version
    return found


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    held = pins()
    for line in (*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())):
        requirement = Requirement(line)
        assert held[canonicalize_name(requirement.name)] in requirement.specifier, line


def test_the_locks_hold_what_the_locked_packages_need() -> None:
    held = pins()
    for name in held:
        try:
            needed = requires(name) or []
        except ModuleNotFoundError:  # for another system
            continue
        for line in needed:
            requirement = Requirement(line)
            wanted = canonicalize_name(requirement.name)
            if wanted == "pip" or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
                continue
            assert wanted in held, f"{name} needs {wanted}"
            assert held[wanted] in requirement.specifier, f"{name} needs {line}"


def documents() -> list[Path]:
    return [path for path in committed() if path.suffix == ".md"]


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return {name for line in re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE) for name in line.split()}


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_the_documents_name_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    for one in code:
        assert set(re.findall(r"\bmake ([a-z][\w-]*)", one)) <= targets(), one
        named = re.findall(r"(?:^|[`\s])pmdesk ([a-z][a-z-]+)(?=[\s`]|$)", one)
        assert set(named) <= set(COMMANDS), one


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_page_and_picture_that_the_documents_link_to_is_kept(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    near = [(path.parent / link).resolve() for link in links if "://" not in link]
    kept = set(committed())
    missing = [one for one in near if one not in kept and not any(one in file.parents for file in kept)]
    assert not missing


def test_the_help_of_make_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in targets() - {"help", "libraries"}:
        assert f"make {name} " in makefile


def test_ci_runs_what_the_readme_says() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "make test"
