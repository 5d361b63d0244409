"""Where the data of pmdesk lives, and how it is read: fonts, icons, words, samples, report plans.

A leaf: only app and cli read it, and hand on what others need.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SHARE = Path("share", "pmdesk", "resources")
"""Where an installed wheel keeps them, below the prefix of its Python."""


@dataclass(frozen=True, slots=True)
class Resources:
    """The folder of all data. Paths inside it are given in parts: ``text("samples", "x.toml")``."""

    root: Path

    def path(self, *parts: str) -> Path:
        """Return the path of a file or folder, whether it exists or not."""
        return self.root.joinpath(*parts)

    def data(self, *parts: str) -> bytes:
        """Return the bytes of a file. Raises OSError for one that is not there: a fault of the build."""
        return self.path(*parts).read_bytes()

    def text(self, *parts: str) -> str:
        """Return the text of a file (UTF-8)."""
        return self.path(*parts).read_text(encoding="utf-8")

    def table(self, *parts: str) -> dict[str, object]:
        """Return a TOML file as nested tables."""
        return tomllib.loads(self.text(*parts))

    def names(self, *parts: str, suffix: str = "") -> tuple[str, ...]:
        """Return the names of the files with that suffix in a folder, sorted; none when it is not there."""
        folder = self.path(*parts)
        if not folder.is_dir():
            return ()
        return tuple(sorted(one.name for one in folder.iterdir() if one.is_file() and one.name.endswith(suffix)))

    def catalogue(self, language: str = "en") -> Mapping[str, object]:
        """Return the words of a language: each file's stem is a table, each stage one under ``stages``.

        A file is read when a word of it is first asked for, so that a start reads few.
        """
        topics = {
            name.removesuffix(".toml"): self._table(language, name) for name in self.names(language, suffix=".toml")
        }
        stages = {
            name.removesuffix(".toml"): self._table(language, "stages", name)
            for name in self.names(language, "stages", suffix=".toml")
        }
        if stages:
            topics["stages"] = lambda: LateTables(stages)
        return LateTables(topics)

    def _table(self, *parts: str) -> Callable[[], Mapping[str, object]]:
        return lambda: self.table(*parts)


class LateTables(Mapping[str, object]):
    """Tables by name, each read once, when it is first asked for."""

    def __init__(self, readers: Mapping[str, Callable[[], Mapping[str, object]]]) -> None:
        """Take a reader for each name."""
        self._readers = readers
        self._read: dict[str, Mapping[str, object]] = {}

    def __getitem__(self, name: str) -> object:
        if name not in self._read:
            self._read[name] = self._readers[name]()
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._readers

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)


def find() -> Resources:
    """Return the resources of this bundle, source tree or installation."""
    bundle = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve()
    places = [
        *([Path(bundle, "resources")] if bundle else []),
        here.parent.parent / "resources",
        *(prefix / SHARE for prefix in here.parents),
    ]
    for place in places:
        if (place / "en").is_dir():
            return Resources(place)
    msg = f"no resources beside or above {here}"
    raise FileNotFoundError(msg)
