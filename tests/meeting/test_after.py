"""What of a meeting's state stays when it is over, and what goes into a copy for others."""

from __future__ import annotations

from pmdesk.meeting.after import after_meeting, for_others

ENDED = {"clocks": {"stage": "close", "ended": "2026-11-12T15:00:00Z"}, "pulse": ["learned"], "here": ["p"]}
WAITING = {"votes": {"factor": {"heads": 3, "given": {"f": 2}}}, "silent": {"stage": "factors"}}
TALLY = {"tally": {"strokes": {"support": 2}, "kept": False}}


def test_after_the_meeting_the_tally_and_the_nudge_are_gone_and_what_waits_for_a_person_stays() -> None:
    state = {**ENDED, **WAITING, **TALLY, "zoom_out": {"entries": 3}}
    assert after_meeting(state) == {**ENDED, **WAITING}
    assert "tally" in state


def test_a_tally_that_was_asked_for_stays() -> None:
    asked_for = {"tally": {"strokes": {"support": 2}, "kept": True}}
    assert after_meeting({**ENDED, **asked_for}) == {**ENDED, **asked_for}


def test_others_get_neither_the_tally_nor_a_round_without_its_drafts() -> None:
    kept = {"tally": {"strokes": {"support": 2}, "kept": True}}
    assert for_others({**ENDED, **WAITING, **kept}) == {**ENDED, "votes": WAITING["votes"]}
