from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from pmdesk.app.follow_up_questions import questions_of
from pmdesk.editing.words import Words
from pmdesk.meeting.follow_up import FollowUp, Kind, Questions
from pmdesk.meeting.question_files import QuestionFileError, read_questions
from pmdesk.resources import find

BOOK = questions_of(find())


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Obviously the cache was cold", "certainty"),
        ("everybody knew that the limit was low", "certainty"),
        ("It was clearly the new version.", "certainty"),
        ("I knew that the replica was behind", "knowledge"),
        ("we thought the failover had finished", "knowledge"),
        ("She assumed it was the network", "knowledge"),
        ("the on-call engineer did not know about the new limit", "knowledge"),
        ("We didn\u2019t know about the second queue", "knowledge"),
        ("the health check did not run", "negative_act"),
        ("The script failed to start", "negative_act"),
        ("Nobody looked at the second dashboard", "negative_act"),
        ("merged without a second pair of eyes", "negative_act"),
        ("The alert wasn't routed", "negative_act"),
        ("asked the database team for help", "help"),
        ("Support escalated to engineering", "help"),
        ("we paged the storage team", "help"),
        ("decided to wait for the backup", "decision"),
        ("The incident commander chose to roll back", "decision"),
        ("They went with the slower way", "decision"),
        ("Support told two customers", "communication"),
        ("14:20 status page says investigating", "communication"),
        ("handover to the night shift", "communication"),
        ("saw latency go up on the dashboard", "observation"),
        ("14:24 error rate at 30 %", "observation"),
        ("Customers complained on the forum", "observation"),
        ("restarted node 3", "action"),
        ("deploy of 1.2", "action"),
        ("rolled back to 1.1", "action"),
        ("turned off the feature flag", "action"),
    ],
)
def test_the_kind_of_a_sentence(sentence: str, kind: str) -> None:
    assert BOOK.kind_of(sentence) == kind


@pytest.mark.parametrize("sentence", ["", " ", "lunch", "R-42", "日本語", "🔥🔥", "knewton joined nonobviously", "\0"])
def test_nothing_is_asked_when_nothing_fits(sentence: str) -> None:
    assert BOOK.kind_of(sentence) is None
    assert BOOK.follow_up(sentence, 3) is None


def test_there_are_eight_kinds_with_four_to_six_questions_each_of_its_own(words: Words) -> None:
    assert len(BOOK.kinds) == 8
    asked = [question for kind in BOOK.kinds.values() for question in kind.questions]
    assert len(set(asked)) == len(asked)
    for kind in BOOK.kinds.values():
        assert 4 <= len(kind.questions) <= 6
        assert all(question.endswith("?") and len(question) <= 90 for question in kind.questions)
        assert kind.source
        assert words(f"meeting.follow_up.kinds.{kind.id}")
        for cue in kind.cues:
            found = BOOK.kind_of(" ".join(cue))
            assert found is not None
            assert BOOK.kinds[found].order <= kind.order, cue


def test_no_cue_stands_twice() -> None:
    cues = [cue for kind in BOOK.kinds.values() for cue in kind.cues]
    assert len(set(cues)) == len(cues)


@given(st.sampled_from(["we knew", "we decided", "obviously", "restarted it"]), st.integers(0, 500))
def test_the_same_question_never_comes_twice_in_a_row(sentence: str, turn: int) -> None:
    first, second = BOOK.follow_up(sentence, turn), BOOK.follow_up(sentence, turn + 1)
    assert first is not None
    assert second is not None
    assert first.kind == second.kind
    assert first.question != second.question
    assert BOOK.follow_up(sentence, turn) == first


@given(texts)
def test_any_text_has_one_kind_or_none(text: str) -> None:
    assert BOOK.kind_of(text) in {None, *BOOK.kinds}


def test_the_lowest_order_is_asked_about_and_far_text_is_not_read() -> None:
    def kind(name: str, order: int, cue: str) -> Kind:
        return Kind(id=name, order=order, cues=((cue,),), questions=(f"{name}?",), source="here")

    book = Questions([kind("late", 2, "b"), kind("early", 1, "a")])
    assert book.kind_of("b then a") == "early"
    assert book.kind_of("b" + " x" * 400 + " a") == "late"


WHOLE = 'kind = "k"\norder = 1\nsource = "s"\ncues = ["a b"]\nquestions = ["q?"]\n'


def test_a_file_is_read() -> None:
    assert read_questions([WHOLE]).follow_up("A  B!", 0) == FollowUp(kind="k", question="q?")


@pytest.mark.parametrize(
    "files",
    [
        [WHOLE, WHOLE],
        [WHOLE.replace("kind", "kinds")],
        [WHOLE.replace('["a b"]', '["…"]')],
        [WHOLE.replace('["a b"]', "[]")],
        [WHOLE.replace('["q?"]', '"q?"')],
        [WHOLE.replace('["q?"]', "[3]")],
        [WHOLE.replace("order = 1", 'order = "1"')],
    ],
)
def test_a_file_that_is_not_whole_is_a_fault_of_the_build(files: list[str]) -> None:
    with pytest.raises(QuestionFileError):
        read_questions(files)
