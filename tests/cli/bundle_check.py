"""Start a bundle offscreen, let it run the demo and check what it left: python bundle_check.py dist/pmdesk."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader

OPENS_WITHIN = 60.0


def surroundings() -> dict[str, str]:
    """Return an environment without anything of this Python's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


def run(program: Path, *arguments: str) -> str:
    """Run the bundle far from the source tree and return what it printed."""
    done = subprocess.run(
        [program, *arguments],
        env=surroundings(),
        cwd=tempfile.gettempdir(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{program.name} {' '.join(arguments)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def open_window(program: Path, library: Path) -> None:
    """Open the window: the library is held while it is there."""
    lock = library.with_name(library.name + ".lock")
    window = subprocess.Popen([program, str(library)], env=surroundings(), stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + OPENS_WITHIN
        while not lock.exists() and window.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(2)
        if window.poll() is not None or not lock.exists():
            window.kill()
            sys.exit(f"the window did not open:\n{window.communicate()[1]}")
    finally:
        window.kill()
        window.wait()


def main() -> None:
    program = Path(sys.argv[1]).resolve() / ("pmdesk.exe" if sys.platform == "win32" else "pmdesk")
    version = run(program, "--version").strip()
    with tempfile.TemporaryDirectory() as folder:
        run(program, "demo", "--out", folder)
        library, pdf = Path(folder, "demo.pmdesk"), Path(folder, "demo.pdf")
        run(program, "check-file", str(library))
        listed = run(program, "list", str(library))
        if "R-1" not in listed:
            sys.exit(f"the demo's review is not in its library: {listed}")
        pages = PdfReader(pdf).pages
        if "JupyterLab" not in pages[0].extract_text():
            sys.exit("the PDF of the demo does not hold its review")
        open_window(program, library)
        sys.stdout.write(f"{version}: the demo ran, {len(pages)} pages, and its window opened\n")


if __name__ == "__main__":
    main()
