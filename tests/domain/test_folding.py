from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.domain.folding import fold

HARD = st.sampled_from(list("aéßŁæøĐŞıİй–’ｓ김が철日\u200b\u00ad\u0301\u0323\u3099\u1100\u1161\u11a8ﬁ½"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain", "plain"),
        ("José Łukasz Weiß Æsir Øre", "Jose Lukasz Weiss AEsir Ore"),
        ("Jo\u200bse\u0301", "Jose"),
        ("Ｓａｍ－Ｏ’Ｂ", "Sam-O'B"),
        ("Ёлкина й", "Елкина и"),
        ("김", "김"),
        (unicodedata.normalize("NFD", "김철수가 が"), "김철수가 が"),
        ("İı", "Ii"),
    ],
)
def test_what_folds_to_what(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(HARD | st.characters(exclude_categories=["Cs"])))
def test_folding_has_a_way_back(text: str) -> None:
    folded = fold(text)
    places = [folded.original(at, at)[0] for at in range(len(folded.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert len(folded.text.lower()) == len(folded.text)


@given(st.text(HARD, max_size=12), st.text(HARD, max_size=12))
def test_a_name_is_found_where_it_stands(before: str, after: str) -> None:
    text = f"{before} SAM {after}"
    folded = fold(text)
    at = folded.text.index("SAM")
    start, end = folded.original(at, at + 3)
    assert text[start:end] == "SAM"
