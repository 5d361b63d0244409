"""``python -m pmdesk`` and the console script."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit status."""
    from pmdesk.cli import run  # noqa: PLC0415 (the bundle's frozen start shows nothing of a slow import)

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
