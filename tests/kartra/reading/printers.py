"""One event in every notation and envelope that people paste it in: what the round trip is tried with."""

from __future__ import annotations

import base64
import bz2
import csv
import gzip
import html
import io
import json
import lzma
import pprint
import quopri
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import yaml

Printer = Callable[[dict[str, Any]], bytes]


def compact(event: Any) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def pretty(event: Any) -> str:
    return json.dumps(event, ensure_ascii=False, indent=4)


def pairs(value: Any, name: str = "") -> list[tuple[str, str]]:
    """The fields of http_build_query."""
    if isinstance(value, dict):
        return [p for key, item in value.items() for p in pairs(item, f"{name}[{key}]" if name else key)]
    if isinstance(value, list):
        return [p for index, item in enumerate(value) for p in pairs(item, f"{name}[{index}]")]
    return [(name, as_text(value))]


def as_text(value: Any) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def print_r(value: Any, indent: int = 0, kind: str = "Array") -> str:
    if not isinstance(value, dict | list):
        return as_text(value)
    pad = " " * indent
    items = value.items() if isinstance(value, dict) else enumerate(value)
    head = kind if isinstance(value, dict) else "Array"
    body = "".join(f"{pad}    [{key}] => {print_r(item, indent + 8, kind)}\n" for key, item in items)
    return f"{head}\n{pad}(\n{body}{pad})\n"


def var_dump(value: Any, indent: int = 0) -> str:
    pad = " " * indent
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        body = "".join(
            f"{pad}  [{json.dumps(key) if isinstance(key, str) else key}]=>\n{var_dump(item, indent + 2)}"
            for key, item in items
        )
        return f"{pad}array({len(value)}) {{\n{body}{pad}}}\n"
    if isinstance(value, str):
        return f'{pad}string({len(value.encode())}) "{value}"\n'
    if isinstance(value, bool):
        return f"{pad}bool({str(value).lower()})\n"
    if value is None:
        return f"{pad}NULL\n"
    return f"{pad}{'int' if isinstance(value, int) else 'float'}({value})\n"


def var_export(value: Any, indent: int = 0, short: bool = False) -> str:
    pad = " " * indent
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        opening, closing = ("[", "]") if short else ("array (", ")")
        body = "".join(
            f"{pad}  {_php(key)} => {_break(item, pad, short)}{var_export(item, indent + 2, short)},\n"
            for key, item in items
        )
        return f"{opening}\n{body}{pad}{closing}"
    return _php(value)


def _break(value: Any, pad: str, short: bool) -> str:
    return f"\n{pad}  " if isinstance(value, dict | list) and not short else ""


def _php(value: Any) -> str:
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "NULL" if value is None else str(value).lower() if isinstance(value, bool) else repr(value)


def serialize(value: Any) -> str:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return f"a:{len(value)}:{{{''.join(serialize(key) + serialize(item) for key, item in items)}}}"
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    if value is None:
        return "N;"
    if isinstance(value, bool):
        return f"b:{int(value)};"
    return f"i:{value};" if isinstance(value, int) else f"d:{value};"


