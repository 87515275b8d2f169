"""The ledger: what was bought, what recurs, what came back and what is missing, from events alone."""

from kartra.ledger.book import Ledger
from kartra.ledger.cohorts import Cohort, cohorts
from kartra.ledger.definitions import DEFINITIONS
from kartra.ledger.instalments import Instalment
from kartra.ledger.measures import Month, months
from kartra.ledger.purchase import Purchase, gaps_text

__all__ = [
    "DEFINITIONS",
    "Cohort",
    "Instalment",
    "Ledger",
    "Month",
    "Purchase",
    "cohorts",
    "gaps_text",
    "months",
]
