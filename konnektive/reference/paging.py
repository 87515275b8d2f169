"""What the query endpoints share: a window of days, and pages."""

from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.parameter import Parameter

DATE = r"\d{1,2}/\d{1,2}/(\d\d|\d{4})( .*)?|\d{4}-\d{2}-\d{2}.*"
_DATES = "vendor clients; live check of 2026-09-21: a time part is taken and ignored"
FIT = "fitboxmedia/konnektive-api"

WINDOW = (
    Parameter(
        "startDate",
        "conditional",
        "First day, counted whole.",
        format="m/d/yy, mm/dd/yyyy or YYYY-MM-DD",
        pattern=DATE,
        source=_DATES,
        when="unless an id is sent",
    ),
    Parameter(
        "endDate",
        "conditional",
        "Last day, counted whole.",
        format="m/d/yy, mm/dd/yyyy or YYYY-MM-DD",
        pattern=DATE,
        source=_DATES,
        when="unless an id is sent",
    ),
)
PAGES = (
    Parameter(
        "resultsPerPage",
        "optional",
        "Rows of a page: 25 when absent, 200 at most.",
        pattern=r"\d{1,3}",
        format="1 to 200",
        source="recorded answer; vej-ai/dtex",
    ),
    Parameter("page", "optional", "Which page; 1 when absent.", pattern=r"\d+", source="recorded answer"),
    Parameter("sortDir", "optional", "1: newest first, 0: oldest first.", allowed=("0", "1"), source=FIT),
)
SHARED = (*CREDENTIALS, *WINDOW, *PAGES)


def date_range(*allowed: str) -> Parameter:
    """Which date the window is about."""
    return Parameter(
        "dateRangeType", "optional", "Which date the window is about.", allowed=allowed, source=FIT
    )


def filtered(name: str, meaning: str, *allowed: str, pattern: str = "") -> Parameter:
    """A parameter that narrows a query."""
    return Parameter(name, "optional", meaning, allowed=allowed, pattern=pattern, source=FIT)
