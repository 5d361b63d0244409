"""The sections a report can have: one file each, one function ``blocks(review, context)`` in each.

The tuple below is checked by a test against the files of this folder and the names in the TOML
files of the reports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block
from pmdesk.reports.context import Context
from pmdesk.reports.sections import (
    about,
    actions,
    evidence,
    factors,
    ideas,
    impact,
    learned,
    lucky,
    measures,
    questions,
    source,
    summary,
    surprised,
    timeline,
    title,
    unknown,
    went_well,
)

Section = Callable[[Review, Context], tuple[Block, ...]]

_MODULES = (
    about,
    actions,
    evidence,
    factors,
    ideas,
    impact,
    learned,
    lucky,
    measures,
    questions,
    source,
    summary,
    surprised,
    timeline,
    title,
    unknown,
    went_well,
)

SECTIONS: Mapping[str, Section] = MappingProxyType({one.__name__.rpartition(".")[2]: one.blocks for one in _MODULES})
"""Name of a section -> its function."""
