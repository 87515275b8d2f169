"""The notations an event is found in: each turns a text into documents, or says it is not its kind."""

from __future__ import annotations

from typing import Final

from kartra.reading.document import Notation
from kartra.reading.notations.added_marks import colours, elixir, markdown, shell_quotes
from kartra.reading.notations.curl import commands
from kartra.reading.notations.docker import cri_log, joined_log, partial_log
from kartra.reading.notations.escapes import ESCAPES, LATER, quoted_printable
from kartra.reading.notations.fences import blocks
from kartra.reading.notations.form_lines import form_a_line
from kartra.reading.notations.forms import pairs
from kartra.reading.notations.go_values import exact, loose
from kartra.reading.notations.hex_dumps import dump, trace
from kartra.reading.notations.http_message import messages
from kartra.reading.notations.joined_literals import joined
from kartra.reading.notations.keyword_repr import fields as fields_of_repr
from kartra.reading.notations.lines import named_lines, toml
from kartra.reading.notations.mail import parts
from kartra.reading.notations.multipart import fields
from kartra.reading.notations.php_values import serialized, var_dumps
from kartra.reading.notations.pieces import braceless, headless
from kartra.reading.notations.print_r import dumps
from kartra.reading.notations.several import values
from kartra.reading.notations.strict import one_value, value_a_line
from kartra.reading.notations.swift_values import dictionary
from kartra.reading.notations.tables import rows
from kartra.reading.notations.wrapped_lines import unwrapped
from kartra.reading.notations.xdebug import dumps as xdebug_dumps
from kartra.reading.notations.yaml_like import mappings

NOTATIONS: Final = (
    Notation("quoted-printable", quoted_printable, costly=False),
    Notation("terminal-colours", colours, costly=False),
    Notation("json", one_value, costly=False, final=True),
    Notation("docker-log", partial_log, costly=False),
    Notation("cri-log", cri_log, costly=False),
    Notation("ndjson", value_a_line, costly=False, a_line=True),
    Notation("form-a-line", form_a_line, costly=False, a_line=True),
    Notation("docker-log", joined_log),
    Notation("code-block", blocks),
    Notation("mail", parts),
    Notation("http", messages),
    Notation("curl", commands),
    Notation("multipart", fields),
    Notation("form", pairs),
    Notation("csv", rows),
    *(Notation(name, escape) for name, escape in ESCAPES),
    Notation("curl-trace", trace),
    Notation("unwrapped-lines", unwrapped),
    Notation("joined-literals", joined),
    Notation("swift", dictionary),
    Notation("go-syntax", exact),
    Notation("elixir", elixir),
    Notation("markdown-escaped", markdown),
    Notation("shell-quotes", shell_quotes),
    Notation("hex-dump", dump),
    Notation("print_r", dumps),
    Notation("var_dump", var_dumps),
    Notation("php-serialized", serialized),
    Notation("var_dump", xdebug_dumps),
    Notation("name-value-lines", named_lines),
    Notation("keyword-repr", fields_of_repr),
    Notation("", values),
    Notation("go-map", loose),
    Notation("toml", toml),
    Notation("yaml", mappings),
    Notation("", braceless, outermost=True),
    *(Notation(name, escape) for name, escape in LATER),
    Notation("", headless, outermost=True),
)
"""In the order in which they are tried: those that are told surely come first."""