def inspect(value: Any, indent: int = 0) -> str:
    """What Node prints with depth: null."""
    pad = " " * indent
    if isinstance(value, dict):
        body = ",\n".join(f"{pad}  {key}: {inspect(item, indent + 2)}" for key, item in value.items())
        return f"{{\n{body}\n{pad}}}" if value else "{}"
    if isinstance(value, list):
        return f"[ {', '.join(inspect(item, indent + 2) for item in value)} ]" if value else "[]"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("\n", "\\n")
        if "'" in value and '"' not in value:
            return f'"{escaped}"'
        return "'" + escaped.replace("'", "\\'") + "'"
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def ruby(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}=>{ruby(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(ruby, value)) + "]"
    return "nil" if value is None else json.dumps(value, ensure_ascii=False)


def laravel(value: Any, indent: int = 0) -> str:
    pad = "  " * indent
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        body = "".join(
            f"{pad}  {json.dumps(key) if isinstance(key, str) else key} => {laravel(item, indent + 1)}\n"
            for key, item in items
        )
        return f"array:{len(value)} [\n{body}{pad}]"
    return "null" if value is None else json.dumps(value, ensure_ascii=False)


def javascript(value: Any, indent: int = 0) -> str:
    """An object literal with bare keys, double quotes and a trailing comma everywhere."""
    pad = "  " * indent
    if isinstance(value, dict):
        body = "".join(f"{pad}  {key}: {javascript(item, indent + 1)},\n" for key, item in value.items())
        return f"{{\n{body}{pad}}}"
    if isinstance(value, list):
        return "[" + "".join(f"{javascript(item, indent)}," for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def flattened(value: Any, name: str = "", mark: str = ".") -> dict[str, str]:
    if isinstance(value, dict | list) and value:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        flat: dict[str, str] = {}
        for key, item in items:
            flat |= flattened(item, f"{name}{mark}{key}" if name else str(key), mark)
        return flat
    return {name: "" if isinstance(value, dict | list) else as_text(value)}


def table(rows: list[dict[str, str]], delimiter: str = ",", **kinds: Any) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, **kinds)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("body.json", data)
    return out.getvalue()


def chunked(body: str, size: int = 700) -> str:
    data = body.encode()
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts).decode("latin-1") + "0\r\n\r\n"


def commented(event: Any) -> str:
    lines = pretty(event).split("\n")
    lines[1] += " // what happened"
    lines.insert(3, "    /* and to whom */")
    return "\n".join(lines)


def trailing(event: Any) -> str:
    lines = pretty(event).split("\n")
    return "\n".join(
        line + "," if after.strip()[:1] in ("}", "]") and line.strip()[-1:] not in ("{", "[") else line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
    )


def without_commas(event: Any) -> str:
    return "\n".join(line.removesuffix(",") for line in pretty(event).split("\n"))


def smart(event: Any) -> str:
    out, opening = [], True
    for char in pretty(event).replace('\\"', "″").replace("“", "").replace("”", ""):
        out.append(("“" if opening else "”") if char == '"' else char)
        opening = not opening if char == '"' else opening
    return "".join(out)


def prefixed(event: Any, prefix: Callable[[int], str]) -> str:
    return "\n".join(prefix(n) + line for n, line in enumerate(pretty(event).split("\n"), 1))


def request(body: str, kind: str = "application/json", newline: str = "\r\n") -> str:
    head = ["POST /hooks/kartra?id=7 HTTP/1.1", "Host: example.com", f"Content-Type: {kind}", "Accept: */*"]
    head.append(f"Content-Length: {len(body.encode())}")
    return newline.join([*head, "", body])


