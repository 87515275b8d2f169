"""The shell: every page in its group, the badges, and a sentence where the store can not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.outcomes import SHELL, opened


def test_every_page_stands_in_the_menu() -> None:
    named = SHELL.read_text()
    scripts = [path.stem for path in SHELL.parent.glob("*.py") if "\nst.title(" in path.read_text()]
    assert scripts
    assert not [name for name in scripts if f'("{name}", ' not in named]


def test_target_and_store_are_in_sight() -> None:
    badges = " ".join(one.value for one in opened("start.py").markdown)
    assert "SANDBOX" in badges
    assert "SQLite · funnelscope.db" in badges


def test_live_is_loud() -> None:
    badges = [one.value for one in opened("guide.py", walk__live=True).markdown]
    assert any("red-badge" in badge and "LIVE" in badge for badge in badges)


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////proc/nowhere/funnelscope.db"])
def test_a_store_that_can_not_be_read_is_explained(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    page = opened("funnel.py")
    assert not page.exception
    assert "`DATABASE_URL`" in page.error[0].value
    assert page.button(key="store.again")


def test_the_logo_is_drawn_here() -> None:
    for name in ("logo.svg", "logo_icon.svg"):
        drawn = (Path(SHELL).parent / name).read_text()
        assert drawn.startswith("<svg") and "href" not in drawn and len(drawn) < 2_000
