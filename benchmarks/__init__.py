"""Repeatable measurements, side by side with the peers that can be installed here."""
