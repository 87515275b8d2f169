"""A delivery looked at more closely: as a request in code, byte by byte, and beside another one."""

from kartra.inspecting.difference import Difference, differences
from kartra.inspecting.hexdump import hexdump, is_readable
from kartra.inspecting.request_code import LANGUAGES, request_code

__all__ = ["LANGUAGES", "Difference", "differences", "hexdump", "is_readable", "request_code"]
