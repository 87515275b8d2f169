"""The tools that show a webhook inside something of their own, told by the keys only they use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

ENVELOPES: Final[tuple[tuple[str, tuple[frozenset[str], ...]], ...]] = tuple(
    (name, tuple(frozenset(keys.split()) for keys in alternatives))
    for name, alternatives in {
        "webhook.site": ("uuid content method", "token_id content", "data per_page is_last_page"),
        "n8n": ("webhookUrl executionMode", "headers params query body", "json pairedItem", "json binary"),
        "pipedream": ("inferred_body_type", "bodyRaw headers", "event steps", "raw_headers raw_body"),
        "requestbin": ("raw_body_location", "queryString rawBody", "body_raw method"),
        "zapier": ("querystring raw_body", "cleaned_request", "request bundle"),
        "make": ("__IMTLENGTH__", "__IMTINDEX__", "bundles operations", "imtId"),
        "aws-api-gateway": ("requestContext body", "routeKey rawPath", "resource httpMethod requestContext"),
        "aws-sqs": ("messageId receiptHandle body", "eventSource receiptHandle"),
        "aws-sns": ("TopicArn Message", "EventSource EventVersion Sns"),
        "aws-eventbridge": ("detail-type detail source",),
        "aws-cloudwatch": ("logStream logEvents", "ingestionTime message", "eventId timestamp message"),
        "netlify": ("httpMethod queryStringParameters body", "rawUrl rawQuery body"),
        "apps-script": ("postData parameters", "postData contextPath", "contents type length name"),
        "postman": ("info item", "request response name", "mode raw", "args json url", "args data form"),
        "har": ("log", "entries creator", "postData httpVersion"),
        "docker": ("log stream time",),
        "google-pubsub": ("message subscription", "messageId publishTime data"),
        "google-logging": ("insertId logName", "jsonPayload resource", "textPayload resource"),
        "azure": ("invocationId Data", "eventType data topic", "Data Metadata"),
        "ngrok": ("requests uri", "request response remote_addr", "raw uri method proto"),
        "hookdeck": ("parsed_body path", "webhook_id data source_id"),
        "beeceptor": ("requestBody requestHeaders", "requestBody httpMethod"),
        "insomnia": ("_type resources __export_format", "_type body parameters"),
        "pino-log": ("level time msg", "level pid hostname"),
        "monolog": ("message context channel", "message context level_name"),
        "log": ("level message timestamp", "@timestamp message", "level msg", "asctime message"),
        "fetch": ("credentials headers body", "method mode body headers"),
        "graphql-or-job": ("job data payload", "displayName job maxTries"),
        "receiver-log": ("received_at body", "receivedAt body", "received_at payload", "timestamp body"),
        "request": ("headers body", "method body", "headers payload", "url body"),
    }.items()
)
"""Name -> alternatives; each is a set of keys that stand together. The first that fits names the envelope."""

_TIMES: Final = (
    "received_at",
    "receivedAt",
    "created_at",
    "createdAt",
    "startedDateTime",
    "@timestamp",
    "timestamp",
    "time",
    "logged_at",
    "datetime",
    "publishTime",
    "Timestamp",
    "date",
)


def envelope(value: Mapping[str, Any]) -> str | None:
    """Return the name of the tool whose envelope this is."""
    keys = value.keys()
    for name, alternatives in ENVELOPES:
        if any(alternative <= keys for alternative in alternatives):
            return name
    return None


def received_at(value: Mapping[str, Any]) -> str | None:
    """Return when the envelope says the request came in, as it came."""
    for key in _TIMES:
        told = value.get(key)
        if isinstance(told, str) and told[:1].isdigit():
            return told
        if isinstance(told, int) and not isinstance(told, bool) and told > 10**9:
            return str(told)
    return None
