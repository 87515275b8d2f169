"""Visits out of a recording: calls tied by ids first, the others placed where that is safe, and said so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from konnektive.audit.call import Call
from konnektive.audit.group import AFTER_PAUSE, Group
from konnektive.audit.pages import AFTER_SALE, RANK
from konnektive.audit.tying import returned_sessions, sent_keys, tied
from konnektive.audit.visit import Surroundings, Visit
from konnektive.endpoints import (
    CONFIRM_ORDER,
    CONFIRM_PAYPAL,
    IMPORT_CLICK,
    IMPORT_LEAD,
    IMPORT_ORDER,
    IMPORT_UPSALE,
    UPSELL_PAGES,
)

RECENT = 24
"""How many of the groups last seen are considered for a call without ids."""

LONG = 1000
"""Calls; a longer group is no one person's visit, and its order says nothing."""

HOME_PAGES = {
    IMPORT_LEAD.path: ("leadPage", "checkoutPage"),
    IMPORT_ORDER.path: ("checkoutPage",),
    CONFIRM_PAYPAL.path: ("checkoutPage",),
    IMPORT_UPSALE.path: UPSELL_PAGES,
    CONFIRM_ORDER.path: ("thankyouPage",),
}
"""Endpoint to the pages that make such a call."""

BY_POSITION = "sends no id and its answer ties it to no other call: counted in by its position"
SAME_ADDRESS = "opens a new session, but the e-mail address is the same"
UNKNOWN_SESSION = "sends a sessionId that no click returned: counted in by its place in the funnel"
UNKNOWN_ORDER = "sends an orderId that no other call knows: counted in by its position"
FIRST_CLICK = "its sessionId was not used again: counted in as the first click before these calls"
CLICK_WITHOUT_SESSION = "sends no sessionId in the middle of a visit: counted in by its place in the funnel"


def visits(calls: Sequence[Call], last_request: dict[str, tuple[int, int]] | None = None) -> list[Visit]:
    """The visits of a recording by their first calls; every call is in exactly one."""
    surroundings = Surroundings(returned_sessions(calls), last_request or {})
    groups = Placing(calls, surroundings.returned).groups()
    found = [group.visit(surroundings) for group in groups]
    return sorted(found, key=lambda visit: visit.calls[0].number)


