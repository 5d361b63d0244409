"""Writes docs/reference/wording.md from the rule files; a test compares the two.

Run it from anywhere: ``python docs/make_wording_reference.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.resources import find
from pmdesk.wording.engine import Checker
from pmdesk.wording.finding import Stage
from pmdesk.wording.rules import Rule, Rulebook

TARGET = Path(__file__).with_name("reference") / "wording.md"
HEAD = """\
# The wording rules
Made from `resources/en/wording/*.toml`: change those, and let `make reference` write this page again.

pmdesk asks about wording that closes an inquiry: blame, hindsight, vague promises. It looks for the subject first: a
pod that did not start is a fact, a person who did not look is a question. Nothing is ever changed without you. They
speak in the editors of the window and on the command line (`pmdesk check FILE --stage timeline`).

Severity says how loudly an editor may point at a finding. What people write of themselves is asked one step more
softly. Tier 1 is blame and hindsight, tier 2 closes an inquiry, 0 stands outside the labels.

| rule | title | label | tier | severity | stages |
|---|---|---|---|---|---|"""


def reference(rules: Rulebook) -> str:
    """Return the page."""
    checker = Checker(rules)
    lines = [HEAD, *(_row(rule) for rule in rules.rules)]
    for rule in rules.rules:
        lines += _section(rule, checker)
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    cells = (rule.id, rule.title, rule.label, str(rule.tier), rule.severity.value, _stages(rule))
    return f"| {' | '.join(cells)} |"


def _stages(rule: Rule) -> str:
    return (
        "all" if len(rule.stages) == len(Stage) else ", ".join(stage.value for stage in Stage if stage in rule.stages)
    )


def _section(rule: Rule, checker: Checker) -> Iterator[str]:
    yield f"\n## {rule.id} {rule.title}\n"
    yield f"{rule.why} *{rule.ask}*\n"
    if rule.hits:
        yield "Found, and what may stand there instead:\n"
        yield from (_reworded(rule, hit, checker) for hit in rule.hits)
        yield "\nLeft alone:\n"
        yield from (f"- {one}" for one in rule.traps)
    yield f"\nSource: {rule.source}."


def _reworded(rule: Rule, hit: str, checker: Checker) -> str:
    """Return a hit with the first rewrite that the rule offers for it."""
    for stage in Stage:
        for one in checker.check(hit, stage) if stage in rule.stages else ():
            if one.rule == rule.id and one.rewrites:
                made = hit[: one.replaced.start] + one.rewrites[0].replace("_", " ") + hit[one.replaced.end :]
                return f"- {hit} → {made}"
    return f"- {hit}"


def main() -> int:
    """Write the page."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(reference(rulebook_of(find())), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
