"""What a search shows, to take away: JSON lines, CSV, HAR or a page; people replaced unless asked not to."""

from kartra.exporting.export import FORMATS, Export, export
from kartra.exporting.sharing import Sharing, sharing

__all__ = ["FORMATS", "Export", "Sharing", "export", "sharing"]
