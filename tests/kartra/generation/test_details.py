"""A thing of one's own has one id, whenever it is named."""

from __future__ import annotations

from kartra.generation import Story
from kartra.generation.shop import THINGS

AT = 1_795_000_000_000


def tag(story: Story, name: str, action: str = "assign_tag") -> tuple[str, str]:
    told = story.event(action, AT, name=name).payload["action_details"]["tag"]
    return told["tag_id"], told["tag_name"]


def test_the_same_name_has_the_same_id_and_another_another() -> None:
    story = Story(1, AT)
    assert tag(story, "Gold") == tag(story, "Gold", "unassign_tag") == tag(Story(2, AT), "Gold")
    ids = {tag(story, f"Level {number}")[0] for number in range(200)}
    assert len(ids) == 200
    assert not ids & {str(number) for number, _ in THINGS["tag"]}


def test_a_thing_of_the_shop_keeps_its_id() -> None:
    assert tag(Story(1, AT), "Customer") == ("45", "Customer")


def test_a_list_and_a_tag_of_one_name_are_two_things() -> None:
    story = Story(1, AT)
    listed = story.event("list_subscription", AT, name="Gold").payload["action_details"]["list"]
    assert listed["list_id"] != tag(story, "Gold")[0]
