"""The HTTP side of the process: messages, the middleware that answers them, and the described control API."""

from faces.below import Below, below
from faces.control import control
from faces.message import Answer, Face, Request, json_answer
from faces.openapi import openapi
from faces.operation import Asked, Field, Operation
from faces.server import Faces, Mount
from faces.streaming import Streams
from faces.ticket import ticket

__all__ = [
    "Answer",
    "Asked",
    "Below",
    "Face",
    "Faces",
    "Field",
    "Mount",
    "Operation",
    "Request",
    "Streams",
    "below",
    "control",
    "json_answer",
    "openapi",
    "ticket",
]
