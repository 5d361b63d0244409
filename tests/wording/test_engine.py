from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_books import book, checker, rules_found

from pmdesk.domain.items import Person
from pmdesk.wording.changed import paragraph_around
from pmdesk.wording.engine import MOST_WORDS, Checker, check
from pmdesk.wording.finding import Finding, Kind, Severity, Span, Stage
from pmdesk.wording.offsets import Utf16Offsets
from pmdesk.wording.rules import Settings

ROSTER = (
    Person(id="a", name="Quillon Abara", handles=("quab",)),
    Person(id="b", name="Operator", role="night operator"),
)


def found(text: str, stage: Stage = Stage.TIMELINE, people: tuple[Person, ...] = ()) -> tuple[Finding, ...]:
    return check(text, stage, people, book())


def words(text: str, finding: Finding) -> str:
    return text[finding.span.start : finding.span.end]


@pytest.mark.parametrize("who", ["Quillon", "Abara", "@quab", "Q. Abara", "@somebody-else"])
def test_people_of_the_roster_and_handles_are_subjects(who: str) -> None:
    text = f"At 14:02 {who} failed to check the lag."
    assert [one.rule for one in found(text, people=ROSTER)] == ["BW02"]
    assert found(text, people=ROSTER)[0].subject is Kind.NAMED


def test_a_name_of_nobody_is_a_thing() -> None:
    assert found("At 14:02 Quillon failed to check the lag.") == ()


@pytest.mark.parametrize(
    "machine", ["operator", "cluster manager", "user agent", "client", "controller", "scheduler", "host", "master"]
)
def test_software_with_the_name_of_a_trade_is_a_machine(machine: str) -> None:
    assert found(f"The {machine} failed to renew the lease.") == ()


@pytest.mark.parametrize("person", ["operator on duty", "night operator", "release manager", "support agent"])
def test_words_beside_them_make_them_people(person: str) -> None:
    assert [one.rule for one in found(f"The {person} failed to renew the lease.")] == ["BW02"]


@pytest.mark.parametrize(
    "text",
    [
        "The engineer, who had been awake all night, failed to check the lag.",
        "The engineer (on call since six) failed to check the lag.",
        "However, the engineer on the second shift also failed to check the lag.",
        "One of our engineers failed to check the lag.",
        "The engineer restarted the proxy and failed to check the lag.",
        "On Monday, after the call, the engineer failed to check the lag.",
        "We restarted it, but failed to check the lag.",
        "The engineers that we asked failed to check the lag.",
    ],
)
def test_the_subject_is_found_past_asides_and_other_verbs(text: str) -> None:
    assert [words(text, one) for one in found(text)] == ["failed to"]


@pytest.mark.parametrize(
    "text",
    [
        "A bug in the code of our engineers failed to release the lock.",
        "The dashboard of the on-call engineer failed to load its data.",
        "The script that the team wrote in May failed to release the lock.",
        "The engineer's script failed to release the lock.",
        "The team channel failed to open.",
        "It failed to release the lock.",
    ],
)
def test_a_thing_of_a_person_is_a_thing(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The message was `we failed to check the lag`.",
        'The page said "we should have checked the lag" in red.',
        "The page said “we should have checked the lag” in red.",
        "> We should have checked the lag.",
        "```\nwe failed to check the lag\n```",
        "2024-05-01T10:00:00Z ERROR we failed to check the lag",
        "Caused by: java.io.IOException: we failed to check the lag",
        "See https://example.org/we-failed-to-check/if-only-we-had for it.",
    ],
)
def test_code_quotes_links_and_log_lines_are_not_read(text: str) -> None:
    assert found(text) == ()


def test_the_three_readings_of_should_have() -> None:
    assert rules_found("We should have asked the vendor.") == ["BW03"]
    assert rules_found("The proxy should have asked the second node.") == []
    assert rules_found("The fault should have been resolved for every site as of 11:40.") == []


