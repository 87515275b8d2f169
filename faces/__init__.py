"""The HTTP side of the process: messages, the middleware that answers them, and the described control API."""

from faces.control import Asked, Field, Operation, control, openapi
from faces.message import Answer, Face, Request, json_answer
from faces.server import Faces, Mount

__all__ = [
    "Answer",
    "Asked",
    "Face",
    "Faces",
    "Field",
    "Mount",
    "Operation",
    "Request",
    "control",
    "json_answer",
    "openapi",
]
