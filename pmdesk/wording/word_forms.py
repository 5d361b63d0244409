"""Forms of the words that a rewrite keeps: "tested" as "testing", "we" as "us"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForms:
    """``gerunds`` of participles that no rule gives, and ``objects``, pronouns behind a verb or a preposition."""

    gerunds: Mapping[str, str]
    objects: Mapping[str, str]

    def form(self, words: str, name: str) -> str:
        """Return words of a sentence as ``ing`` (their last word is a participle) or as ``object``."""
        if name == "object":
            return self.objects.get(words.lower(), words)
        before, blank, verb = words.rpartition(" ")
        return before + blank + self._gerund(verb.lower())

    def _gerund(self, participle: str) -> str:
        made = self.gerunds.get(participle)
        if made is not None:
            return made
        return participle.removesuffix("ed").removesuffix("i") + ("ying" if participle.endswith("ied") else "ing")