@pytest.mark.parametrize(
    "text",
    [
        "In the rush of the release we forgot the index.",
        "At the end of the week Priya forgot the index.",
        "The person who was on call that night forgot the index.",
        "Whoever wrote the job forgot the index.",
        "An SRE working on the dashboards accidentally removed the index.",
        "By mistake, one of our newer colleagues removed the index.",
    ],
)
def test_a_pronoun_a_name_or_a_person_with_a_participle_is_the_subject(text: str) -> None:
    assert rules_found(text) != []


@pytest.mark.parametrize("what", ["accidentally dropped the index", "pushed the patch to the wrong branch"])
def test_what_stands_like_a_name_is_somebody_where_a_slip_is_told(what: str) -> None:
    assert rules_found(f"At 14:02 Quillon {what}.") == ["BW01"]
    assert rules_found(f"At 14:02 the quillon {what}.") == []
    assert rules_found(f"At 14:02 Postgres {what}.") == []


def test_a_participle_behind_to_be_is_nobodys_deed() -> None:
    assert rules_found("The engineer misconfigured the port.") == ["BW01"]
    assert rules_found("The engineer was misconfigured in the rota.") == []


def test_an_exception_counts_in_its_own_clause_only() -> None:
    assert rules_found("The queue would normally have been tested by the job.") == []
    assert rules_found("Normally it is quiet; the queue would have been tested before.") == ["BW03"]


def test_what_a_machine_does_is_no_norm_for_people() -> None:
    assert rules_found("The node should have been removed by the autoscaler.") == []
    assert rules_found("The node should have been removed by hand.") == ["BW03"]


def test_a_sentence_about_blame_blames_nobody() -> None:
    assert rules_found("It is easy to say that we should have asked the vendor.") == []
    assert rules_found("Instead of asking why we failed to check the lag, we looked at the screen.") == []


def test_stages_decide() -> None:
    text = "We should have asked the vendor."
    assert found(text, Stage.ACTIONS) == ()
    assert [one.rule for one in found("Improve monitoring.", Stage.ACTIONS)] == ["BW14"]
    assert found("Improve monitoring.", Stage.TIMELINE) == ()


def test_people_who_write_of_themselves_are_asked_more_softly() -> None:
    assert found("We forgot to renew it.")[0].severity is Severity.MEDIUM
    assert found("The engineer forgot to renew it.")[0].severity is Severity.HIGH


def test_a_finding_explains_itself_and_keeps_the_facts() -> None:
    text = "At 14:02 the on-call engineer failed to check the replica lag, and the queue grew."
    (one,) = found(text)
    assert one.message == book().rule("BW02").why
    assert one.question.endswith("?")
    assert (one.label, one.tier, one.noun) == ("OMIT", 1, "engineer")
    assert one.sentence == Span(0, len(text))
    assert text[one.replaced.start : one.replaced.end] == "the on-call engineer failed to check the replica lag"
    assert one.rewrites[0].startswith("the on-call engineer {did_what}")
    assert "check the replica lag" in one.rewrites[1]


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("The operator should have noticed the queue earlier.", "The operator should have noticed the queue earlier"),
        ("We merged it and the limit was obviously wrong.", "the limit was obviously wrong"),
        ("We saw 3.5 GB, at 14:05 v6.2.4 was obviously the one, 1 of 1,200.", "at 14:05 v6.2.4 was obviously the one"),
        ("At 14:05, the limit was entirely avoidable, and traffic fell.", "the limit was entirely avoidable"),
    ],
)
def test_a_rewrite_stands_for_the_whole_clause_also_where_nobody_is_its_subject(text: str, replaced: str) -> None:
    one = next(one for one in found(text, Stage.SUMMARY) if one.rule == "BW05")
    assert text[one.replaced.start : one.replaced.end] == replaced
    assert not words(text, one).endswith("the")


