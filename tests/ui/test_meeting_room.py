"""The state of a meeting is what the library holds, read once after each change."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from memory_library import MemoryLibrary
from payment_story import story

from pmdesk.editing.ports import KnownError
from pmdesk.ui.context import Context
from pmdesk.ui.meeting_room import MeetingRoom


@pytest.fixture
def reads(memory: MemoryLibrary, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the reviews whose meeting was read from the library."""
    memory.reviews["r42"] = story()
    found: list[str] = []
    meeting = memory.meeting

    def counted(review: str) -> Mapping[str, object]:
        found.append(review)
        return meeting(review)

    monkeypatch.setattr(memory, "meeting", counted)
    return found


def test_many_who_ask_read_the_library_once(ctx: Context, memory: MemoryLibrary, reads: list[str]) -> None:
    room = MeetingRoom(memory, ctx.bridge, read_only=False)
    seen: list[object] = []
    for _ in range(5):
        room.changed.connect(lambda review: seen.append(room.state(review)["here"]))
    assert room.put("r42", here=["p"], asked=None)
    reads.clear()
    assert room.put("r42", here=["p", "q"])
    assert seen == [["p"]] * 5 + [["p", "q"]] * 5
    assert reads == ["r42"]
    assert room.state("") == {}


def test_what_could_not_be_kept_is_not_the_state(
    ctx: Context, memory: MemoryLibrary, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = MeetingRoom(memory, ctx.bridge, read_only=False)
    assert room.put("r42", here=["p"])

    def full(_review: str, _state: Mapping[str, object]) -> None:
        raise KnownError("storage.disk_full", name="x", path="x")

    monkeypatch.setattr(memory, "keep_meeting", full)
    assert not room.put("r42", here=["q"])
    assert room.state("r42") == {"here": ["p"]}
    assert reads


def test_a_window_that_only_reads_sees_what_the_other_one_keeps(
    ctx: Context, memory: MemoryLibrary, reads: list[str]
) -> None:
    room = MeetingRoom(memory, ctx.bridge, read_only=True)
    assert room.state("r42") == {}
    memory.keep_meeting("r42", {"here": ["p"]})
    assert room.state("r42") == {"here": ["p"]}
    assert not room.put("r42", here=[])
    assert reads
