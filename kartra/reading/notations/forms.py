"""Form-encoded text: flat pairs, PHP's nested names, or one field that holds a whole event."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import parse_qsl

from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.fields import listed, put
from kartra.reading.loose import Members
from kartra.reading.place import Text

_NAME: Final = re.compile(r"[\w.\[\]%+-]{1,200}")
_FOREIGN: Final = re.compile(r"[\"'<>{}]|\S\s+[^\s&]")
"""What stands in no form: quotes, brackets, and blanks other than a line break before or after `&`."""
_HALF: Final = re.compile(r"%[0-9A-Fa-f]?\Z")
_ANY: Final = re.compile(
    r"\A\s*\??(?:payload|data|body|json|event|content|request|webhook)=\s*(?:%7B|%5B|\{|\[)", re.I
)


def pairs(text: Text) -> list[Document] | None:
    """Read `a=b&c[d]=e`; a field whose value is JSON is read as JSON by whoever looks inside."""
    content = text.content
    if "=" not in content or content.count("&") > limits.FIELDS:
        return None
    if not (_ANY.match(content) or _is_form(content)):
        return None
    query = re.sub(r"\s*[\r\n]+\s*", "", content).strip().removeprefix("?")
    # A last field without a value, or half an escape, tells that the rest is missing.
    cut = len(content) if "=" not in query.rpartition("&")[2] or _HALF.search(query) else None
    return [Document(assembled(parse_qsl(query, keep_blank_values=True)), text, cut=cut)]


def _is_form(content: str) -> bool:
    plain = re.sub(r"&\s+", "&", content.strip())
    if _FOREIGN.search(plain):
        return False
    parts = [part.partition("=") for part in plain.removeprefix("?").split("&") if part]
    return all(mark and _NAME.fullmatch(name) for name, mark, _ in parts[: max(1, len(parts) - 1)])


def assembled(fields: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the object that a form's names spell; a name without brackets given twice is remembered."""
    root = Members()
    for name, value in fields:
        steps = path(name)
        if len(steps) == 1 and steps[0] in root:
            root.doubled.append(steps[0])
        put(root, _numbered(root, steps), value)
    for key in root:
        root[key] = listed(root[key])
    return root


def path(name: str) -> list[str]:
    """Return the steps of `lead[custom_fields][0][field_id]` or `lead.id`; an empty step is a next number."""
    head, bracket, rest = name.partition("[")
    if not bracket:
        return [step for step in name.split(".") if step] or [name]
    return [head, *(step for step in re.findall(r"([^\[\]]*)\]", bracket + rest))]


def _numbered(root: dict[str, Any], steps: list[str]) -> list[str]:
    """Replace the empty steps of `a[]=1&a[]=2` by the next free number."""
    here: Any = root
    done = []
    for step in steps:
        inner = here if isinstance(here, dict) else {}
        done.append(step or str(len(inner)))
        here = inner.get(done[-1])
    return done