def single_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def java(value: Any) -> str:
    """What a Java map prints."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={java(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(java, value)) + "]" if isinstance(value, list) else as_text(value)


def nginx(text: str) -> str:
    """What a web server logs of a body: everything but plain characters as bytes."""
    plain = {char for char in map(chr, range(32, 127)) if char not in '"\\'}
    return "".join(char if char in plain else "".join(f"\\x{b:02X}" for b in char.encode()) for char in text)


def mail(text: str, encoding: str) -> str:
    body = base64.encodebytes(text.encode()) if encoding == "base64" else quopri.encodestring(text.encode())
    head = f"From: a@example.com\nSubject: Kartra\nMIME-Version: 1.0\nContent-Transfer-Encoding: {encoding}"
    return f"{head}\nContent-Type: text/plain; charset=utf-8\n\n{body.decode()}"


def dynamo(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return {"M": {key: dynamo(item) for key, item in value.items()}}
    if isinstance(value, list):
        return {"L": [dynamo(item) for item in value]}
    if isinstance(value, bool) or value is None:
        return {"NULL": True} if value is None else {"BOOL": value}
    return {"S": value} if isinstance(value, str) else {"N": str(value)}


def firestore(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return {"mapValue": {"fields": {key: firestore(item) for key, item in value.items()}}}
    if isinstance(value, list):
        return {"arrayValue": {"values": [firestore(item) for item in value]}}
    if value is None:
        return {"nullValue": None}
    return {"stringValue": value} if isinstance(value, str) else {"integerValue": str(value)}


NOTATIONS: Mapping[str, Callable[[Any], str]] = {
    "compact": compact,
    "pretty": pretty,
    "escaped to ascii": lambda e: json.dumps(e),
    "carriage returns": lambda e: pretty(e).replace("\n", "\r\n"),
    "tabs": lambda e: json.dumps(e, ensure_ascii=False, indent="\t"),
    "trailing commas": trailing,
    "comments": commented,
    "no commas": without_commas,
    "no-break spaces": lambda e: pretty(e).replace("    ", "\u00a0 \u00a0 "),
    "zero-width spaces": lambda e: pretty(e).replace("\n", "\n\u200b"),
    "python": repr,
    "python pretty": lambda e: pprint.pformat(e, sort_dicts=False, width=100),
    "python in a print": lambda e: f"DEBUG:hooks:payload = {e!r}",
    "python QueryDict": lambda e: f"<QueryDict: {{'payload': [{compact(e)!r}]}}>",
    "python ImmutableMultiDict": lambda e: f"ImmutableMultiDict([('data', {compact(e)!r})])",
    "python OrderedDict": lambda e: f"OrderedDict({list(e.items())!r})",
    "node": inspect,
    "node with its type": lambda e: "[Object: null prototype] " + inspect(e),
    "javascript": javascript,
    "javascript statement": lambda e: f"const body = {javascript(e)};\nconsole.log(body);",
    "var_export": var_export,
    "short array": lambda e: var_export(e, short=True),
    "php assignment": lambda e: f"<?php\n$event = {var_export(e)};\n",
    "ruby": ruby,
    "rails log": lambda e: f'Started POST "/kartra" for 1.2.3.4\n  Parameters: {ruby(e)}\nCompleted 200 OK',
    "laravel dump": laravel,
    "json string": lambda e: json.dumps(compact(e)),
    "json string twice": lambda e: json.dumps(json.dumps(compact(e))),
    "backslashes": lambda e: json.dumps(compact(e), ensure_ascii=False)[1:-1],
    "backslashes in a log": lambda e: f"2024-01-01 body={json.dumps(compact(e))} status=200",
    "html entities": lambda e: html.escape(pretty(e)),
    "html page part": lambda e: f"<pre><code>{html.escape(pretty(e))}</code></pre>",
    "quoted-printable": lambda e: quopri.encodestring(pretty(e).encode()).decode("ascii"),
    "percent": lambda e: quote(compact(e)),
    "percent twice": lambda e: quote(quote(compact(e))),
    "base64": lambda e: encoded(compact(e)),
    "base64 lines": lambda e: base64.encodebytes(compact(e).encode()).decode(),
    "data url": lambda e: "data:application/json;base64," + encoded(compact(e)),
    "hex": lambda e: "\\x" + compact(e).encode().hex(),
    "doubled quotes": lambda e: '"' + compact(e).replace('"', '""') + '"',
    "powershell": lambda e: compact(e).replace('"', '`"'),
    "code block": lambda e: f"Hi,\n\nsee {{this}}:\n\n```json\n{pretty(e)}\n```\n\nBye (Ann)",
    "jira": lambda e: f"From the log:\n{{code:json}}\n{pretty(e)}\n{{code}}\nand so on",
    "prose": lambda e: f"Kartra sent us this yesterday: {compact(e)} - what does it mean?",
    "chat": lambda e: f"Ann  10:32 AM\n{pretty(e)}\n👍 2\nBob  10:33 AM\nlooks fine :)",
    "laravel log": lambda e: f"[2024-02-19 16:20:47] local.INFO: kartra {compact(e)} []",
    "docker compose": lambda e: prefixed(e, lambda n: "web-1  | "),
    "line numbers": lambda e: prefixed(e, lambda n: f"{n:>4}  "),
    "quoted mail": lambda e: prefixed(e, lambda n: "> "),
    "timestamps": lambda e: prefixed(e, lambda n: f"2024-02-19T16:20:{n % 60:02}.123456+00:00 app[web.1]: "),
    "diff": lambda e: prefixed(e, lambda n: "+"),
    "raw http": lambda e: request(compact(e)),
    "raw http, line feeds": lambda e: request(pretty(e), newline="\n"),
    "headers only": lambda e: (
        f"Host: example.com\nContent-Type: application/json\nAccept: */*\n\n{compact(e)}"
    ),
    "curl": lambda e: (
        f"curl -X POST 'https://example.com/in' \\\n  -H 'Content-Type: application/json' \\\n"
        f"  -d {single_quoted(compact(e))}"
    ),
    "curl --data-raw": lambda e: (
        "curl 'https://example.com/' --compressed --data-raw $'"
        + json.dumps(compact(e))[1:-1].replace('\\"', '"').replace("'", "\\'")
        + "'"
    ),
    "fetch": lambda e: (
        'fetch("https://example.com/in", {\n  "headers": {"content-type": "application/json"},\n'
        f'  "body": {json.dumps(compact(e))},\n  "method": "POST"\n}});'
    ),
    "csv with a json cell": lambda e: table([{"id": "1", "created_at": "2024-01-01", "content": compact(e)}]),
    "tsv": lambda e: table([{"id": "1", "body": compact(e), "method": "POST"}], "\t"),
    "semicolons": lambda e: table([{"id": "1", "body": compact(e), "method": "POST"}], ";"),
    "web server log": lambda e: f'1.2.3.4 - - "POST /k HTTP/1.1" 200 "{nginx(compact(e))}"',
    "access log": lambda e: f'1.2.3.4 - - "GET /hook?data={quote(compact(e))} HTTP/1.1" 200 5',
    "python bytes": lambda e: f"body = {compact(e).encode()!r}",
    "powershell command": lambda e: (
        'Invoke-WebRequest -Uri "https://x" -Body "' + compact(e).replace('"', '`"') + '"'
    ),
    "wget": lambda e: f"wget --post-data={single_quoted(compact(e))} https://example.com",
    "here document": lambda e: f"curl -d @- https://example.com <<'EOF'\n{pretty(e)}\nEOF\n",
    "mail, base64": lambda e: mail(pretty(e), "base64"),
    "mail, quoted-printable": lambda e: mail(pretty(e), "quoted-printable"),
    "jsonp": lambda e: f"callback({compact(e)});",
    "cdata": lambda e: f"<root><body><![CDATA[{compact(e)}]]></body></root>",
    "mysql": lambda e: f"*** 1. row ***\n  id: 1\nbody: {compact(e)}\ncreated_at: 2024-02-19 16:20:47\n",
    "syslog": lambda e: prefixed(e, lambda n: "Feb 19 16:20:47 host app[123]: "),
    "docker service": lambda e: prefixed(e, lambda n: "web.1.abcdef@node1    | "),
    "no outer brackets": lambda e: pretty(e).strip()[1:-1],
    "recased": lambda e: compact(
        {"Action": e["action"], "ActionDetails": e["action_details"], "Lead": e["lead"]}
    ),
    "dynamodb": lambda e: compact(dynamo(e)["M"]),
    "firestore": lambda e: compact(firestore(e)["mapValue"]),
    "yaml": lambda e: yaml.safe_dump(e, allow_unicode=True, sort_keys=False),
    "yaml in blocks": lambda e: yaml.safe_dump(e, default_flow_style=False, indent=4),
    "in a list": lambda e: pretty([e]),
    "record separators": lambda e: "\x1e" + compact(e) + "\n",
    "assigned": lambda e: f"$payload = json_decode('{compact(e)}');" if "'" not in compact(e) else compact(e),
    "var_dump of the raw text": lambda e: f'string({len(compact(e).encode())}) "{compact(e)}"',
    "print_r of a field": lambda e: f"Array\n(\n    [payload] => {compact(e)}\n)\n",
    "var_dump": var_dump,
    "serialized": serialize,
}
"""Notations that keep the types of values."""

AS_TEXT: Mapping[str, Callable[[Any], str]] = {
    "print_r": print_r,
    "print_r of objects": lambda e: print_r(e, kind="stdClass Object"),
    "print_r in a page": lambda e: "<pre>" + html.escape(print_r(e)) + "</pre>",
    "form": lambda e: urlencode(pairs(e)),
    "form, brackets plain": lambda e: urlencode(pairs(e), safe="[]"),
    "form over http": lambda e: request(urlencode(pairs(e)), "application/x-www-form-urlencoded"),
    "curl form": lambda e: f"curl https://example.com -d {single_quoted(urlencode(pairs(e)))}",
    "flattened csv": lambda e: table([flattened(e), flattened(e)][:1]),
    "flattened csv, underscores": lambda e: table([flattened(e, mark="__")]),
    "flattened json": lambda e: compact(flattened(e)),
    "form fields of json": lambda e: urlencode(
        {k: v if isinstance(v, str) else compact(v) for k, v in e.items()}
    ),
    "multipart": lambda e: (
        "".join(
            f'------Web\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in pairs(e)
        )
        + "------Web--\r\n"
    ),
    "har, form": lambda e: compact(
        {
            "log": {
                "entries": [
                    {
                        "request": {
                            "postData": {
                                "params": [{"name": name, "value": value} for name, value in pairs(e)]
                            }
                        }
                    }
                ]
            }
        }
    ),
    "postman, form": lambda e: compact(
        {
            "info": {},
            "item": [
                {
                    "request": {
                        "body": {
                            "mode": "urlencoded",
                            "urlencoded": [{"key": name, "value": value} for name, value in pairs(e)],
                        }
                    }
                }
            ],
        }
    ),
    "apps script, form": lambda e: compact(
        {
            "parameter": dict(pairs(e)),
            "parameters": {name: [value] for name, value in pairs(e)},
            "postData": {"contents": urlencode(pairs(e)), "type": "application/x-www-form-urlencoded"},
        }
    ),
    "name = value": lambda e: "\n".join(f"{name} = {json.dumps(value)}" for name, value in pairs(e)),
    "python QueryDict, nested": lambda e: f"<QueryDict: { {name: [value] for name, value in pairs(e)}!r}>",
    "name: value": lambda e: "\n".join(f"{name}: {json.dumps(value)}" for name, value in pairs(e)),
}
"""Notations in which every value is text."""

ENVELOPES: Mapping[str, Callable[[Any], Any]] = {
    "form field payload": lambda e: urlencode({"payload": compact(e)}),
    "form field data": lambda e: urlencode({"a": "1", "data": compact(e)}),
    "webhook.site": lambda e: {
        "uuid": "1",
        "token_id": "2",
        "method": "POST",
        "content": compact(e),
        "size": 9,
    },
    "webhook.site list": lambda e: {
        "data": [{"uuid": "1", "content": pretty(e)}],
        "total": 1,
        "per_page": 50,
    },
    "pipedream": lambda e: {
        "event": {
            "method": "POST",
            "path": "/",
            "body": e,
            "bodyRaw": compact(e),
            "inferred_body_type": "JSON",
        }
    },
    "pipedream steps": lambda e: {"steps": {"trigger": {"event": {"body": e, "headers": {}}}}},
    "requestbin": lambda e: {"id": "x", "method": "POST", "headers": {}, "raw": compact(e), "body": e},
    "n8n": lambda e: [{"headers": {}, "params": {}, "query": {}, "body": e, "executionMode": "test"}],
    "n8n items": lambda e: [{"json": {"body": e}, "pairedItem": {"item": 0}}],
    "zapier": lambda e: {"querystring": {}, "raw_body": compact(e), "headers": {}},
    "make": lambda e: [{"__IMTLENGTH__": 1, "__IMTINDEX__": 1, "value": compact(e)}],
    "api gateway": lambda e: {
        "resource": "/",
        "httpMethod": "POST",
        "requestContext": {},
        "body": compact(e),
        "isBase64Encoded": False,
    },
    "api gateway, base64": lambda e: {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/",
        "requestContext": {"http": {"method": "POST"}},
        "body": encoded(compact(e)),
        "isBase64Encoded": True,
    },
    "netlify": lambda e: {"path": "/", "httpMethod": "POST", "queryStringParameters": {}, "body": compact(e)},
    "apps script": lambda e: {
        "postData": {"contents": compact(e), "length": 9, "name": "postData", "type": "application/json"},
        "parameter": {},
        "parameters": {},
        "contextPath": "",
        "queryString": "",
    },
    "postman": lambda e: {
        "info": {"name": "k"},
        "item": [{"name": "x", "request": {"body": {"mode": "raw", "raw": pretty(e)}}}],
    },
    "postman echo": lambda e: {
        "args": {},
        "data": e,
        "json": e,
        "headers": {},
        "url": "https://postman-echo.com",
    },
    "httpbin": lambda e: {"args": {}, "data": compact(e), "json": e, "files": {}, "form": {}, "url": "x"},
    "har": lambda e: {
        "log": {
            "entries": [
                {
                    "startedDateTime": "2024-01-01T00:00:00Z",
                    "request": {
                        "method": "POST",
                        "postData": {"mimeType": "application/json", "text": compact(e), "params": []},
                    },
                }
            ]
        }
    },
    "docker": lambda e: {"log": compact(e) + "\n", "stream": "stdout", "time": "2024-01-01T00:00:00Z"},
    "docker, a line each": lambda e: "\n".join(
        compact({"log": line + "\n", "stream": "stdout", "time": "t"}) for line in pretty(e).split("\n")
    ),
    "pino": lambda e: {
        "level": 30,
        "time": 1700000000000,
        "pid": 1,
        "hostname": "h",
        "body": e,
        "msg": "hook",
    },
    "cloudwatch": lambda e: {
        "logStream": "s",
        "logEvents": [{"id": "1", "timestamp": 1, "message": compact(e)}],
    },
    "sns": lambda e: {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": compact(e)}}]},
    "sqs": lambda e: {"Records": [{"messageId": "1", "receiptHandle": "x", "body": compact(e)}]},
    "pubsub": lambda e: {"message": {"data": encoded(compact(e)), "messageId": "1"}, "subscription": "s"},
    "ngrok": lambda e: {"requests": [{"uri": "/", "request": {"raw": encoded(request(compact(e)))}}]},
    "buffer": lambda e: {"body": {"type": "Buffer", "data": list(compact(e).encode())}},
    "receiver's log": lambda e: {"received_at": "2024-02-01T09:00:00Z", "body": e},
    "unknown, deep": lambda e: {"a": [{"b": {"c": [None, {"d": e}]}}]},
    "text in text in text": lambda e: {"a": json.dumps({"b": json.dumps({"c": compact(e)})})},
    "cloudwatch subscription": lambda e: {
        "awslogs": {
            "data": base64.b64encode(
                gzip.compress(
                    compact({"logStream": "s", "logEvents": [{"id": "1", "message": compact(e)}]}).encode()
                )
            ).decode()
        }
    },
    "details as text": lambda e: {
        **e,
        "lead": compact(e["lead"]),
        "action_details": compact(e["action_details"]),
    },
}

BYTES: Mapping[str, Callable[[bytes], bytes]] = {
    "utf-8 with a mark": lambda data: b"\xef\xbb\xbf" + data,
    "utf-16 with a mark": lambda data: data.decode().encode("utf-16"),
    "utf-16 little": lambda data: data.decode().encode("utf-16-le"),
    "utf-16 big": lambda data: data.decode().encode("utf-16-be"),
    "utf-32": lambda data: data.decode().encode("utf-32"),
    "gzip": gzip.compress,
    "gzip twice": lambda data: gzip.compress(gzip.compress(data)),
    "zip": zipped,
    "zlib": zlib.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "raw http, gzip": lambda data: (
        b"POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nHost: x\r\n\r\n" + gzip.compress(data)
    ),
    "raw http, chunked": lambda data: (
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\n"
        + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (data[:900], data[900:]) if part)
        + b"0\r\n\r\n"
    ),
}


def printed(value: Any) -> bytes:
    """An envelope as it is pasted."""
    return (value if isinstance(value, str) else pretty(value)).encode()
