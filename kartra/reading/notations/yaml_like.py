"""YAML, and lists of "name: value" lines as browsers show a form."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from kartra.reading.document import Document
from kartra.reading.place import Text

_MARKS: Final = re.compile(
    r"^[ \t]*(?:- )?[\"']?(?::?action|:?lead|:?action_details|lead\[id\]|transaction_type)[\"']?\s*:", re.M
)
_ALIAS: Final = re.compile(r"(?:^|[:\-,\[{])[ \t]+[&*]\w", re.MULTILINE)
_LONGEST: Final = 200_000
"""Characters; the pure Python parser of YAML reads some 50 KB a second."""


class _Loader(yaml.SafeLoader):
    """Takes for numbers what JSON takes for numbers: a date, a zip code and `no` stay text."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9]\d{0,17})$"), list("-0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"-?(?:0|[1-9]\d*)\.\d+$"), list("-0123456789")
)


def _untagged(loader: _Loader, _tag: str, node: yaml.Node) -> Any:
    """The value under a tag of another language, such as !ruby/hash:..., is the value."""
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_Loader.add_multi_constructor("!", _untagged)


def mappings(text: Text) -> list[Document] | None:
    """Read a text that is YAML and names what an event names."""
    content = text.content
    if len(content) > _LONGEST or not _MARKS.search(content) or _ALIAS.search(content):
        return None
    try:
        values: list[Any] = list(yaml.load_all(content.replace("\t", "    "), _Loader))
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return [
        Document(_named(_merged(value)), text) for value in values if isinstance(value, dict | list)
    ] or None


def _named(value: Any) -> Any:
    """YAML's keys may be numbers or nothing; JSON's are text."""
    if isinstance(value, dict):
        return {
            "" if key is None else str(key).removeprefix(":"): _named(item) for key, item in value.items()
        }
    return [_named(item) for item in value] if isinstance(value, list) else value


def _merged(value: Any) -> Any:
    """A list of single members is how some write one object."""
    if isinstance(value, list) and all(isinstance(item, dict) and len(item) == 1 for item in value):
        names = [name for item in value for name in item]
        if len(set(names)) == len(names):
            return {name: inner for item in value for name, inner in item.items()}
    return value
