"""A body that arrived, edited by field: only what an edit names changes, or it is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

import msgspec

from kartra.generation import form_in_place, json_in_place
from kartra.generation.edits import Unfit, edit
from kartra.reading import read
from kartra.reading.packed import ZIP, packing

_MARK = b"\xef\xbb\xbf"
_FORM = re.compile(rb"[!#-;?-z|~]+=[!#-;=?-z|~]*")
_PLAIN = {"utf-8", "utf-8-bom", "json", "form"}
"""Steps of reading that leave the fields where they stand."""


def edited_body(body: bytes, content_type: str, edits: Sequence[str]) -> bytes | Unfit:
    """The body with the edits made in place: every other byte of it is as it was."""
    for text in edits:
        changed = _in_form(body, text) if is_form(body, content_type) else _in_json(body, text)
        if isinstance(changed, Unfit):
            return changed
        body = changed
    return body


def readable(body: bytes, content_type: str = "") -> str:
    """The body for the eye: indented JSON with its numbers as written, or one form field a line."""
    if is_form(body, content_type):
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        return "\n".join(f"{name} = {value}" for name, value in pairs)
    try:
        return msgspec.json.format(body.removeprefix(_MARK), indent=2).decode("utf-8", "replace")
    except (msgspec.DecodeError, RecursionError):
        return body.decode("utf-8", "replace")


def is_form(body: bytes, content_type: str) -> bool:
    """Whether it says so and does not look like something else, or is one to the letter."""
    if body.removeprefix(_MARK).lstrip()[:1] in (b"{", b"[", b'"', b"<") or b"=" not in body:
        return False
    if b"\n" in body.rstrip():
        # Several forms, one a line: a form itself has line breaks only in the notation %0A.
        return False
    if "urlencoded" in content_type:
        return packing(body[:8]) is None
    return "json" not in content_type and all(_FORM.fullmatch(part) for part in body.rstrip().split(b"&"))


def _in_form(body: bytes, text: str) -> bytes | Unfit:
    change = edit(text, is_flat=True)
    if isinstance(change, Unfit):
        return change
    # Every byte is a character of this encoding: what is not touched comes out as it went in.
    form = body.rstrip().decode("latin-1")
    if not form_in_place.has(form, change) and (wrapping := _wrapping(body)):
        return Unfit(text, wrapping)
    try:
        return form_in_place.changed(form, change).encode("latin-1") + body[len(body.rstrip()) :]
    except LookupError as wrong:
        return Unfit(text, str(wrong.args[0]))


def _in_json(body: bytes, text: str) -> bytes | Unfit:
    change = edit(text)
    if isinstance(change, Unfit):
        return change
    document = _document(body)
    if isinstance(document, str):
        return Unfit(text, document)
    if not document.has(change) and (wrapping := _wrapping(body)):
        return Unfit(text, wrapping)
    try:
        written = document.changed(change)
    except LookupError as wrong:
        return Unfit(text, str(wrong.args[0]))
    return body[: len(body) - len(body.removeprefix(_MARK))] + written.encode()


def _document(body: bytes) -> json_in_place.Document | str:
    """The body as JSON, or why its fields can not be changed."""
    if not body:
        return "it has no body; what stands in its address is sent as it came."
    if body.startswith(ZIP) or (packed := packing(body[:8])):
        name = "zip" if body.startswith(ZIP) else packed.name if packed else ""
        return f"its body is packed ({name}), and would not be packed the same again; send it as it is."
    try:
        text = body.removeprefix(_MARK).decode()
    except UnicodeDecodeError:
        return "its body is not UTF-8 text; send it as it is."
    if text.lstrip()[:1] not in ("{", "["):
        return "it has no fields: its body is neither a JSON object nor a list nor a form; send it as it is."
    return json_in_place.document(text)


def _wrapping(body: bytes) -> str:
    """Why a field that is not at the top must not be added there: the event stands somewhere else."""
    reading = read(body)
    steps = [step for step in reading.steps if step not in _PLAIN]
    if not reading.events or not steps:
        return ""
    return (
        f"there is no such field at the top, and the event is wrapped ({', '.join(steps)}): "
        "name the field whole, as it stands in the body, or send it as it is."
    )
