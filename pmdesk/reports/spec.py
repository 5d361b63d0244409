"""What a report is made of, read from resources/reports/<name>.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from pmdesk.editing.public_review import Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpec:
    """The order of the sections (a pair stands side by side), and what is withheld.

    ``page_starts`` names sections that start a new page.
    """

    name: str
    sections: tuple[tuple[str, ...], ...]
    withheld: frozenset[Withheld]
    page_starts: frozenset[str] = frozenset()


def read_spec(name: str, text: str) -> ReportSpec:
    """Return the report described by a TOML text. Raises ValueError for a text that is none."""
    data = tomllib.loads(text)
    unknown = set(data) - {"sections", "withheld", "page_starts"}
    if unknown:
        raise ValueError(f"{name}: unknown member {min(unknown)!r}")
    sections = tuple((one,) if isinstance(one, str) else tuple(map(str, one)) for one in data["sections"])
    return ReportSpec(
        name=name,
        sections=sections,
        withheld=frozenset(map(Withheld, data.get("withheld", ()))),
        page_starts=frozenset(map(str, data.get("page_starts", ()))),
    )
