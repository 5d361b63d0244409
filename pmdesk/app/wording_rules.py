"""Reading the rules of blameless wording from the resources, for the window and the command line."""

from __future__ import annotations

from pmdesk.resources import Resources
from pmdesk.wording.rule_files import read_rulebook
from pmdesk.wording.rules import Rulebook


def rulebook_of(found: Resources, language: str = "en") -> Rulebook:
    """Return the rulebook of a language: resources/<language>/wording/*.toml and its lexicon."""
    rules = found.names(language, "wording", suffix=".toml")
    lexicon = found.names(language, "wording", "lexicon", suffix=".toml")
    return read_rulebook(
        (found.text(language, "wording", name) for name in rules),
        (found.text(language, "wording", "lexicon", name) for name in lexicon),
    )
