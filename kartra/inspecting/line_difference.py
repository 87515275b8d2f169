"""Which lines two texts differ in, in bounded time: repeated lines and strangers' megabytes included."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_STEPS = 1_000_000
"""Steps of the exact comparison over all stretches of a text: a second or so."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of the first text in whose place the second has others; either may have none there."""

    before: range
    after: range
    is_coarse: bool = False
    """Whether lines may be in it that are the same on both sides: telling them apart took too long."""


def stretches(one: Sequence[str], other: Sequence[str]) -> Iterator[Stretch]:
    """The places in which they differ, in their order."""
    steps = _STEPS
    for gap in _gaps(one, other):
        found, taken = _exact(one, other, gap, steps)
        steps -= taken
        yield from found


def _gaps(one: Sequence[str], other: Sequence[str]) -> Iterator[Stretch]:
    """What lies between the lines that are anchors: each stands once on either side, in the same order."""
    a, b = 0, 0
    for left, right in [*_anchors(one, other), (len(one), len(other))]:
        if gap := _trimmed(one, other, a, left, b, right):
            yield gap
        a, b = left + 1, right + 1


def _trimmed(one: Sequence[str], other: Sequence[str], a: int, m: int, b: int, n: int) -> Stretch | None:
    while a < m and b < n and one[a] == other[b]:
        a, b = a + 1, b + 1
    while a < m and b < n and one[m - 1] == other[n - 1]:
        m, n = m - 1, n - 1
    return Stretch(range(a, m), range(b, n)) if a < m or b < n else None


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising row of lines that both texts have once."""
    single = {line for line, n in Counter(other).items() if n == 1}
    place = {line: at for at, line in enumerate(other) if line in single}
    once = Counter(one)
    pairs = [(at, place[line]) for at, line in enumerate(one) if line in place and once[line] == 1]
    ends: list[int] = []
    last: list[int] = []
    came: list[int] = []
    for at, (_, right) in enumerate(pairs):
        length = bisect_left(ends, right)
        came.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [right]
        last[length : length + 1] = [at]
    row: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        row.append(pairs[at])
        at = came[at]
    return row[::-1]


def _exact(
    one: Sequence[str], other: Sequence[str], gap: Stretch, most: int
) -> tuple[Sequence[Stretch], int]:
    """The gap without what is the same in it, and the steps that took; the gap itself when they run out."""
    a, b = one[gap.before.start : gap.before.stop], other[gap.after.start : gap.after.stop]
    if set(a).isdisjoint(b):
        return [gap], 0
    trace, steps = _trace(a, b, most)
    if trace is None:
        return [replace(gap, is_coarse=True)], steps
    found = _joined(_edits(trace, len(a), len(b)))
    x, y = gap.before.start, gap.after.start
    return [Stretch(range(x + m, x + n), range(y + p, y + q)) for m, n, p, q in found], steps


def _trace(a: Sequence[str], b: Sequence[str], most: int) -> tuple[list[dict[int, int]] | None, int]:
    """How far one comes with 0, 1, 2 ... edits on each diagonal (Myers 1986), and the steps that took."""
    reach, trace, steps = {1: 0}, [], 0
    for edits in range(len(a) + len(b) + 1):
        trace.append(dict(reach))
        steps += len(reach)
        for k in range(-edits, edits + 1, 2):
            x = _start(reach, edits, k)
            began = x
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            reach[k] = x
            steps += 1 + x - began
            if x >= len(a) and x - k >= len(b):
                return trace, steps
            if steps > most:
                return None, steps
    return None, steps


def _start(reach: dict[int, int], edits: int, k: int) -> int:
    down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
    return reach[k + 1] if down else reach[k - 1] + 1


def _edits(trace: Sequence[dict[int, int]], x: int, y: int) -> Iterator[tuple[int, int, int, int]]:
    """Each single line taken out or put in, from the last to the first."""
    for edits in range(len(trace) - 1, 0, -1):
        reach, k = trace[edits], x - y
        down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        k += 1 if down else -1
        x, y = reach[k], reach[k] - k
        yield (x, x, y, y + 1) if down else (x, x + 1, y, y)


def _joined(edits: Iterator[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    rows: list[tuple[int, int, int, int]] = []
    for m, n, p, q in edits:
        if rows and rows[-1][0] == n and rows[-1][2] == q:
            rows[-1] = (m, rows[-1][1], p, rows[-1][3])
        else:
            rows.append((m, n, p, q))
    return rows[::-1]
