"""Runs every measurement, one after the other, each in a process of its own."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

MEASURES = (
    "start",
    "change",
    "opening",
    "typing_latency",
    "page_opening",
    "room_opening",
    "pdf_pages",
    "wording_speed",
)


def main() -> int:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}", flush=True)
    status = 0
    for name in MEASURES:
        environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        command = [sys.executable, str(Path(__file__).with_name(f"{name}.py"))]
        status |= subprocess.run(command, check=False, env=environment).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
