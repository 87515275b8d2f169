"""The catalogue of rules; names, severities and conditions are relied on by other programs."""

from konnektive.audit.rule import Rule
from konnektive.audit.rules.answers import ANSWER_RULES
from konnektive.audit.rules.clicks import CLICK_RULES
from konnektive.audit.rules.confirms import CONFIRM_RULES
from konnektive.audit.rules.leads import LEAD_RULES
from konnektive.audit.rules.orders import ORDER_RULES
from konnektive.audit.rules.paypal import PAYPAL_RULES
from konnektive.audit.rules.security import SECURITY_RULES
from konnektive.audit.rules.sessions import SESSION_RULES
from konnektive.audit.rules.transport import TRANSPORT_RULES
from konnektive.audit.rules.upsells import UPSELL_RULES

RULES: tuple[Rule, ...] = (
    *CLICK_RULES,
    *SESSION_RULES,
    *LEAD_RULES,
    *ORDER_RULES,
    *PAYPAL_RULES,
    *UPSELL_RULES,
    *CONFIRM_RULES,
    *SECURITY_RULES,
    *TRANSPORT_RULES,
    *ANSWER_RULES,
)
RULE = {rule.name: rule for rule in RULES}

__all__ = ["RULE", "RULES"]
