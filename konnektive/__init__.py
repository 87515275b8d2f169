"""The CRM: its API as data, a client, a sandbox, the funnel walk, the audit and its pictures."""

from konnektive.client import Client
from konnektive.endpoints import ENDPOINTS, FLOW, Endpoint, Parameter
from konnektive.exchange import Exchange
from konnektive.funnel import Funnel
from konnektive.run import Run, started

__all__ = ["ENDPOINTS", "FLOW", "Client", "Endpoint", "Exchange", "Funnel", "Parameter", "Run", "started"]
