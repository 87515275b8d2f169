"""The inbox page: what arrived is listed, found, opened, marked and taken along."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kartra.rows import rows_of
from store import Arrival, Kept, connect
from store.bins import Bin, SavedBin, bins
from store.inbox import one
from store.marks import Marked

PAGES = Path(__file__).parents[2] / "pages"
NOW = 1_790_000_000_000


def body(number: int, action: str = "assign_tag") -> bytes:
    return json.dumps(
        {
            "lead": {"id": str(number), "email": f"p{number}@example.com", "first_name": "Maria"},
            "action": action,
            "action_details": {"tag": {"tag_id": "1", "tag_name": f"Tag {number}"}},
        }
    ).encode()


def arrive(*bodies: bytes, bin_name: str = "kartra") -> list[int]:
    kept = [
        connect().write(Arrival(bin_name, NOW + at, one, path=f"/in/{bin_name}", rows=rows_of(one))).result()
        for at, one in enumerate(bodies)
    ]
    return [one.id for one in kept if isinstance(one, Kept)]


def inbox(**link: str) -> AppTest:
    page = AppTest.from_file(str(PAGES / "navigation.py"), default_timeout=30).run()
    page.switch_page("inbox.py")
    for name, value in link.items():
        page.query_params[name] = value
    return page.run()


def listed(page: AppTest) -> list[int]:
    return list(page.dataframe[0].value["#"]) if page.dataframe else []


def texts(page: AppTest) -> str:
    return " ".join(
        str(element.value)
        for element in (*page.markdown, *page.info, *page.warning, *page.caption, *page.text)
    )


def test_an_empty_inbox_says_how_to_fill_it() -> None:
    page = inbox()
    assert not page.exception
    assert any("curl -X POST" in code.value for code in page.code)


def test_the_newest_stands_first() -> None:
    arrive(body(1), body(2), b"nonsense")
    page = inbox()
    assert not page.exception
    assert listed(page) == [3, 2, 1]
    row = page.dataframe[0].value.iloc[1]
    assert (row["What"], row["Lead"], row["About"]) == ("assign_tag", "Maria", "Tag 2")


def test_an_event_without_an_action_is_not_taken_for_an_ipn_post() -> None:
    arrive(b'{"lead": {"id": "10"}, "action_details": {"tag": {"tag_name": "VIP"}}}')
    assert inbox().dataframe[0].value["What"][0] == "event without action"


def test_a_search_narrows_the_list_and_says_what_it_could_not_use() -> None:
    arrive(body(1), body(2, "unassign_tag"))
    page = inbox()
    page.text_input(key="inbox.q").set_value("action:unassign_tag larger:huge").run()
    assert listed(page) == [2]
    assert "huge" in texts(page)
    page.text_input(key="inbox.q").set_value("nobody").run()
    assert "Nothing that was received fits" in texts(page)


def test_a_facet_joins_the_search() -> None:
    arrive(body(1), body(2, "unassign_tag"))
    page = inbox()
    page.button(key="inbox.facet.action:unassign_tag").click().run()
    assert page.text_input(key="inbox.q").value == "action:unassign_tag"
    assert listed(page) == [2]


def test_the_facet_of_an_odd_value_finds_just_that() -> None:
    arrive(*(body(n, action) for n, action in enumerate(("a:b c, d", "a:b c, d", 'x"y', "star*", "start"))))
    for action, ids in (("a:b c, d", [2, 1]), ('x""y', [3]), ("star*", [4])):
        page = inbox()
        page.button(key=f'inbox.facet.action:"{action}"').click().run()
        assert listed(page) == ids


def test_the_facet_of_a_long_value_is_shown_shortened() -> None:
    arrive(body(1), body(2, "a" * 500))
    page = inbox()
    (facet,) = (one for one in page.button if str(one.key).startswith("inbox.facet.action:aaa"))
    assert len(facet.label) < 120
    facet.click().run()
    assert listed(page) == [2]


def test_findings_are_facets() -> None:
    arrive(body(1), body(2, "unheard_of"))
    page = inbox()
    codes = [str(button.key) for button in page.button if str(button.key).startswith("inbox.facet.finding:")]
    assert codes
    page.button(key=codes[0]).click().run()
    assert listed(page)


def test_a_facet_is_offered_beside_a_term_that_merely_looks_like_it() -> None:
    arrive(body(1), body(2, "unassign_tag"))
    page = inbox()
    page.text_input(key="inbox.q").set_value("action:unassign_tag*,assign_tag").run()
    facets = [str(button.key) for button in page.button if str(button.key).startswith("inbox.facet.action")]
    assert sorted(facets) == ["inbox.facet.action:assign_tag", "inbox.facet.action:unassign_tag"]


def test_nothing_in_a_strangers_action_is_markdown() -> None:
    arrive(body(1), body(2, "![i](https://evil.example/x.png) **b** :red[x] $x^2$"))
    page = inbox()
    (label,) = (button.label for button in page.button if "evil" in button.label)
    assert label == (
        r'action\:"\!\[i\]\(https:small[]\://evil\.example/x\.png\) \*\*b\*\* \:red\[x\] \$x\^2\$" :gray[1]'
    )


def test_what_could_not_be_used_of_a_search_is_said_to_the_letter() -> None:
    page = inbox()
    page.text_input(key="inbox.q").set_value("larger:![i](https://evil.example/x.png)").run()
    assert r"\!\[i\]" in page.warning[0].value


def test_a_search_that_is_not_understood_is_not_taken_along() -> None:
    arrive(body(1))
    page = inbox()
    page.text_input(key="inbox.q").set_value("before:2026-13-01").run()
    assert page.button(key="inbox.export.refused").disabled
    assert not [button for button in page.button if button.key == "inbox.export.make"]


def test_long_lists_are_paged_both_ways() -> None:
    arrive(*(body(n) for n in range(1, 62)))
    page = inbox()
    assert listed(page)[0::49] == [61, 12]
    page.button(key="inbox.older").click().run()
    assert listed(page) == list(range(11, 0, -1))
    page.button(key="inbox.newer").click().run()
    assert listed(page)[0] == 61


def test_paused_the_list_stands_still_and_counts_what_is_new() -> None:
    arrive(body(1))
    page = inbox()
    page.toggle(key="inbox.live").set_value(False).run()
    arrive(body(2), body(3))
    page.run()
    assert listed(page) == [1]
    assert page.button(key="inbox.new").label == "2 new"
    page.button(key="inbox.new").click().run()
    assert listed(page) == [3, 2, 1]


def test_a_search_while_paused_goes_on_counting() -> None:
    arrive(body(1))
    page = inbox()
    page.toggle(key="inbox.live").set_value(False).run()
    page.text_input(key="inbox.q").set_value("action:unassign_tag").run()
    arrive(body(2, "unassign_tag"), body(3, "unassign_tag"), body(4))
    page.run()
    assert listed(page) == []
    assert page.button(key="inbox.new").label == "2 new"


@pytest.mark.parametrize(
    "sent", [body(1), b"nonsense", b"", b"\xff\x00\x01", b'{"lead": {}, "action": "x",}']
)
def test_any_delivery_opens_by_its_link(sent: bytes) -> None:
    (id_,) = arrive(sent)
    page = inbox(delivery=str(id_))
    assert not page.exception
    assert f"**{id_}**" in texts(page)


def test_a_link_to_what_is_gone_says_so() -> None:
    page = inbox(delivery="99")
    assert not page.exception
    assert "retention has removed it" in texts(page)


def test_a_repetition_names_the_first() -> None:
    arrive(body(1), body(1))
    assert "The same content came as delivery 1" in texts(inbox(delivery="2"))


def compared(before: bytes, after: bytes) -> AppTest:
    number, id_ = arrive(before, after)
    page = inbox(delivery=str(id_))
    page.session_state["inbox.tabs"] = "Compare"
    page.run()
    page.number_input(key=f"inbox.with.{id_}").set_value(number).run()
    assert not page.exception
    return page


def test_two_packed_deliveries_are_compared_by_what_is_in_them() -> None:
    page = compared(gzip.compress(body(1)), gzip.compress(body(1, "unassign_tag")))
    assert "1 difference, from 1 to 2" in texts(page)
    (found,) = [one.value for one in page.dataframe if "Where" in one.value]
    assert list(found.iloc[0]) == ["action", "changed", '"assign_tag"', '"unassign_tag"']


def test_a_comparison_that_is_coarse_says_so() -> None:
    one, other = b"a\nb\nc\n" * 2_000, b"c\na\nd\n" * 2_000
    assert "may hold lines that are the same" in texts(compared(one, other))


def test_marks_are_shown_and_a_pin_is_kept() -> None:
    arrive(body(1))
    connect().write(Marked(1, note="ask them", tags=("odd",))).result()
    page = inbox(delivery="1")
    assert "ask them" in texts(page)
    page.button(key="inbox.pin").click().run()
    with connect().reading() as connection:
        found = one(connection, 1)
    assert found
    assert found.line.pinned


def test_a_note_is_shown_to_the_letter() -> None:
    arrive(body(1))
    note = "# first\n  *second* :red[third]\n\n![x](http://127.0.0.1/x)"
    connect().write(Marked(1, note=note)).result()
    page = inbox(delivery="1")
    assert note in [element.value for element in page.text]
    assert not any("first" in element.value for element in (*page.markdown, *page.info))


def test_leafing_leaves_no_other_number_in_the_drawer() -> None:
    arrive(body(1), body(2), body(3))
    page = inbox(delivery="3")
    (drawer,) = page.get("dialog")
    page.button(key="inbox.down").click().run()
    assert "**2**" in texts(page)
    assert "3" not in str(drawer.proto.dialog.title)


def test_the_secret_of_a_bin_is_never_shown() -> None:
    connect().write(SavedBin(Bin("shop", secret="hush-hush"))).result()
    page = inbox()
    page.selectbox(key="inbox.bin").set_value("shop").run()
    assert not page.exception
    assert "hush-hush" not in str(page.main)
    assert any(code.value.endswith("/in/shop/<secret>") for code in page.code)


def test_the_code_of_a_bin_with_a_secret_says_where_it_goes() -> None:
    connect().write(SavedBin(Bin("shop", secret="hush-hush"))).result()
    arrive(body(1), bin_name="shop")
    page = inbox(delivery="1")
    assert any("/in/shop/YOUR-SECRET" in code.value for code in page.code)
    assert "hush-hush" not in str(page.main)


def test_a_bin_is_made_on_the_page() -> None:
    page = inbox()
    page.text_input(key="inbox.new_bin.name").set_value("staging")
    page.button(key="inbox.new_bin.make").click().run()
    assert not page.exception
    with connect().reading() as connection:
        assert "staging" in bins(connection)


@pytest.mark.parametrize("kind", ["JSON lines", "CSV", "HAR", "Page"])
def test_what_the_search_shows_can_be_taken_along(kind: str) -> None:
    arrive(body(1), b"nonsense", b"\xff\x00")
    page = inbox()
    page.segmented_control(key="inbox.export.kind").set_value(kind).run()
    page.button(key="inbox.export.make").click().run()
    assert not page.exception
    assert "**3 deliveries.** Replaced by tokens" in texts(page)
