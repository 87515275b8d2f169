"""What is sent again is what was received, in its order."""

from __future__ import annotations

import json

from kartra.generation import Unfit, callback
from kartra.pasted import arrival
from kartra.reading import read
from kartra.sending.planned import of_attempt, of_callbacks, of_deliveries, repeated
from store import Arrival, connect
from store.attempts import Attempt, AttemptWhole, attempt_whole
from store.inbox import Whole, one

URL = "http://shop.example/in"


def stored(*bodies: bytes, **facts: object) -> list[Whole]:
    store = connect()
    headers = json.dumps([["content-type", "application/json"], ["host", "old"], ["x-own", "1"]])
    ids = [
        store.write(
            Arrival(bin="kartra", received_at=1_000 * (9 - n), body=body, **{"headers": headers, **facts})
        ).result()
        for n, body in enumerate(bodies)
    ]
    with store.reading() as connection:
        return [one(connection, kept.id) for kept in ids]


def test_deliveries_go_in_the_order_of_arrival_with_their_own_headers_and_bytes() -> None:
    plan = of_deliveries(stored(b'{"a": 2}', b"not json \xff"), URL)
    assert [each.outgoing.body for each in plan] == [b"not json \xff", b'{"a": 2}']
    assert plan[0].outgoing.headers == (
        ("content-type", "application/json"),
        ("x-own", "1"),
        ("x-funnelscope-replay-of", "2"),
    )
    assert [(each.delivery_id, each.trigger) for each in plan] == [(2, "replay"), (1, "replay")]


def test_an_edit_changes_what_is_sent_and_not_what_is_kept() -> None:
    [whole] = stored(b'{"lead": {"email": "a@b.c"}}')
    [planned] = of_deliveries([whole], URL, ["lead.email=x@y.z"])
    assert planned.outgoing.body == b'{"lead": {"email": "x@y.z"}}'
    assert planned.trigger == "replay edited"
    with connect().reading() as connection:
        assert one(connection, whole.line.id).body == b'{"lead": {"email": "a@b.c"}}'


def test_an_edit_that_does_not_fit_names_the_delivery() -> None:
    told = of_deliveries(stored(b"plain text"), URL, ["a=1"])
    assert isinstance(told, Unfit) and "delivery 1 can not be edited so" in told.reason


def test_a_header_that_is_given_takes_the_place_of_the_delivery_s_own() -> None:
    [planned] = of_deliveries(stored(b"x"), URL, (), (("X-Own", "2"),))
    assert [value for name, value in planned.outgoing.headers if name.lower() == "x-own"] == ["2"]


def test_what_was_pasted_is_posted() -> None:
    connect().write(arrival(b"{}", read(b"{}"), "kartra", 1)).result()
    with connect().reading() as connection:
        [planned] = of_deliveries([one(connection, 1)], URL)
    assert (planned.outgoing.method, planned.outgoing.body) == ("POST", b"{}")


def test_method_and_query_go_along() -> None:
    [planned] = of_deliveries(stored(b"", method="GET", query="order=5&x=%20"), f"{URL}?key=1")
    assert (planned.outgoing.method, planned.outgoing.url) == ("GET", f"{URL}?key=1&order=5&x=%20")


def test_what_was_masked_in_a_query_has_to_be_given_anew() -> None:
    [whole] = stored(b"x", query="api_key=REDACTED&order=5")
    told = of_deliveries([whole], URL)
    assert isinstance(told, Unfit) and "'api_key' was masked" in told.reason
    assert not isinstance(of_deliveries([whole], ""), Unfit)
    [planned] = of_deliveries([whole], f"{URL}?api_key=real")
    assert planned.outgoing.url == f"{URL}?api_key=real&order=5"


def test_rounds_keep_their_distances() -> None:
    plan = repeated(of_deliveries(stored(b"1", b"2", b"3"), URL), 2)
    assert [each.at - plan[0].at for each in plan] == [0, 1_000, 2_000, 3_000, 4_000, 5_000]
    assert repeated((), 5) == ()


def test_callbacks_carry_their_content_type_unless_another_is_given() -> None:
    made = [callback("buy_product", 1, at=0), callback("ipn:sale", 1, at=0)]
    types = [dict(each.outgoing.headers)["content-type"] for each in of_callbacks(made, URL)]
    assert types == ["application/json", "application/x-www-form-urlencoded"]
    given = of_callbacks(made, URL, "story", (("Content-Type", "text/plain"),))
    assert given[0].outgoing.headers == (("Content-Type", "text/plain"),)
    assert given[1].trigger == "story: ipn:sale"


def test_an_attempt_is_repeated_with_its_lineage() -> None:
    store = connect()
    attempt = Attempt("b", "replay", 5, URL, b"x", delivery_id=7, headers='[["x-own","1"],["host","h"]]')
    id_ = store.write(attempt).result()
    with store.reading() as connection:
        whole = attempt_whole(connection, id_)
    planned = of_attempt(whole)
    assert (planned.parent_id, planned.delivery_id, planned.outgoing.url) == (id_, 7, URL)
    assert planned.outgoing.headers == (("x-own", "1"),)
    assert of_attempt(whole, "http://other.example/").outgoing.url == "http://other.example/"


def test_an_attempt_takes_edits_and_headers_like_a_delivery() -> None:
    whole = attempted(URL, b'{"a": 1.10, "b": "x"}', '[["x-own","1"],["content-type","application/json"]]')
    planned = of_attempt(whole, "", ["b=y"], (("X-Own", "2"),))
    assert planned.outgoing.body == b'{"a": 1.10, "b": "y"}'
    assert planned.outgoing.headers == (("content-type", "application/json"), ("X-Own", "2"))
    assert isinstance(of_attempt(whole, "", ["b.c=y"]), Unfit)


def test_an_attempt_whose_address_was_masked_is_not_sent_to_the_mask() -> None:
    whole = attempted(f"{URL}?key=REDACTED", b"x", "[]")
    told = of_attempt(whole)
    assert isinstance(told, Unfit) and "masked" in told.reason
    assert of_attempt(whole, f"{URL}?key=real").outgoing.url == f"{URL}?key=real"


def attempted(url: str, body: bytes, headers: str) -> AttemptWhole:
    store = connect()
    id_ = store.write(Attempt("b", "replay", 5, url, body, headers=headers)).result()
    with store.reading() as connection:
        whole = attempt_whole(connection, id_)
    assert whole
    return whole
