"""The house's rules, read from the syntax trees: who imports whom, and what a page may be called."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("faces", "privacy", "store", "konnektive", "kartra", "pages")
ALLOWED = {
    "app.py": {"faces", "konnektive", "kartra", "store", "privacy", "streamlit"},
    "pages": {"faces", "konnektive", "kartra", "store", "privacy", "streamlit"},
    "konnektive": {"faces", "store", "privacy"},
    "kartra": {"faces", "store", "privacy"},
    "store": {"privacy"},
    "faces": {"privacy"},
    "privacy": set(),
}
OURS = {"app", "faces", "konnektive", "kartra", "store", "privacy", "pages", "streamlit"}


def sources(*parts: str) -> Iterator[Path]:
    """The files of these parts, of all where none is named."""
    for part in parts or ALLOWED:
        path = ROOT / part
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each import, the ones inside functions too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, node.module or ""


def needed_to_run(path: Path) -> set[str]:
    """The imports that are made when the program runs, those for the type checker left out."""
    tree = parsed(path)
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
    hints = [node for node in blocks if ast.unparse(node.test) == "TYPE_CHECKING"]
    lines = {line for node in hints for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    return {name for line, name in imports(path) if line not in lines}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("part", ALLOWED)
def test_imports_follow_the_arrows(part: str) -> None:
    assert not [
        f"{relative(path)}, line {line}: {name}"
        for path in sources(part)
        for line, name in imports(path)
        if (top := name.partition(".")[0]) in OURS and top != part and top not in ALLOWED[part]
    ]


def test_plotly_is_used_by_figures_alone() -> None:
    drawing = [
        path for path in sources() if any(name.partition(".")[0] == "plotly" for name in needed_to_run(path))
    ]
    assert drawing
    assert {path.parent.name for path in drawing} <= {"konnektive", "kartra"}
    assert not [relative(path) for path in drawing if not path.stem.startswith("figures")]


def test_no_page_shadows_a_module() -> None:
    """The pages' folder is first on sys.path while a page runs."""
    installed = [entry for entry in sys.path if entry.endswith("site-packages")]
    names = {path.stem for path in sources("pages")}
    assert not names & {*PACKAGES, *sys.stdlib_module_names}
    assert not [name for name in names if PathFinder.find_spec(name, installed)]


def test_every_module_says_what_it_is() -> None:
    assert not [relative(path) for path in sources() if not ast.get_docstring(parsed(path))]


def test_nothing_shipped_depends_on_what_lies_outside_the_project() -> None:
    outside = "/work/" + "shared"
    texts = {path: path.read_text() for path in (*sources(), *(ROOT / "tests").rglob("*.py"))}
    assert not [relative(path) for path, text in texts.items() if outside in text or "../" + "shared" in text]