def test_rewrites_that_open_a_sentence_begin_with_a_capital() -> None:
    (one,) = found("We failed to check the lag.")
    assert all(rewrite[:1].isupper() or rewrite.startswith("{") for rewrite in one.rewrites)


def test_a_library_decides() -> None:
    text = "The skipper failed to renew it, and the blip was sad."
    assert Checker(book()).check(text, Stage.TIMELINE) == ()
    own = Settings(roles=("skipper",), words={"BW06": ("was  Sad",)})
    assert [one.rule for one in Checker(book(), (), own).check(text, Stage.TIMELINE)] == ["BW02", "BW06"]
    off = Settings(off=frozenset({"BW02"}))
    assert Checker(book(), (), off).check("We forgot to renew it.", Stage.TIMELINE) == ()
    machine = "The release manager failed to renew it. The engineer failed to renew it."
    taught = Settings(machines=("manager", "Engineers"))
    assert len(Checker(book()).check(machine, Stage.TIMELINE)) == 2
    assert Checker(book(), (), taught).check(machine, Stage.TIMELINE) == ()


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("can’t be bothered", "The crew can't be bothered to look."),
        ("can't be bothered", "The crew can’t be  bothered to look."),
        ("naïve", "It was a NAÏVE reading of the graph."),
        ("Über-Plan", "Der Über-Plan blieb liegen."),
        ("по глупости", "Диск удалили По глупости."),
        ("瞎搞", "昨天有人瞎搞了数据库。"),
        ("404", "Again a 404 for everybody."),
        ("a(b", "We saw a(b there."),
    ],
)
def test_phrases_of_a_library_are_found_as_people_write_them(phrase: str, text: str) -> None:
    own = Settings(words={"BW09": (phrase,)}, off=frozenset({"BW06"}))
    assert [one.rule for one in Checker(book(), (), own).check(text, Stage.TIMELINE)] == ["BW09"]
    assert Checker(book()).check(text.replace("NAÏVE", "new"), Stage.TIMELINE) == ()


@pytest.mark.parametrize("phrase", ["404", "naïve", "瞎搞"])
def test_phrases_of_a_library_are_whole_words(phrase: str) -> None:
    own = Settings(words={"BW09": (phrase,)})
    assert Checker(book(), (), own).check("It took 1404 s and naïveté, 瞎 or 搞.", Stage.TIMELINE) == ()


@pytest.mark.parametrize("role", ["prüfer", "Prüfer", "дежурный", "night pilot", "chief night pilot"])
def test_roles_of_a_library_are_people(role: str) -> None:
    text = f"The {role} failed to check the lag."
    assert Checker(book()).check(text, Stage.TIMELINE) == ()
    own = Checker(book(), (), Settings(roles=(role,)))
    assert [one.rule for one in own.check(text, Stage.TIMELINE)] == ["BW02"]


@pytest.mark.parametrize("machine", ["on-call engineer", "release managers", "Développeur engineer"])
def test_machines_of_a_library_may_have_several_words(machine: str) -> None:
    own = Checker(book(), (), Settings(machines=(machine,)))
    one = machine.removesuffix("s")
    assert own.check(f"The {one} failed to check the lag. Two {one}s forgot to renew it.", Stage.TIMELINE) == ()
    assert len(own.check("The engineer failed to check it. The manager on duty forgot it.", Stage.TIMELINE)) == 2


def test_sentences_are_checked_one_by_one_and_give_what_the_whole_gives() -> None:
    text = "We failed to check it. The pod failed to start.\n\n- Nobody ever reads it!\n- e.g. Sam forgot to look."
    whole = checker().check(text, Stage.TIMELINE)
    spans = checker().sentences(text)
    each = [
        one.moved(span.start)
        for span in spans
        for one in checker().check_sentence(text[span.start : span.end], Stage.TIMELINE)
    ]
    assert tuple(each) == whole
    assert [words(text, one) for one in whole] == ["failed to", "Nobody ever reads", "forgot"]
    assert [text[span.start : span.end] for span in spans][:2] == ["We failed to check it.", "The pod failed to start."]


