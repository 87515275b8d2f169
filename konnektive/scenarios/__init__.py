"""Scenarios: ways a visit can go, played against faults."""
