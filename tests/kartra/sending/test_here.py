"""The server's own bins may always be sent to; other doors of its machine only while it is alone there."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from kartra.sending import Outcome, Outgoing, Reach, Sender
from kartra.sending.here import Here, here, listens
from kartra.sending.target import Target, target
from tests.kartra.sending.servers import Shop, shop

CLOSED = Reach(loopback=False)


@pytest.fixture
def there() -> Iterator[Shop]:
    """A server that takes itself for this one, listening on every address."""
    before = here()
    with shop() as opened:
        listens("0.0.0.0", opened.port)
        yield opened
    listens(before.address, before.port)


def sent(url: str) -> Outcome:
    return asyncio.run(Sender(CLOSED).send(Outgoing(url, b"{}")))


@pytest.mark.parametrize(
    ("address", "alone"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("", False), ("::", False)],
)
def test_it_is_alone_on_loopback_only(address: str, alone: bool) -> None:
    assert Here(address).is_alone is alone


def test_its_own_bin_is_sent_to(there: Shop) -> None:
    assert sent(f"{there.url}/in/kartra").verdict == "accepted"


def test_its_other_doors_are_not(there: Shop) -> None:
    for path in ("/", "/api/reset", "/inbox", "/IN/kartra"):
        assert sent(there.url + path).refused
    assert not there.received


def test_a_bin_below_the_path_of_the_dashboard_is_its_own(there: Shop) -> None:
    listens("0.0.0.0", urlsplit(there.url).port or 0, "/tools")
    assert sent(f"{there.url}/tools/in/kartra").verdict == "accepted"
    assert sent(f"{there.url}/other/in/kartra").refused


def test_other_ports_are_not(there: Shop) -> None:
    with shop() as other:
        assert sent(f"{other.url}/in/kartra").refused


def test_an_address_of_another_machine_is_not_its_own() -> None:
    place = target("http://shop.example:8501/in/kartra")
    assert isinstance(place, Target)
    assert not Here("", 8501).has(place, "192.0.2.77")
    assert not Here("", 8501).has(place, "10.255.254.253")


def test_an_address_of_this_machine_is() -> None:
    place = target("http://shop.example:8501/in/kartra")
    assert isinstance(place, Target)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("192.0.2.1", 9))
        assert Here("", 8501).has(place, one.getsockname()[0])
