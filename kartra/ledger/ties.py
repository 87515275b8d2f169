"""Which transactions belong together: by original, parent and subscription id, in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kartra.identity import address
from kartra.transaction import Transaction


class Ties:
    """Sets of names that were tied to each other, directly or through others."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, node: str) -> str:
        """The one name that stands for all that are tied to this one."""
        above = self._above
        while (parent := above.setdefault(node, node)) != node:
            above[node] = above[parent]
            node = parent
        return node

    def tie(self, first: str, other: str) -> None:
        """Put both into one set."""
        self._above[self.root(other)] = self.root(first)


def threads(
    transactions: Sequence[Transaction], who: Mapping[tuple[str, str], str]
) -> list[list[Transaction]]:
    """The transactions of each purchase: an order, its instalments, and what undid them.

    `who` names the person of (lead_id, lead_email): one subscription id told of two people is two of them.
    """
    ties = Ties()
    owners = _owners(transactions, who)
    nodes = [_nodes(one, owners, who, position) for position, one in enumerate(transactions)]
    for first, *others in nodes:
        for other in others:
            ties.tie(first, other)
    found: dict[str, list[Transaction]] = defaultdict(list)
    for one, (first, *_) in zip(transactions, nodes, strict=True):
        found[ties.root(first)].append(one)
    return list(found.values())


def _owners(transactions: Iterable[Transaction], who: Mapping[tuple[str, str], str]) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for one in transactions:
        for number in _subscriptions(one):
            owners[number].add(who[one.lead_id, one.lead_email])
    return owners


def _subscriptions(one: Transaction) -> list[str]:
    """Both ids, in one name space: the 2020 edition writes the internal one where later ones do not."""
    return [number for number in (one.subscription_id, one.internal_subscription_id) if number]


def _nodes(
    one: Transaction,
    owners: Mapping[str, set[str]],
    who: Mapping[tuple[str, str], str],
    position: int,
) -> list[str]:
    named = [f"order {number}" for number in (one.transaction_id, one.original_id, one.parent_id) if number]
    person = who[one.lead_id, one.lead_email]
    for number in _subscriptions(one):
        known = owners[number] - {""}
        # A telling without a buyer belongs to the only buyer that the id is told of.
        owner = person or (next(iter(known)) if len(known) == 1 else "")
        named.append(f"subscription {number} of {owner}")
    return named or [f"alone {position}"]


def persons(transactions: Iterable[Transaction]) -> dict[tuple[str, str], str]:
    """(lead_id, lead_email) as told -> the person: one name for all ids and addresses told together."""
    ties = Ties()
    told = {(one.lead_id, one.lead_email) for one in transactions}
    for lead_id, email in told:
        known = _identities(lead_id, email)
        for other in known[1:]:
            ties.tie(known[0], other)
    least: dict[str, str] = {}
    for pair in told:
        for name in _identities(*pair):
            root = ties.root(name)
            least[root] = min(least.get(root, name), name, key=_plainest)
    return {pair: least[ties.root(known[0])] if (known := _identities(*pair)) else "" for pair in told}


def _plainest(name: str) -> tuple[bool, int, str]:
    """Ids before addresses, small numbers before large ones."""
    return (not name.startswith("id:"), len(name), name)


def _identities(lead_id: str, email: str) -> list[str]:
    by_mail = address(email)
    return ([f"id:{lead_id}"] if lead_id else []) + ([f"email:{by_mail}"] if by_mail else [])
