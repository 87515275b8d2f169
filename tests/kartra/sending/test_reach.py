"""One test for each way in which an address may be refused."""

from __future__ import annotations

import pytest

from kartra.sending.reach import Reach

CLOSED = Reach(loopback=False)
OPEN = Reach(loopback=True)

PRIVATE = ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.5", "100.64.0.1", "198.18.0.1"]
LINK_LOCAL = ["169.254.1.1", "fe80::1", "fe80::1%eth0"]
RESERVED = ["0.0.0.0", "0.1.2.3", "192.0.2.1", "198.51.100.7", "203.0.113.9", "240.0.0.1", "255.255.255.255"]
RESERVED += ["::", "2001:db8::1", "3fff::1", "5f00::1", "192.88.99.1"]
MULTICAST = ["224.0.0.1", "239.255.255.250", "ff02::1"]
UNIQUE_LOCAL = ["fc00::1", "fd12:3456::1", "fec0::1"]
METADATA = [
    "169.254.169.254",
    "169.254.170.2",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "fd00:ec2::254",
]
WRAPPED = ["::ffff:10.0.0.1", "::ffff:a00:1", "2002:a00:1::1", "64:ff9b::a00:1", "::10.0.0.1",
           "2001:0:4136:e378:8000:63bf:f5ff:fffe", "::ffff:0:10.0.0.1", "2600::5efe:10.0.0.1",
           "2600::200:5efe:10.0.0.1"]  # fmt: skip
PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("address", PRIVATE + LINK_LOCAL + RESERVED + MULTICAST + UNIQUE_LOCAL)
@pytest.mark.parametrize("reach", [CLOSED, OPEN], ids=["served", "local"])
def test_what_is_not_public_is_refused_with_a_reason(reach: Reach, address: str) -> None:
    assert "shop.example" in reach.refusal("shop.example", address)


@pytest.mark.parametrize("address", WRAPPED)
def test_a_private_address_inside_an_ipv6_address_is_refused(address: str) -> None:
    assert "private" in OPEN.refusal("shop.example", address)


@pytest.mark.parametrize("address", [*METADATA, "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"])
def test_no_allow_list_opens_where_a_cloud_keeps_its_credentials(address: str) -> None:
    reach = Reach(True, ("0.0.0.0/0", "::/0", "metadata.internal"))
    assert "credentials" in reach.refusal("metadata.internal", address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_reached_only_when_the_server_is_on_loopback(address: str) -> None:
    assert OPEN.refusal("localhost", address) == ""
    assert "this machine" in CLOSED.refusal("localhost", address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_reached(address: str) -> None:
    assert CLOSED.refusal("shop.example", address) == ""


@pytest.mark.parametrize("allowed", ["10.0.0.0/8", "10.1.2.3", "hooks.internal"])
def test_the_allow_list_opens_a_host_an_address_or_a_network(allowed: str) -> None:
    assert Reach(False, (allowed,)).refusal("hooks.internal", "10.1.2.3") == ""
    assert Reach(False, (allowed,)).refusal("other.internal", "192.168.0.1") != ""


def test_the_allow_list_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNNELSCOPE_ALLOW", " 10.0.0.0/8 , Hooks.Internal,not/a/network ")
    reach = Reach.of_environment(loopback=False)
    assert reach.refusal("a.example", "10.9.9.9") == ""
    assert reach.refusal("hooks.internal", "192.168.0.1") == ""


def test_what_is_no_address_is_refused() -> None:
    assert OPEN.refusal("shop.example", "not an address")
