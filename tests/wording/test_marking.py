"""What is known of a text while it is edited is what a check of the whole would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from wording_books import checker

from pmdesk.wording.finding import Finding, Severity, Span, Stage
from pmdesk.wording.marking import MOST, PIECE, Marking

BLAME = "We should have paged on-call sooner."
PLAIN = "Latency rose to two seconds on node seven."
SENTENCES = st.sampled_from(
    [BLAME, PLAIN, "Sam forgot to renew the key.", "It was obviously full.", "The 🚑 rota ran.", "Ne\u0301e at noon."]
)
PARAGRAPHS = st.lists(SENTENCES, max_size=4).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, max_size=5).map("\n\n".join)


class Reader:
    """Checks what a marking asks for, and counts."""

    def __init__(self, marking: Marking) -> None:
        self.marking = marking
        self.asked: list[str] = []

    def __call__(self, span: Span) -> tuple[Finding, ...]:
        text = self.marking.text[span.start : span.end]
        self.asked.append(text)
        return checker().check(text, Stage.SUMMARY)

    def all(self, near: int = 0) -> None:
        for _ in range(10_000):
            if not self.marking.pending:
                return
            self.marking.step(self, near)
        raise AssertionError("it never ends")


def followed(text: str) -> tuple[Marking, Reader]:
    marking = Marking()
    marking.begin(text)
    reader = Reader(marking)
    reader.all()
    return marking, reader


def never(_rule: str) -> bool:
    return False


@given(first=TEXTS, texts=st.lists(TEXTS, max_size=4))
def test_after_any_edits_the_findings_are_those_of_the_whole_text(first: str, texts: list[str]) -> None:
    marking, reader = followed(first)
    for text in texts:
        marking.edited(text)
        reader.all(len(text))
        assert marking.findings == checker().check(text, Stage.SUMMARY)


@given(before=TEXTS, letters=st.text(max_size=12))
def test_typing_moves_findings_and_loses_only_those_it_touches(before: str, letters: str) -> None:
    text = f"{before}\n\n{BLAME}"
    marking, _reader = followed(text)
    own = marking.findings[-1]
    marking.edited(letters + text)
    moved = marking.findings[-1]
    assert marking.text[moved.span.start : moved.span.end] == text[own.span.start : own.span.end]
    assert marking.text[moved.sentence.start : moved.sentence.end].endswith(BLAME)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_texts_can_be_followed(first: str, second: str) -> None:
    marking, reader = followed(first)
    marking.edited(second)
    assert all(0 <= one.span.start <= one.span.end <= len(second) for one in marking.findings)
    reader.all()


def test_only_the_paragraph_of_an_edit_is_checked_again() -> None:
    text = "\n\n".join([PLAIN] * 20 + [BLAME] + [PLAIN] * 20)
    marking, reader = followed(text)
    reader.asked.clear()
    marking.edited(text.replace("sooner", "earlier"))
    reader.all()
    assert reader.asked == [BLAME.replace("sooner", "earlier")]


def test_of_a_long_paragraph_only_the_sentences_around_an_edit_are_checked_again() -> None:
    text = " ".join([PLAIN] * 400 + [BLAME] + [PLAIN] * 400)
    marking, reader = followed(text)
    assert max(map(len, reader.asked)) <= PIECE + 2000
    reader.asked.clear()
    marking.edited(text.replace("sooner", "earlier"))
    reader.all()
    assert sum(map(len, reader.asked)) < 3000
    assert [one.rule for one in marking.findings] == ["BW03"]


def test_of_an_enormous_text_only_what_is_near_the_caret_is_checked() -> None:
    text = f"{PLAIN} " * (MOST // 20)
    marking, reader = followed(text)
    assert sum(map(len, reader.asked)) < 3 * PIECE
    marking.edited(f"{text}{BLAME}")
    reader.all(near=len(text) + 10)
    assert [one.rule for one in marking.findings] == ["BW03"]


def test_the_word_that_is_being_typed_is_not_shown_and_is_when_it_is_finished() -> None:
    marking, reader = followed("")
    typed = "We should have paged"
    marking.edited(typed)
    reader.all(len(typed))
    assert not marking.shown(len(typed), never).all
    assert marking.shown(None, never).all
    marking.edited(f"{typed} ")
    reader.all(len(typed))
    assert marking.shown(len(typed) + 1, never).underlined


def test_a_caret_that_comes_back_to_a_word_hides_nothing() -> None:
    typed = "We should have paged"
    marking, reader = followed("")
    marking.edited(typed)
    reader.all(len(typed))
    assert not marking.caret_moved(len(typed) - 2)
    assert marking.caret_moved(3)
    assert marking.shown(len(typed), never).underlined


def test_a_sentence_has_one_underline_and_it_is_the_gravest() -> None:
    marking, _reader = followed("It was obvious that Sam should have paged on-call. It was obviously full.")
    shown = marking.shown(None, never)
    assert len(shown.underlined) == 2
    assert shown.underlined[0].severity is Severity.HIGH
    assert len(shown.all) >= 3


def test_low_findings_are_counted_and_not_underlined_and_some_rules_speak_once() -> None:
    text = "The root cause was the limit.\n\nThe root cause was also the cache."
    marking, _reader = followed(text)
    shown = marking.shown(None, lambda rule: rule == "BW12")
    assert [one.rule for one in shown.counted] == ["BW12"]
    assert not shown.underlined