def test_a_wrapped_paragraph_is_read_across_its_lines() -> None:
    text = "At ten past two, when the queue had already grown to a thousand, we should have\nasked   the vendor."
    (one,) = checker().check(text, Stage.TIMELINE)
    assert words(text, one) == "should have\nasked"


def test_rules_that_speak_once_do() -> None:
    text = "The root cause was a full disk. The real cause was a stale lock."
    assert [one.rule for one in checker().check(text, Stage.SUMMARY)] == ["BW12"]
    assert checker().check("## The root cause was found", Stage.SUMMARY) == ()


def test_names_and_outages_are_told_where_a_report_leaves() -> None:
    text = "Quillon wrote to jo@example.org during the partial outage."
    told = found(text, Stage.PUBLISH, ROSTER)
    assert [(one.rule, words(text, one)) for one in told] == [
        ("BW16", "Quillon"),
        ("BW16", "jo@example.org"),
        ("BW17", "partial outage"),
    ]
    assert "BW16" not in {one.rule for one in found(text, Stage.SUMMARY, ROSTER)}


def test_offsets_are_right_after_emoji_and_combining_marks() -> None:
    text = "🚨 e\u0301té 👩‍🚒: we failed to check it."
    (one,) = checker().check(text, Stage.TIMELINE)
    assert words(text, one) == "failed to"
    offsets = Utf16Offsets(text)
    units = text.encode("utf-16-le")
    start, end = offsets.units(one.span.start), offsets.units(one.span.end)
    assert units[2 * start : 2 * end].decode("utf-16-le") == "failed to"
    assert (offsets.points(start), offsets.points(end)) == (one.span.start, one.span.end)
    assert offsets.points(1) == 0


@given(st.text())
def test_offsets_go_there_and_back(text: str) -> None:
    offsets = Utf16Offsets(text)
    assert offsets.units(len(text)) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert all(offsets.points(offsets.units(at)) == at for at in range(len(text) + 1))


def test_only_the_paragraph_around_an_edit_is_checked_again() -> None:
    text = "One.\n\nTwo two.\nTwo more.\n\nThree."
    assert paragraph_around(text, 8, 9) == Span(6, 24)
    assert paragraph_around(text, 0, 0) == Span(0, 4)
    assert paragraph_around(text, len(text), len(text)) == Span(26, len(text))
    assert paragraph_around(f"```\n{text}", 8, 9) == Span(0, len(text) + 4)


PIECES = ("we", "failed to", "should have", "Why did you", "nobody", "Sam", "@x", "!!", "the", "of", "improve", "so")
SIGNS = ("root cause was", ".", ",", "-", "#", "(", ")", "`", "“", '"', "'", "🚨", "İ", "ß")
pieces = st.sampled_from([*(f"{one} " for one in PIECES + SIGNS), "\n", "\x00", "\ud800", "\u202e", "\u2028", "\t"])


@given(st.one_of(st.text(), st.lists(pieces, max_size=60).map("".join)), st.sampled_from(Stage))
def test_any_text_gives_findings_or_none(text: str, stage: Stage) -> None:
    for one in check(text, stage, ROSTER, book()):
        assert 0 <= one.sentence.start <= one.span.start < one.span.end <= one.sentence.end <= len(text)
        assert one.sentence.start <= one.replaced.start <= one.replaced.end <= one.sentence.end
        assert len(words(text, one).split()) <= MOST_WORDS


@pytest.mark.parametrize(
    "word", ["x", "\u0301", "we failed to ", '"', "!!", "a-", "/a", "~~~\n", "\ud83d", "שלום ", "🚨"]
)
def test_ten_megabytes_of_anything_give_an_answer(word: str) -> None:
    size = 10_000_000 if word == "x" else 500_000
    text = (word * size)[:size]
    assert isinstance(checker().check(text, Stage.TIMELINE), tuple)
