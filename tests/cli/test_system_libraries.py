"""The set-up script, with a system of our own around it: nothing real is asked or installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "system-libraries"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script does nothing elsewhere")


def system(
    folder: Path, *, user: int, sudo: bool, libraries: str = "", apt: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run the script where ldconfig knows ``libraries`` only; ``apt`` is the status of apt-get."""
    tools = {
        "ldconfig": f"printf '%s\\n' '{libraries}'",
        "id": f"echo {user}",
        "sudo": 'shift; "$@"' if sudo else "exit 1",
        "apt-get": f'echo "$@" >> "{folder}/asked"; exit {apt}',
        "uname": "echo Linux",
    }
    for name, body in tools.items():
        tool = folder / name
        tool.write_text(f"#!/bin/sh\n{body}\n")
        tool.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", str(SCRIPT), sys.executable],
        env={**os.environ, "PATH": path, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def asked(folder: Path) -> str:
    file = folder / "asked"
    return file.read_text() if file.exists() else ""


def test_without_rights_it_prints_the_one_line_to_type(tmp_path: Path) -> None:
    ran = system(tmp_path, user=1000, sudo=False)
    assert ran.returncode == 1
    (line,) = [one for one in ran.stderr.splitlines() if "apt-get install" in one]
    assert line.strip().startswith("sudo apt-get install --yes libegl1 ")
    assert "libxcb-cursor0" in line
    assert asked(tmp_path) == ""


@pytest.mark.parametrize(("user", "sudo"), [(0, False), (1000, True)])
def test_with_rights_it_installs_what_is_missing(tmp_path: Path, user: int, sudo: bool) -> None:
    ran = system(tmp_path, user=user, sudo=sudo)
    assert ran.returncode == 0, ran.stderr
    update, install = asked(tmp_path).splitlines()
    assert update.startswith("update")
    assert install.startswith("install --yes")
    assert install.endswith("libwayland-egl1")


def test_it_asks_for_nothing_when_all_is_there(tmp_path: Path) -> None:
    rows = SCRIPT.read_text(encoding="utf-8").split('needed="')[1].split('"')[0].split("\n")
    libraries = "\n".join(f"\t{row.split()[0]} (libc6) => somewhere" for row in rows if row)
    ran = system(tmp_path, user=1000, sudo=False, libraries=libraries)
    assert ran.returncode == 0, ran.stderr
    assert (ran.stdout, ran.stderr, asked(tmp_path)) == ("", "", "")


def test_an_installation_that_does_not_work_prints_the_line_too(tmp_path: Path) -> None:
    ran = system(tmp_path, user=0, sudo=False, apt=100)
    assert ran.returncode == 1
    assert "sudo apt-get update && sudo apt-get install --yes libegl1" in ran.stderr
