"""HTTP archives (HAR 1.2) of browsers, proxies, mitmproxy and Charles, streamed entry by entry."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any, BinaryIO
from urllib.parse import urlencode

from konnektive.audit.parameters import Pair
from konnektive.audit.paths import LAST_WORDS
from konnektive.audit.reading.collected import Collected, elapsed_of, moment_of
from konnektive.audit.reading.headers import header_pairs
from konnektive.audit.reading.json_stream import Broken, Stream, members
from konnektive.audit.reading.request import Request

_NEXT_ENTRY = re.compile(
    r'\{\s*"(?:startedDateTime|pageref|_initiator|_fromCache|_connectionId|_priority|connection|time|cache)"'
)
_REQUEST = re.compile(r'"request"\s*:\s*(?=\{)')
_STARTED = re.compile(r'"startedDateTime"\s*:\s*"([^"]*)"')
_CALL = re.compile(rf"(?:{'|'.join(LAST_WORDS)})(?:[/?#]|$)", re.IGNORECASE)


def read_har(source: BinaryIO, collected: Collected, encoding: str = "utf-8-sig") -> bool:
    """Take every entry; False when the file holds no entries at all, broken or not."""
    stream, found = Stream(source, encoding), False
    try:
        # Archives may follow one another: `cat *.har`.
        while stream.next() == "{":
            found = _entries_in(stream, collected, depth=0) or found
        if found and stream.next():
            collected.miss("", "", f"what follows entry {collected.entries} is no archive and is not read")
        return found
    except Broken as wrong:
        if collected.entries or collected.problems:
            collected.miss("", "", f"the file breaks off after entry {collected.entries}: {wrong}")
        return bool(collected.entries or collected.problems)


def _entries_in(stream: Stream, collected: Collected, depth: int) -> bool:
    """Find `log.entries`, whatever stands before it, and take them."""
    found = False
    for name in members(stream):
        if name == "entries" and stream.next() == "[":
            found = True
            _take_all(stream, collected)
        elif name == "log" and depth == 0 and stream.next() == "{":
            found = _entries_in(stream, collected, 1) or found
        else:
            stream.value()
    return found


def _take_all(stream: Stream, collected: Collected) -> None:
    stream.at += 1
    number = 0
    while (mark := stream.next()) != "]":
        if not mark:
            collected.miss("", "log.entries", f"the file ends after entry {number}; what follows is missing")
            return
        number += 1
        try:
            entry = stream.value()
        except Broken as wrong:
            _take_broken(stream, number, str(wrong), collected)
            continue
        read_entry(entry, number, collected)
    stream.at += 1


def _take_broken(stream: Stream, number: int, reason: str, collected: Collected) -> None:
    """Take the request of an entry that breaks off, if that much is whole, and find the next entry."""
    following = _NEXT_ENTRY.search(stream.text, stream.at + 1)
    text = stream.text[stream.at : following.start() if following else None]
    request, started = _REQUEST.search(text), _STARTED.search(text)
    if request is None:
        collected.miss(f"entry {number}", "", f"not JSON: {reason}")
    else:
        try:
            value, _ = json.JSONDecoder(strict=False).raw_decode(text, request.end())
        except (ValueError, RecursionError):
            collected.miss(f"entry {number}", "request", f"not JSON: {reason}")
        else:
            collected.miss(f"entry {number}", "response", f"not JSON: {reason}; the request alone was read")
            read_entry({"request": value, "startedDateTime": started and started.group(1)}, number, collected)
    stream.seek(_NEXT_ENTRY)


def read_entry(entry: Any, number: int, collected: Collected) -> None:
    place = f"entry {number}"
    request = entry.get("request") if isinstance(entry, dict) else None
    if not isinstance(request, dict):
        collected.miss(place, "request", "missing" if request is None else "not an object")
        return
    url = request.get("url")
    if not isinstance(url, str) or not url.strip():
        collected.miss(place, "request.url", "missing" if url is None else "not text")
        return
    sent_at = moment_of(entry.get("startedDateTime"))
    if not _CALL.search(url):
        collected.take(Request(url, "OTHER", sent_at=sent_at))
        return
    if sent_at is None:
        collected.miss(place, "startedDateTime", "missing or no time; the order of the file is kept")
    collected.take(_request(entry, request, url, sent_at))


def _request(entry: dict[str, Any], request: dict[str, Any], url: str, sent_at: int | None) -> Request:
    post = request.get("postData")
    post = post if isinstance(post, dict) else {}
    method = request.get("method")
    status, answer = _answer(entry.get("response"))
    return Request(
        url=url if "?" in url else url + _query(request.get("queryString")),
        method=method.upper() if isinstance(method, str) else "GET",
        headers=header_pairs(request.get("headers")),
        body=_text(post, "text"),
        content_type=post["mimeType"] if isinstance(post.get("mimeType"), str) else "",
        fields=_named(post.get("params")),
        body_missing=_body_missing(request, post),
        sent_at=sent_at,
        elapsed_ms=_elapsed(entry),
        answer=answer,
        status=status,
    )


def _answer(response: Any) -> tuple[int | None, bytes]:
    if not isinstance(response, dict):
        return None, b""
    status, content = response.get("status"), response.get("content")
    text = _text(content, "text") if isinstance(content, dict) else ""
    known = isinstance(status, int) and status > 0
    return status if known else None, text.encode("utf-8", "replace")


def _body_missing(request: dict[str, Any], post: dict[str, Any]) -> bool:
    """A body was sent, by its size, and the archive does not hold it."""
    size = request.get("bodySize")
    return isinstance(size, int) and size > 0 and not (post.get("text") or post.get("params"))


def _text(holder: dict[str, Any], name: str) -> str:
    """A text of the archive, decoded where it says that it is base64."""
    text = holder.get(name)
    if not isinstance(text, str):
        return ""
    if holder.get("encoding") == "base64":
        try:
            return base64.b64decode(text, validate=False).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return text
    return text


def _named(params: Any) -> list[Pair] | None:
    if not isinstance(params, list):
        return None
    return [pair for pair in header_pairs([p for p in params if _is_field(p)]) if pair[0]]


def _is_field(param: Any) -> bool:
    return isinstance(param, dict) and not param.get("fileName")


def _query(params: Any) -> str:
    named = _named(params)
    return "?" + urlencode(named) if named else ""


def _elapsed(entry: dict[str, Any]) -> float | None:
    total = elapsed_of(entry.get("time"))
    if total is not None:
        return total
    timings = entry.get("timings")
    # The time of ssl is part of connect.
    parts = [timings[name] for name in timings if name != "ssl"] if isinstance(timings, dict) else []
    return sum(filter(None, map(elapsed_of, parts))) or None
