"""Kartra's webhooks: the catalogue of events, reading, findings, tables, ledger and receiver."""
