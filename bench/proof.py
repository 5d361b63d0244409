"""The long proof: the application is killed 1,000 times, and what was lost is counted (it has to be 0).

``proof.py [KILLS]``
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "kill"))

from killing import Outcome, kill_once

KILLS = 1000


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    began = time.monotonic()
    lost = broken = keys = typing = 0
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(2) as pool:

        def one(seed: int) -> Outcome:
            folder = Path(name) / str(seed)
            folder.mkdir()
            return kill_once(folder, seed, while_typing=seed % 3 == 0)

        for done, outcome in enumerate(pool.map(one, range(10_000, 10_000 + kills)), start=1):
            lost += len(outcome.lost)
            broken += len(outcome.broken)
            keys += outcome.keys
            typing += outcome.while_typing
            for said in (*outcome.lost, *outcome.broken):
                print(f"  {said}", flush=True)
            if done % 50 == 0:
                print(f"{done} kills, {keys} keys, lost {lost}, broken {broken}", flush=True)
    minutes = (time.monotonic() - began) / 60
    print(f"{kills} kills ({typing} while typing), {keys} keys, {minutes:.1f} min: lost {lost}, broken {broken}")
    return 1 if lost or broken else 0


if __name__ == "__main__":
    sys.exit(main())
