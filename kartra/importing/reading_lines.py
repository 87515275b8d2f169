"""What becomes of a file's lines: each is a delivery, redacted, with the rows of the events in it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import msgspec

from kartra.event import Event, Reading
from kartra.importing.parts import Part
from kartra.ordinary_rows import ordinary_rows
from kartra.reading import read
from kartra.rows import received_ms, rows
from privacy import redacted_body, redacted_json
from store import Body, Rows

_log = logging.getLogger(__name__)


class ReadLine(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One line as it may be kept."""

    body: Body
    rows: Rows
    received_at: int | None
    """UTC ms, when an envelope around the event says so."""


def read_lines(lines: Sequence[bytes]) -> list[ReadLine]:
    """Every line that is not empty; one without an event is kept as well."""
    return [_read(stripped) for line in lines if (stripped := line.strip())]


def _read(line: bytes) -> ReadLine:
    body = redacted_body(line)
    try:
        return _as_read(body)
    except Exception:
        # Our own bug must not cost the lines after this one.
        _log.exception("A line of %d bytes could not be read", len(line))
        return ReadLine(Body.of(body), Rows(ok=False), None)


def _as_read(body: bytes) -> ReadLine:
    found = ordinary_rows(body)
    if found is not None:
        return ReadLine(Body.of(body), found, None)
    reading = read(body)
    told = received_ms(reading.events[0]) if reading.events else None
    return ReadLine(Body.of(body), rows(reading), told)


def read_whole(data: bytes, name: str) -> tuple[Reading, list[ReadLine]]:
    """What a file holds that is not one event a line: a body for each event, in Kartra's own shape."""
    reading = read(data, name)
    made = []
    for event in reading.events:
        body = redacted_body(msgspec.json.encode(redacted_json(_as_sent(event))))
        made.append(ReadLine(Body.of(body), rows(read(body)), received_ms(event)))
    return reading, made


def _as_sent(event: Event) -> dict[str, object]:
    if event.surface == "ipn":
        return dict(event.details)
    details: object = event.details
    if event.details_key is not None and not (len(event.details) == 1 and event.details_key in event.details):
        details = {event.details_key: event.details}
    beside = {key: value for key, value in event.extras.items() if "." not in key}
    return {"action": event.action, "action_details": details, "lead": event.lead, **beside}


def packed(part: Part) -> bytes:
    """The part's lines read, as bytes that travel cheaply between processes."""
    return msgspec.msgpack.encode(read_lines(part.lines()))


_unpack = msgspec.msgpack.Decoder(list[ReadLine]).decode


def unpacked(data: bytes) -> list[ReadLine]:
    """The inverse of `packed`."""
    return _unpack(data)
