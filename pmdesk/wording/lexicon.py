"""The words that the subject finder knows: people, teams, machines, and the small words between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pmdesk.wording.clauses import Clauses
from pmdesk.wording.finding import Kind
from pmdesk.wording.masking import plain

_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Nouns by kind in small letters and in the singular, given names, and function words."""

    kinds: Mapping[str, Kind]
    doubtful: frozenset[str]
    bare: frozenset[str]
    people_before: frozenset[str]
    people_after: re.Pattern[str]
    quantity: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    auxiliaries: frozenset[str]
    machines: frozenset[str]
    not_gerunds: frozenset[str]
    names: frozenset[str]
    clauses: Clauses

    def kind(self, word: str) -> Kind:
        """Return the kind of one noun in small letters, singular or plural; UNKNOWN when it is none."""
        forms = _singulars(word)
        for form in forms:
            found = self.kinds.get(form)
            if found is not None:
                return found
        return Kind.MACHINE if any(form in self.machines for form in forms) else Kind.UNKNOWN

    def is_doubtful(self, word: str) -> bool:
        """Return whether this noun may be software as well as somebody ("operator")."""
        return any(form in self.doubtful for form in _singulars(word))

    def taught(self, roles: Iterable[str], machines: Iterable[str]) -> Lexicon:
        """Return a lexicon that also knows a library's own roles, and nouns that are machines there."""
        own = {form: Kind.ROLE for role in roles for form in _forms(role)}
        forms = frozenset(form for noun in machines for form in _forms(noun))
        learned = frozenset(form for form in forms if "_" not in form)
        kinds = {
            word: kind
            for word, kind in {**self.kinds, **own}.items()
            if word not in forms and word.rpartition("_")[2] not in learned
        }
        kinds |= dict.fromkeys(forms - learned, Kind.MACHINE)
        return replace(
            self,
            kinds=kinds,
            machines=(self.machines | learned) - own.keys(),
            doubtful=self.doubtful - learned - own.keys(),
            names=frozenset(name for name in self.names if name.lower() not in learned),
        )


def _forms(noun: str) -> tuple[str, ...]:
    """Return how a noun of a library is known here: of several words the last two, in both numbers."""
    words = plain(noun.lower()).split()
    if len(words) > 1:
        pair = "_".join(words[-2:])
        return pair, *_singulars(pair), f"{pair}s"
    return _singulars(words[0]) if words else ()


def _singulars(word: str) -> tuple[str, ...]:
    if len(word) <= _SHORTEST_STEM or not word.endswith(("s", "men", "people")):
        return (word,)
    if word.endswith("ies"):
        return word, word[:-3] + "y"
    if word.endswith("men"):
        return word, word[:-2] + "an"
    if word.endswith("es"):
        return word, word[:-1], word[:-2]
    return word, word[:-1]


def lexicon_of(tables: Mapping[str, object]) -> Lexicon:
    """Return the lexicon in the merged tables of resources/<language>/wording/lexicon."""
    kinds: dict[str, Kind] = {}
    process = _table(tables, "process")
    for word in _words(process, "practices"):
        kinds[word] = Kind.PRACTICE
    for word in _words(process, "nouns"):
        kinds[word] = Kind.PROCESS
    for name in _table(tables, "kinds"):
        kinds.update((word, Kind(name)) for word in _words(_table(tables, "kinds"), name))
    doubtful, reach = _table(tables, "doubtful"), _table(tables, "reach")
    return Lexicon(
        kinds=kinds,
        doubtful=_words(doubtful, "nouns"),
        bare=_words(doubtful, "bare"),
        people_before=_words(doubtful, "people_before"),
        people_after=re.compile(rf"\s+(?:{doubtful['people_after']})\b"),
        quantity=_words(reach, "quantity"),
        determiners=_words(reach, "determiners"),
        prepositions=_words(reach, "prepositions"),
        subordinators=_words(reach, "subordinators"),
        auxiliaries=_words(reach, "auxiliaries"),
        machines=_words(_table(tables, "machines"), "nouns") | _words(_table(tables, "machines"), "products"),
        not_gerunds=_words(process, "not_gerunds"),
        names=_words(_table(tables, "names"), "common"),
        clauses=Clauses(
            cut=re.compile(str(_table(tables, "clauses")["cut"])),
            be=re.compile(str(_table(tables, "clauses")["be"])),
            by=re.compile(str(_table(tables, "clauses")["by"])),
            mention=re.compile(str(_table(tables, "clauses")["mention"])),
        ),
    )


def _table(tables: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = tables[name]
    if not isinstance(found, Mapping):
        raise TypeError(name)
    return found


def _words(table: Mapping[str, object], name: str) -> frozenset[str]:
    return frozenset(str(table[name]).split())
