"""A request as a command line for bash and zsh: cURL and HTTPie, which read nothing but what stands there."""

from __future__ import annotations

import base64
import re
import shlex
from collections.abc import Sequence

from kartra.inspecting.as_request import AsRequest, left_out

_ARGUMENT = 100_000
"""Bytes; Linux refuses arguments of 128 KiB."""
# A terminal takes a pasted control character for a key.
_KEYS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\udc80-\udcff]")
_ESCAPED = re.compile(rf"{_KEYS.pattern}|['\\]")
_GLOBS = re.compile(r"[\[\]{}]")
_SEPARATORS = ":;=@"
_AMBIGUOUS = re.compile(rf"\\[{_SEPARATORS}]".encode())
_ENCODED = re.compile(r"""[\[\]{}|\\^`"<>]|%(?![0-9A-Fa-f]{2})""")


def curl(one: AsRequest) -> str:
    """The request with cURL."""
    bare_head = one.method == "HEAD" and not one.body
    words = ["curl", "--head" if bare_head else f"-X {shlex.quote(one.method)}"]
    words += ["--globoff"] if _GLOBS.search(one.target) else []
    words += ["--path-as-is"] if one.has_dots else []
    parts = [" ".join([*words, shlex.quote(one.url)])]
    parts += [f"-H {_quoted(_curl_header(name, value))}" for name, value in one.headers]
    if one.body and not one.is_typed:
        parts.append("-H content-type:")
    return _with_body(one, parts, "--data-raw ", "--data-binary @-", one.remarks)


def httpie(one: AsRequest) -> str:
    """The request with HTTPie; only a remark when HTTPie does not know the method."""
    if not (one.method.isascii() and one.method.isalpha()):
        return "# HTTPie takes methods of letters only: send this with another client.\n"
    headers = [(name, value) for name, value in one.headers if _can_be_item(name, value)]
    missing = len(one.headers) - len(headers)
    remarks = [*one.remarks]
    remarks += [f"{left_out(missing)}: HTTPie can not be told such."] if missing else []
    remarks += ["HTTPie percent-encodes some of this address."] if _ENCODED.search(one.target) else []
    words = ["http", "--path-as-is"] if one.has_dots else ["http"]
    parts = [" ".join([*words, shlex.quote(one.method), shlex.quote(one.url)])]
    parts += [_quoted(_httpie_item(name, value)) for name, value in headers]
    if one.body and not one.is_typed:
        parts.append("content-type:")
    return _with_body(one, parts, "--raw=", "", remarks, without="--ignore-stdin")


def _curl_header(name: str, value: bytes) -> bytes:
    return f"{name}: ".encode() + value if value else f"{name};".encode()


def _httpie_item(name: str, value: bytes) -> bytes:
    """One item; a separator that its value begins with would make it JSON, or name a file to be read."""
    if not value:
        return f"{name};".encode()
    return f"{name}:".encode() + (b"\\" if value[:1] in _SEPARATORS.encode() else b"") + value


def _can_be_item(name: str, value: bytes) -> bool:
    """Whether it is no option, and has no backslash that would be taken for an escape."""
    return not name.startswith("-") and not _AMBIGUOUS.search(value)


def _with_body(
    one: AsRequest, parts: Sequence[str], argument: str, piped: str, remarks: Sequence[str], without: str = ""
) -> str:
    """The command with its body as an argument, or from its input when it is long or no text."""
    text = one.text
    head = "".join(f"# {remark}\n" for remark in remarks)
    fed = [*parts, piped] if piped else [*parts]
    if one.body and (text is None or (len(one.body) > _ARGUMENT and _KEYS.search(text))):
        coded = base64.b64encode(one.body).decode()
        return f"{head}echo {coded} | base64 -d | " + " \\\n  ".join(fed)
    if len(one.body) > _ARGUMENT:
        head += "# The body is too long for an argument: the command reads it from the lines below it.\n"
        end = _end(text or "")
        command = " \\\n  ".join(fed)
        return f"{head}head -c {len(one.body)} <<'{end}' | {command}\n{text}\n{end}\n"
    first, *rest = parts
    if without:
        program, _, more = first.partition(" ")
        first = f"{program} {without} {more}"
    given = [f"{argument}{_quoted(one.body)}"] if one.body else []
    return head + " \\\n  ".join([first, *rest, *given])


def _end(text: str) -> str:
    """A line that the text does not have."""
    lines, end = set(text.split("\n")), "END"
    while end in lines:
        end += "_"
    return end


def _quoted(data: bytes) -> str:
    """One word, to the byte."""
    text = data.decode(errors="surrogateescape")
    if not _KEYS.search(text):
        return shlex.quote(text)
    return f"$'{_ESCAPED.sub(_escaped, text)}'"


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02x}" for byte in found[0].encode(errors="surrogateescape"))
