"""A delivery as a request to be sent anew: nothing in it that whoever sends it makes by himself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kartra.inspecting.hexdump import is_readable
from kartra.pasted import sent_by
from privacy import MASK
from store.inbox import Line, Whole

PLACEHOLDER = "YOUR-SECRET"
"""What stands for the secret segment of a bin, which is never kept with a delivery."""
_OURS = frozenset({
    "host", "content-length", "connection", "transfer-encoding", "accept-encoding", "user-agent", "accept",
    "expect",
})  # fmt: skip
"""Headers that whoever sends it anew makes anew."""
# RFC 9110, section 5: a stranger's import may hold names that no client sends, and some read as a file.
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_IN_PATH = "/:@!$&'()*+,;=~"
_IN_QUERY = "".join(chr(one) for one in range(0x21, 0x7F) if chr(one) != "#")


@dataclass(frozen=True, slots=True)
class AsRequest:
    """What is to be sent."""

    method: str
    origin: str
    target: str
    """Path and query string, in characters that an address may have."""
    headers: tuple[tuple[str, bytes], ...]
    body: bytes
    remarks: tuple[str, ...]
    """What the reader has to know; nothing in them was written by a stranger."""

    @property
    def url(self) -> str:
        return self.origin + self.target

    @property
    def text(self) -> str | None:
        """The body, when it is text."""
        return self.body.decode() if is_readable(self.body) else None

    @property
    def is_typed(self) -> bool:
        """Whether it says what its body is."""
        return any(name.lower() == "content-type" for name, _ in self.headers)

    @property
    def has_dots(self) -> bool:
        """Whether clients would shorten its path: `/a/../b` to `/b`."""
        return bool({".", ".."} & set(self.target.partition("?")[0].split("/")))


def as_request(whole: Whole, address: str, *, has_secret: bool) -> AsRequest:
    """The request to the server at that address; masked headers are left out."""
    line = whole.line
    path, remarks = line.path, []
    if has_secret and (path + "/").startswith(f"/in/{line.bin}/"):
        path = path.replace(f"/in/{line.bin}", f"/in/{line.bin}/{PLACEHOLDER}", 1)
        remarks.append(f"Put the secret of the bin in the place of {PLACEHOLDER}.")
    wanted = [pair for pair in whole.headers if pair[0].lower() not in _OURS and pair[1] != MASK]
    headers = tuple((name, _bytes(value)) for name, value in wanted if _can_be_sent(name, value))
    if len(headers) < len(wanted):
        remarks.append(f"{left_out(len(wanted) - len(headers))}: HTTP has no such names or values.")
    server = urlsplit(address)
    origin, target = f"{server.scheme}://{server.netloc}", server.path + _target(path, line)
    return AsRequest(sent_by(line.method), origin, target, headers, whole.body, tuple(remarks))


def left_out(count: int) -> str:
    """How many headers are missing, in words."""
    return "1 header is left out" if count == 1 else f"{count} headers are left out"


def _target(path: str, line: Line) -> str:
    query = f"?{quote(_bytes(line.query), safe=_IN_QUERY)}" if line.query else ""
    return quote(path, safe=_IN_PATH, errors="replace") + query


def _can_be_sent(name: str, value: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _CONTROL.search(value)


def _bytes(text: str) -> bytes:
    """The bytes that came: each is kept as one character; what was imported may have others."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode(errors="replace")
