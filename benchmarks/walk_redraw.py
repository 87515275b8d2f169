"""How long the Walk page takes from a click to its last element, with a walk of 50 calls on it.

Run from the repository: python -m benchmarks.walk_redraw [--clicks 20]
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).parents[1] / "pages" / "navigation.py"
CALLS = 50


def walked() -> AppTest:
    """The page after 50 calls, most of them the lead sent again; the long order form is still to be sent."""
    page = AppTest.from_file(str(SHELL), default_timeout=60).run().switch_page("walk.py").run()
    page.selectbox(key="walk.how.until").set_value(3).run()
    page.button(key="walk.how.run").click().run()
    page.button(key="walk.step.2").click().run()
    while len(page.session_state["walk.run"].attempts) < CALLS:
        [again] = [one for one in page.button if str(one.key).startswith("walk.repeat.")]
        again.click().run()
    return page


def clicks(page: AppTest, number: int) -> list[float]:
    """Milliseconds of each click, from step to step."""
    took = []
    for click in range(number):
        began = time.perf_counter()
        page.button(key=f"walk.step.{(4, 2, 7, 0)[click % 4]}").click().run()
        took.append((time.perf_counter() - began) * 1000)
        assert not page.exception
    return took


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=20)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.db"
        took = clicks(walked(), parser.parse_args().clicks)
        import store

        store.close_all()
    print(f"redraw with {CALLS} calls: median {statistics.median(took):.0f} ms, slowest {max(took):.0f} ms")
