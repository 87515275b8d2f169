"""The payloads page: whatever is pasted or opened is read at once, and kept only when asked."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from store import connect, uploads
from store.inbox import newest
from tests.kartra.reading.printers import compact
from tests.kartra.reading.wrapped import made

ROOT = Path(__file__).parents[2]
SHELL = ROOT / "pages" / "navigation.py"
SAMPLES = ROOT / "sample_payloads" / "kartra"


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(SHELL), default_timeout=20)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run().switch_page("payloads.py").run()


def test_a_linked_sample_is_opened_each_time() -> None:
    page = opened(sample="purchase.json")
    page.text_area(key="payloads.paste").set_value("hello").run()
    assert "`pasted`" in said(page)
    page.switch_page("guide.py").run()
    page.query_params["sample"] = "purchase.json"
    page.switch_page("payloads.py").run()
    assert "`purchase.json`" in said(page)


def pasted(text: str) -> AppTest:
    page = opened()
    page.text_area(key="payloads.paste").set_value(text).run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    shown = (*page.markdown, *page.warning, *page.error, *page.caption)
    return "\n".join(one.value for one in shown).replace("\\", "")


def test_a_pasted_purchase_is_told_in_one_sentence() -> None:
    page = pasted((SAMPLES / "purchase.json").read_text())
    assert "A purchase: Ethan Cole bought Keto Coach 6 for 97" in said(page)
    assert "Nothing unusual" in said(page)


@pytest.mark.parametrize(
    "name", ["cut-off.txt", "ipn-sale.txt", "journey-of-one-lead.ndjson", "api-answer.json"]
)
def test_a_sample_opens_by_its_link(name: str) -> None:
    page = opened(sample=name)
    assert not page.exception
    assert name in said(page)


def test_what_was_mended_is_said_first_and_shown_at_its_place() -> None:
    page = pasted((SAMPLES / "documentation-sample.txt").read_text())
    assert "Mended: a comma stands before the closing bracket" in said(page)
    place = next(one.value for one in page.code if "^" in one.value)
    assert "46 |" in place
    assert "A comma stands before the closing bracket." in place


def test_what_is_no_event_is_called_by_its_name() -> None:
    page = pasted('{"status":"Error","message":"Invalid API key","type":"203"}')
    assert page.warning[0].value.startswith("This is an answer of Kartra's inbound API")


def test_several_events_are_a_table_with_the_chosen_one_below() -> None:
    page = pasted("\n".join(compact(made(kind, 1)) for kind in ("assign_tag", "buy_product", "video_play")))
    table = page.dataframe[0].value
    assert table["Action"].tolist() == ["assign_tag", "buy_product", "video_play"]
    assert "3 events" in said(page)


def test_markup_in_a_name_is_shown_to_the_letter() -> None:
    event = made("assign_tag")
    event["lead"]["first_name"] = "_Ann_ # :red[x]"
    page = pasted(compact(event))
    assert any(r"\_Ann\_ \# \:red\[x\]" in one.value for one in page.markdown)
    assert not any("_Ann_" in one.value or " :red[x]" in one.value for one in page.markdown)


def test_a_secret_is_not_on_the_page() -> None:
    page = pasted(
        (SAMPLES / "ipn-sale.txt").read_text().replace("secret_key=REDACTED", "secret_key=hush-hush")
    )
    shown = said(page) + "".join(one.value for one in page.code) + "".join(one.value for one in page.json)
    assert "hush-hush" not in shown


def test_nothing_is_kept_until_it_is_asked_for() -> None:
    page = pasted((SAMPLES / "purchase.json").read_text())
    with connect().reading() as connection:
        assert newest(connection) == 0
    page.button(key="payloads.keep.0").click().run()
    assert not page.exception
    with connect().reading() as connection:
        assert newest(connection) == 1


def test_a_file_of_lines_is_paged_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "many.ndjson"
    lines = [compact(made("assign_tag", seed)) for seed in range(250)]
    lines[120] = '{"action":"assign_tag","lead":{"id":"x","email":"a@b.c"},"action_details":{}}'
    path.write_text("\n".join(lines))
    page = opened()
    page.text_input(key="payloads.path").set_value(str(path)).run()
    page.button(key="payloads.open_path").click().run()
    assert not page.exception
    assert "**250 lines**, 1 of them not as documented" in said(page)
    assert page.dataframe[0].value["Line"].tolist() == list(range(1, 101))
    page.number_input(key="payloads.line").set_value(121).run()
    assert page.dataframe[0].value["Line"].tolist()[0] == 121


def test_a_path_that_can_not_be_opened_is_said(tmp_path: Path) -> None:
    page = opened()
    page.text_input(key="payloads.path").set_value(str(tmp_path / "none")).run()
    page.button(key="payloads.open_path").click().run()
    assert not page.exception
    assert "can not be opened" in page.toast[0].value


def by_path(path: Path) -> AppTest:
    page = opened()
    page.text_input(key="payloads.path").set_value(str(path)).run()
    page.button(key="payloads.open_path").click().run()
    assert not page.exception
    return page


def test_a_file_of_an_archive_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("few.ndjson", "\n".join(compact(made("assign_tag", n)) for n in range(3)))
        archive.writestr("many.ndjson", "\n".join(compact(made("assign_tag", n)) for n in range(9)))
    page = by_path(path)
    assert "**9 lines**" in said(page)
    page.selectbox(key="payloads.member").set_value("few.ndjson").run()
    assert "**3 lines**" in said(page)
    assert "`zip:few.ndjson`" in said(page)
    page.button(key="payloads.close_large").click().run()
    assert list(uploads.folder().iterdir()) == []


def test_a_cut_archive_shows_what_could_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "cut.ndjson.gz"
    packed = gzip.compress("\n".join(compact(made("assign_tag", n)) for n in range(300)).encode())
    path.write_bytes(packed[: len(packed) * 2 // 3])
    page = by_path(path)
    assert "The gzip data ends too early" in said(page)
    assert "1 of them not as documented" in said(page)


def test_a_large_text_without_pieces_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    text = (SAMPLES / "php-print_r.txt").read_text()
    path.write_text(text)
    assert "How it was read" in said(by_path(path))


def test_what_could_not_be_kept_is_told() -> None:
    page = opened()
    page.text_area(key="payloads.paste").set_value('{"action": "assign_tag"}').run()
    connect().close()
    page.button(key="payloads.keep.0").click().run()
    assert not page.exception
    assert page.toast[0].value == "Not kept: The store is closed."
