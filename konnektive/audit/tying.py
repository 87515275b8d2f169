"""Which calls belong together: by the sessionId and orderId that they send or were answered with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from konnektive.audit.call import Call
from konnektive.endpoints import IMPORT_CLICK


def sent_keys(call: Call) -> list[str]:
    """The ids that a call sends, `s:` before a sessionId and `o:` before an orderId."""
    session, order = call.session_id, call.order_id
    return [f"s:{session}"] * bool(session) + [f"o:{order}"] * bool(order)


def keys(call: Call) -> list[str]:
    """The ids that a call sends or was answered with SUCCESS."""
    found, answer = sent_keys(call), call.answer
    if answer.succeeded:
        if answer.session_id and answer.session_id != call.session_id:
            found.append(f"s:{answer.session_id}")
        if answer.order_id and answer.order_id != call.order_id:
            found.append(f"o:{answer.order_id}")
    return found


def tied(calls: Sequence[Call]) -> list[list[Call]]:
    """Groups of calls tied by their ids, each in order, by their first call; a call without ids is alone."""
    known = [keys(call) for call in calls]
    crossed = _crossed(calls, known)
    tie = [crossed.get(call.number) or found for call, found in zip(calls, known, strict=True)]
    joined = Joined()
    for together in dict.fromkeys(tuple(own) for own in tie if len(own) > 1):
        joined.join(together)
    groups: dict[str | int, list[Call]] = defaultdict(list)
    for call, own in zip(calls, tie, strict=True):
        groups[joined.root(own[0]) if own else call.number].append(call)
    return list(groups.values())


def emails(calls: Iterable[Call]) -> set[str]:
    """The e-mail addresses that calls send, case aside."""
    return {call.email for call in calls if call.email}


class Joined:
    """Sets of names that grow together."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def root(self, name: str) -> str:
        path = []
        while (above := self.parent.setdefault(name, name)) != name:
            path.append(name)
            name = above
        for one in path:
            self.parent[one] = name
        return name

    def join(self, names: Sequence[str]) -> None:
        first = self.root(names[0])
        for name in names[1:]:
            self.parent[self.root(name)] = first


def _crossed(calls: Sequence[Call], known: Sequence[list[str]]) -> Mapping[int, list[str]]:
    """Calls that send one person's sessionId with another's orderId, to the id that they are tied by.

    Both persons have a session opened by a landing of their own and an order of their own, and no e-mail
    address in common: joining them would make one visit of two people.
    """
    homes, opened = _homes(calls, known)
    if len(set(homes.values())) < 2:
        return {}
    own_orders = set(homes.values())
    suspects: list[tuple[Call, str, str]] = []
    for call, found in zip(calls, known, strict=True):
        if len(found) < 2:
            continue
        session = next((key for key in found if key.startswith("s:")), "")
        order = next((key for key in found if key.startswith("o:")), "")
        home = homes.get(order, "")
        if (
            session
            and order
            and home not in ("", session)
            and session in own_orders
            and opened >= {session, home}
        ):
            suspects.append((call, session, order))
    if not suspects:
        return {}
    people = _people(calls, {call.number for call, _, _ in suspects})
    return {
        call.number: [order if emails([call]) & people[homes[order]] else session]
        for call, session, order in suspects
        if people[session] and people[homes[order]] and not people[session] & people[homes[order]]
    }


def _homes(calls: Sequence[Call], known: Sequence[list[str]]) -> tuple[dict[str, str], set[str]]:
    """Each orderId's session, by the first call that carries both; and the sessions that landings opened."""
    homes: dict[str, str] = {}
    opened = set()
    for call, found in zip(calls, known, strict=True):
        # A click that opens a session in the middle of a visit says nothing of what was requested.
        opens = call.endpoint is IMPORT_CLICK and not call.session_id and bool(call.said("requestUri"))
        if len(found) < 2 and not opens:
            continue
        sessions = [key for key in found if key.startswith("s:")]
        for order in (key for key in found if key.startswith("o:")):
            if sessions:
                homes.setdefault(order, sessions[0])
        if opens:
            opened.update(sessions)
    return homes, opened


def _people(calls: Sequence[Call], without: set[int]) -> Mapping[str, set[str]]:
    """Session to the e-mail addresses sent with it."""
    people: dict[str, set[str]] = defaultdict(set)
    for call in calls:
        if call.number not in without:
            for key in keys(call):
                people[key] |= emails([call])
    return people


def returned_sessions(calls: Iterable[Call]) -> frozenset[str]:
    """The sessionIds that clicks were answered with, apart from those that they sent themselves."""
    return frozenset(
        call.answer.session_id
        for call in calls
        if call.endpoint is IMPORT_CLICK and call.answer.succeeded and call.answer.session_id
        if call.answer.session_id != call.session_id
    )
