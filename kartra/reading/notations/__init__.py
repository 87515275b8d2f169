"""The notations an event is found in: each turns a text into documents, or says it is not its kind."""

from __future__ import annotations

from typing import Final

from kartra.reading.document import Notation
from kartra.reading.notations.curl import commands
from kartra.reading.notations.docker import joined_log
from kartra.reading.notations.escapes import ESCAPES, LATER, quoted_printable
from kartra.reading.notations.fences import blocks
from kartra.reading.notations.forms import pairs
from kartra.reading.notations.http_message import messages
from kartra.reading.notations.lines import named_lines, toml
from kartra.reading.notations.mail import parts
from kartra.reading.notations.multipart import fields
from kartra.reading.notations.php_values import serialized, var_dumps
from kartra.reading.notations.pieces import braceless, headless
from kartra.reading.notations.print_r import dumps
from kartra.reading.notations.several import values
from kartra.reading.notations.strict import one_value, value_a_line
from kartra.reading.notations.tables import rows
from kartra.reading.notations.xdebug import dumps as xdebug_dumps
from kartra.reading.notations.yaml_like import mappings

NOTATIONS: Final = (
    Notation("quoted-printable", quoted_printable, costly=False),
    Notation("json", one_value, costly=False, final=True),
    Notation("ndjson", value_a_line, costly=False),
    Notation("docker-log", joined_log),
    Notation("code-block", blocks),
    Notation("mail", parts),
    Notation("http", messages),
    Notation("curl", commands),
    Notation("multipart", fields),
    Notation("form", pairs),
    Notation("csv", rows),
    *(Notation(name, escape) for name, escape in ESCAPES),
    Notation("print_r", dumps),
    Notation("var_dump", var_dumps),
    Notation("php-serialized", serialized),
    Notation("var_dump", xdebug_dumps),
    Notation("name-value-lines", named_lines),
    Notation("", values),
    Notation("toml", toml),
    Notation("yaml", mappings),
    Notation("", braceless, outermost=True),
    *(Notation(name, escape) for name, escape in LATER),
    Notation("", headless, outermost=True),
)
"""In the order in which they are tried: those that are told surely come first."""
