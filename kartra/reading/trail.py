"""The journal of one reading: the steps taken, the problems met, and what may still be spent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kartra.event import Problem, Severity
from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.loose.dialects import NATIVE
from kartra.reading.mends import MENDS, severity_of
from kartra.reading.place import Text


@dataclass(slots=True)
class Budget:
    """What all layers of one reading share."""

    work: int = limits.WORK
    values: int = limits.VALUES
    unpacked: int = limits.UNPACKED


@dataclass(slots=True)
class Trail:
    """Written to while reading; a branch is an attempt that may be dropped without a trace."""

    budget: Budget = field(default_factory=Budget)
    layer: int = 0
    steps: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    mended: Counter[str] = field(default_factory=Counter)
    seen: list[Document] = field(default_factory=list)
    """Documents that were read and held no event; what they are is said when nothing else is found."""

    def branch(self) -> Trail:
        """Return an attempt one layer further in."""
        return Trail(self.budget, self.layer + 1)

    def join(self, branch: Trail) -> None:
        """Take over what an attempt has found."""
        self.steps |= branch.steps
        self.problems += branch.problems
        self.mended += branch.mended
        self.seen += branch.seen

    def step(self, name: str) -> None:
        """Name a step; one that was taken before is not named again."""
        if len(self.steps) < limits.STEPS:
            self.steps.setdefault(name)

    def spend(self, amount: int) -> bool:
        """Whether `amount` more characters may be worked through."""
        self.budget.work -= amount
        return self.budget.work >= 0

    def problem(
        self, code: str, severity: Severity, message: str, text: Text | None = None, offset: int = 0
    ) -> None:
        """Report something at a place of `text`, or about the whole input."""
        line, column = text.at(offset) if text is not None else (None, None)
        self.problems.append(Problem(code, line, column, severity, message))

    def problem_at(self, code: str, severity: Severity, message: str, line: int, column: int) -> None:
        """Report something at a place that is known already."""
        self.problems.append(Problem(code, line, column, severity, message))

    def once(self, code: str, message: str) -> None:
        """Report something about the whole input that is said once, however often it is met."""
        if all(problem.code != code for problem in self.problems):
            self.problem(code, "error", message)

    @property
    def has_failed(self) -> bool:
        """Whether something could not be read."""
        return any(problem.severity == "error" for problem in self.problems)

    def mend(self, code: str, text: Text, offset: int) -> None:
        """Report a mend with its place."""
        self.step(f"mended:{code}")
        self.mended[code] += 1
        if self.mended[code] <= limits.NAMED:
            message = MENDS[code][0].upper() + MENDS[code][1:] + "."
            self.problem(code, severity_of(code), message, text, offset)

    def count(self, counts: Counter[str], dialect: str) -> None:
        """Add the mends of one document that are too many to have their places kept."""
        for code, count in counts.items():
            if code in MENDS and code not in NATIVE[dialect]:
                self.mended[code] += max(0, count - limits.NAMED)

    def unlisted(self) -> list[Problem]:
        """Return one problem for each kind of mend that has more than are listed."""
        return [
            Problem(code, None, None, severity_of(code), f"{count - limits.NAMED} more: {MENDS[code]}.")
            for code, count in self.mended.items()
            if count > limits.NAMED
        ]
