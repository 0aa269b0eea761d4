"""A sender is who spoke to our proxies, however the address is written and whatever is invented."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from core.routing.senders import address_of, network_of

PROXY = "10.0.0.1"


def request_from(address: str, told: str | None = None) -> HttpRequest:
    headers = {} if told is None else {"X-Forwarded-For": told}
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.fixture(params=[1, 2])
def proxies(request: pytest.FixtureRequest, settings: object) -> int:
    settings.TRUSTED_PROXY_COUNT = request.param  # type: ignore[attr-defined]
    return int(request.param)


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("[192.0.2.7]:51234", PROXY),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("[::FFFF:192.0.2.7]:51234", "192.0.2.7"),
        ("2001:DB8:1:2::7", "2001:db8:1:2::7"),
        ("2001:db8:1:2:0:0:0:7", "2001:db8:1:2::7"),
        ("[2001:db8:1:2::7]", "2001:db8:1:2::7"),
        ("[2001:db8:1:2::7]:443", "2001:db8:1:2::7"),
        ("fe80::1%eth0", "fe80::1"),
        ("fe80::1%eth1", "fe80::1"),
        ("unknown", PROXY),
        ("_hidden", PROXY),
        ("", PROXY),
        ("192.0.2", PROXY),
        ("192.0.2.007", PROXY),
        ("192.0.2.7:", PROXY),
        ("192.0.2.7:http", PROXY),
        ("192.0.2.7:512345", PROXY),
        ("[2001:db8::7", PROXY),
        ("for=192.0.2.7", PROXY),
        ("192.0.2.7\t192.0.2.8", PROXY),
        ("١٩٢.0.2.7", PROXY),
        ("1" * 10_000, PROXY),
    ],
)
def test_an_address_is_read_strictly_and_without_its_port(
    told: str, address: str, proxies: int
) -> None:
    outer = ", 10.0.0.2" * (proxies - 1)
    assert address_of(request_from(PROXY, f"203.0.113.9, {told}{outer}")) == address


@pytest.mark.parametrize("invented", ["1.2.3.4", "1.2.3.4, 5.6.7.8", ",,", "[", "\x00"])
def test_what_the_client_wrote_changes_nothing(invented: str, proxies: int) -> None:
    seen = ", ".join(["192.0.2.7", "10.0.0.2"][:proxies])
    assert address_of(request_from(PROXY, f"{invented}, {seen}")) == "192.0.2.7"


def test_who_comes_past_the_proxies_is_known_by_the_own_address(proxies: int) -> None:
    told = "1.2.3.4" if proxies == 2 else None
    assert address_of(request_from("192.0.2.7", told)) == "192.0.2.7"


@pytest.mark.parametrize("told", ["1.2.3.4", "1.2.3.4, 5.6.7.8", "[2001:db8::7]:443"])
def test_without_a_trusted_proxy_only_the_connection_counts(told: str) -> None:
    assert address_of(request_from("192.0.2.7", told)) == "192.0.2.7"


def test_machines_of_one_ipv6_network_are_one_sender() -> None:
    here = network_of(request_from("2001:db8:1:2::7"))
    assert here == network_of(request_from("2001:db8:1:2:ffff::1")) == "2001:db8:1:2::/64"
    assert here != network_of(request_from("2001:db8:1:3::7"))


@pytest.mark.parametrize("address", ["", "unix:", "\x00", "999.1.1.1"])
def test_a_strange_address_is_a_sender_like_any_other(address: str) -> None:
    assert network_of(request_from(address)) == address
