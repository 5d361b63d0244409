"""Prints how well the wording rules do on labelled sentences, with every miss and every false alarm.

PMDESK_LABELLED names a file of other ones, in the same form: those that no rule has seen are the measure.
"""

from __future__ import annotations

import sys

from labelled import LEARNED, WEAK, Judged, judged, labelled, labelled_file, scores

from pmdesk.wording.finding import Finding


def main() -> int:
    path = labelled_file()
    if not path.is_file():
        print(
            "The labelled sentences are not here (../shared/wording/dev.jsonl, or PMDESK_LABELLED): nothing to score."
        )
        return 0
    sentences = judged(labelled(path))
    made = scores(sentences)
    print(f"{len(sentences)} sentences" + (", which the rules were learned from: in-sample" if path == LEARNED else ""))
    print(f"  false alarms of tier 1 on the random ones   {made.false_blame!s:>20}   aim: <= 0.5 %")
    print(f"  false alarms of any rule on the random ones {made.false_any!s:>20}   aim: <= 2 %")
    print(f"  recall of tier 1, uncontested               {made.recall!s:>20}   aim: >= 85 %")
    print(f"  recall of WEAKACT, uncontested              {made.weak_recall!s:>20}   aim: >= 85 %")
    print(f"  false alarms of WEAKACT on the random ones  {made.weak_false!s:>20}   (stage actions)")
    for one in sentences:
        for line in _lines(one):
            print(line)
    return 0


def _lines(one: Judged) -> list[str]:
    sentence = one.sentence
    labels = ",".join(sorted(sentence.labels)) + (" contested" if sentence.contested else "")
    made: list[str] = []
    if one.blaming and not one.blamed:
        made.append(f"missed       {sentence.id} {labels} | {sentence.text}")
    if one.blamed and not one.blaming:
        made.append(f"false alarm  {sentence.id} {labels} {_said(one.told, sentence.text)} | {sentence.text}")
    if WEAK in sentence.labels and not one.weak:
        made.append(f"missed weak  {sentence.id} {labels} | {sentence.text}")
    if one.weak and WEAK not in sentence.labels:
        made.append(f"false weak   {sentence.id} {labels} {_said(one.asked, sentence.text)} | {sentence.text}")
    return made


def _said(findings: tuple[Finding, ...], text: str) -> str:
    return ", ".join(f"{one.rule} “{text[one.span.start : one.span.end]}”" for one in findings)


if __name__ == "__main__":
    sys.exit(main())
