"""Files too large to be read at once: unpacked on the disk, indexed, and any page of them in a moment."""

from kartra.paging.index import PieceIndex
from kartra.paging.layout import HEAD, Layout, layout
from kartra.paging.plain import Plain, is_packed, members

__all__ = ["HEAD", "Layout", "PieceIndex", "Plain", "is_packed", "layout", "members"]
