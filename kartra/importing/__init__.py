"""Taking files into the store: fast, with progress, and going on where an interruption left off."""

from kartra.importing.bringing import Brought, bring_in

__all__ = ["Brought", "bring_in"]