class Placing:
    """One pass over a recording in which calls without a tie find their group."""

    def __init__(self, calls: Sequence[Call], returned: frozenset[str]) -> None:
        self.calls = calls
        self.returned = returned
        self.all = [Group(group) for group in tied(calls)]
        self.of = {call.number: group for group in self.all for call in group.tied}
        self.recent: dict[int, Group] = {}
        self.opened: Group | None = None
        """The group of the latest first click."""
        self.stray = Group(())
        """Calls without a tie that came before any group."""
        self.by_email: dict[str, Group] = {}

    def groups(self) -> list[Group]:
        """The groups after every call was placed."""
        for call in self.calls:
            group: Group | None = self._settled(self.of[call.number])
            if group and group.seen_until == 0 and group.merged_into is None:
                group = self._begin(group, call)
            if group is not None:
                self._touch(group, call)
        self._close_stray()
        return [group for group in self.all if group.merged_into is None]

    def _close_stray(self) -> None:
        if self.stray.added:
            self.all.append(self.stray)
            self.stray = Group(())

    def _settled(self, group: Group) -> Group:
        while group.merged_into is not None:
            group = group.merged_into
        return group

    def _touch(self, group: Group, call: Call) -> None:
        group.touch(call)
        if call.endpoint is IMPORT_CLICK and not call.session_id:
            self.opened = group
        self.recent.pop(id(group), None)
        self.recent[id(group)] = group

    def _begin(self, group: Group, call: Call) -> Group | None:
        """The group that this one's first call makes it part of: itself, or one that went before."""
        home, reason = self._home(group, call)
        if home is not None:
            self._merge(group, home, reason)
            return home
        if group.is_alone and group.first_click is None:
            self._merge(group, self.stray, BY_POSITION)
            return None
        self._take_up(group)
        for email in group.emails:
            self.by_email[email] = group
        return group

    def _merge(self, group: Group, home: Group, reason: str) -> None:
        group.merged_into = home
        home.add([*group.tied, *(call for call, _ in group.added.values())], reason)

    def _take_up(self, group: Group) -> None:
        """What came before a group without a first click and waits for one: its first click, stray calls."""
        begins = group.tied[0].session_id
        if group.first_click is not None and (not begins or begins in self.returned):
            self._close_stray()
            return
        before = self.opened
        if before and before.sends_nothing and self._may_open(before, group):
            self._merge(before, group, FIRST_CLICK)
            self.recent.pop(id(before), None)
            self.opened = group
        if self.stray.added:
            self._merge(self.stray, group, BY_POSITION)
            self.stray = Group(())

    def _may_open(self, click: Group, group: Group) -> bool:
        """Whether this click can be the group's first: its answer is unknown, or the group's session is."""
        unanswered = not click.tied[0].answer.recorded
        return unanswered or bool(group.first_session and group.first_session not in self.returned)

    def _home(self, group: Group, call: Call) -> tuple[Group | None, str]:
        if group.is_alone:
            if call.endpoint is IMPORT_CLICK:
                return self._interrupted(call), CLICK_WITHOUT_SESSION
            return self._by_position(call), BY_POSITION
        if not sent_keys(call) and call.endpoint is not IMPORT_CLICK:
            return self._next_step(group, call), BY_POSITION
        if group.first_click is not None:
            return self._same_person(group), SAME_ADDRESS
        if group.sessions:
            return self._with_known_session(group), UNKNOWN_SESSION
        return self._with_known_order(group, call), UNKNOWN_ORDER

    def _seen(self) -> Iterator[Group]:
        """The groups last seen, latest first."""
        return islice(reversed(self.recent.values()), RECENT)

    def _interrupted(self, call: Call) -> Group | None:
        """The visit in whose middle a click without sessionId stands; none where it is a first click.

        A first click says what was requested (requestUri); one in the middle goes on to a page that the visit
        has not seen. Nobody lands on a page after the sale.
        """
        page = call.page_type
        lands = bool(call.said("requestUri"))
        if page not in RANK or (lands and page not in AFTER_SALE):
            return None
        for group in self._seen():
            fits = page not in group.pages and RANK[page] > group.rank >= 0
            if fits and (not lands or group.orders):
                return group
        return None

    def _by_position(self, call: Call) -> Group | None:
        """The visit that the call came in the middle of: that of the latest first click, or a better one."""
        opened = self.opened
        since = opened.tied[0].number if opened else 0
        fitting = [
            group
            for group in self._seen()
            if group is opened or group.last > call.number or group.seen_until > since
        ]
        if len(fitting) < 2:
            return fitting[0] if fitting else opened or next(self._seen(), None)
        email = call.email
        pages = HOME_PAGES.get(call.endpoint.path, ())
        return max(fitting, key=lambda group: (email in group.emails, group.page in pages, group is opened))

    def _same_person(self, group: Group) -> Group | None:
        """The visit that a second click without sessionId breaks off while the same e-mail address goes on.

        A click that says what was requested is a landing: the same buyer comes, or tests, once more.
        """
        if group.first_click is not None and group.first_click.said("requestUri"):
            return None
        for email in group.emails:
            before = self.by_email.get(email)
            before = self._settled(before) if before else None
            if before is not None and before is not group and self._goes_on(before, group):
                return before
        return None

    def _goes_on(self, before: Group, group: Group) -> bool:
        """Whether nothing was bought yet, and the pause was not too long."""
        paused = group.tied[0].place[0] - before.tied[-1].place[0] > AFTER_PAUSE
        return not paused and not before.has_bought()

    def _with_known_session(self, group: Group) -> Group | None:
        """The visit whose place in the funnel a group with a made-up sessionId takes up."""
        if group.sessions & self.returned:
            return None
        for before in self._seen():
            click = before.first_click
            if click is None or not click.answer.session_id or not 1 < len(before.tied) < LONG:
                continue
            one_person = not before.emails or not group.emails or bool(before.emails & group.emails)
            one_order = not before.orders or not group.orders or bool(before.emails & group.emails)
            if one_person and one_order and self._fits_between(group, before):
                return before
        return None

    def _next_step(self, group: Group, call: Call) -> Group | None:
        """The visit that a group which knows no session takes the next step of."""
        pages = HOME_PAGES.get(call.endpoint.path, ())
        for before in self._seen():
            is_new = not before.orders and (not before.emails or bool(before.emails & group.emails))
            in_progress = before.last > call.number or before.seen_until == call.number - 1
            if is_new and in_progress and before.page in pages:
                return before
        return None

    def _fits_between(self, group: Group, before: Group) -> bool:
        """Whether the group stands where the visit is, and the visit goes on from there."""
        start = group.tied[0].number
        ranks = [RANK.get(page, -1) for page in group.pages]
        after = [RANK.get(call.page_type, -1) for call in before.tied if call.number > start]
        later = [rank for rank in after if rank >= 0]
        in_order = all(before.rank <= rank for rank in ranks) and all(
            max(ranks, default=-1) <= r for r in later
        )
        return in_order and bool(after)

    def _with_known_order(self, group: Group, call: Call) -> Group | None:
        """The visit that a call, made once or more, with an orderId nobody else knows belongs to."""
        before = next(self._seen(), None)
        if before is None:
            return None
        if call.answer.order_id or any(one.endpoint is not call.endpoint for one in group.tied):
            return None
        if not before.orders:
            return before if before.page in HOME_PAGES.get(call.endpoint.path, ()) else None
        again = call.endpoint is CONFIRM_ORDER and any(
            one.endpoint is CONFIRM_ORDER and one.number < call.number for one in before.tied
        )
        return None if again else before
