"""cURL commands as people and browsers write them."""

from __future__ import annotations

import pytest

from konnektive.audit import read
from konnektive.audit.call import Call

URL = "https://api.konnektive.com/leads/import/"


def only(text: str) -> Call:
    recording = read(text.encode())
    assert recording.kind == "cURL commands"
    (call,) = recording.calls
    return call


@pytest.mark.parametrize(
    "command",
    [
        f"curl '{URL}' -d 'firstName=Ann+Lee&city=N%C3%AEmes'",
        f'curl -X POST "{URL}" --data "firstName=Ann%20Lee" --data city=Nîmes',
        f"curl -sS {URL} -d firstName='Ann Lee' -d city=$'N\\u00eemes'",
        f"curl -XPOST {URL} \\\n  --data-urlencode 'firstName=Ann Lee' \\\n  --data-urlencode city=Nîmes",
        f"curl {URL} -F 'firstName=Ann Lee' -F city=Nîmes;type=text/plain",
        f"curl -G {URL} --data-urlencode 'firstName=Ann Lee' -d city=N%C3%AEmes",
        f"curl --get --url '{URL}' -d 'firstName=Ann%20Lee&city=N%C3%AEmes'",
        f"curl '{URL}?firstName=Ann%20Lee&city=N%C3%AEmes' --compressed -o /dev/null | jq .",
        f"$ curl -ku me:secret -b 'a=b' -H 'X: y' {URL} --data-raw 'firstName=Ann Lee&city=Nîmes' && echo",
        f'curl.exe "{URL}" ^\n  -H "accept: */*" ^\n  --data-raw "firstName=Ann Lee&city=Nîmes"',
        f'curl ^"{URL}^" ^\n  --data-raw ^"firstName=Ann^%^20Lee^&city=N^%^C3^%^AEmes^"',
        f"curl.exe '{URL}' `\n  --data-raw 'firstName=Ann Lee&city=Nîmes'",
        f"# the lead\n\ncurl {URL} --json '{{}}' --next {URL} -d 'firstName=Ann Lee' -d 'city=Nîmes' # done",
    ],
)
def test_a_command_is_read_as_what_it_sends(command: str) -> None:
    recording = read(command.encode())
    call = recording.calls[-1]
    assert (call.given("firstName"), call.given("city")) == ("Ann Lee", "Nîmes")
    assert not recording.problems


def test_several_commands_keep_their_order_and_other_lines_are_passed_over() -> None:
    text = (
        f"set -e\ncurl {URL} -d a=1\necho ok; curl {URL} -d a=2\n# curl {URL} -d a=3\nfoo\ncurl {URL} -d a=4"
    )
    assert [call.given("a") for call in read(text.encode()).calls] == ["1", "2", "4"]


def test_a_browsers_headers_tell_the_page() -> None:
    call = only(
        f"curl '{URL}' -H 'Origin: https://shop.example' -H 'content-type: application/json' -d '{{\"a\":1}}'"
    )
    assert call.page == "https://shop.example"
    assert call.json == {"a": "1"}
    assert only(f"curl {URL} -e https://shop.example/x -d a=1").page == "https://shop.example/x"
    assert not only(f"curl {URL} -H 'Origin: null' -d a=1").page


def test_a_body_in_another_file_is_named_and_not_held_against_the_call() -> None:
    recording = read(f"curl {URL} -d @lead.txt".encode())
    assert recording.calls[0].is_unread
    assert "lead.txt" in str(recording.problems[0])


@pytest.mark.parametrize("options", ["-X PUT -d a=1", "-I", "-X OPTIONS", "-T file", "-X DELETE"])
def test_other_methods_are_no_calls(options: str) -> None:
    recording = read(f"curl {URL} {options}".encode())
    assert not recording.calls
    assert recording.ignored == 1
