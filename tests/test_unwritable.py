"""A folder in which nothing can be kept: said at every door, and mended without a new start."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.running import running

CLICK = b"loginId=demo&password=demo&pageType=leadPage&campaignId=1&requestUri=https://x.example/"
DOORS = {
    "/in/kartra": b'{"action":"x"}',
    "/konnektive/landers/clicks/import/": CLICK,
    "/api/sandbox": None,
    "/api/deliveries": None,
}


def answered(url: str, body: bytes | None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, body, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that even root can not write")
def test_every_door_says_so_and_opens_once_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.symlink_to("/proc")
    url = f"sqlite:///{folder / 'kept.db'}"
    with running("streamlit run app.py", tmp_path, DATABASE_URL=url) as app:
        for path, body in DOORS.items():
            status, said = answered(app.url + path, body)
            assert (status, "No such file" in said or "unable to open" in said) == (503, True), path
        assert answered(app.url, None)[0] == 200
        assert json.loads(answered(app.url + "/api/uploads", None)[1]) == {"uploads": []}
        upload = urllib.request.Request(app.url + "/api/uploads/x.json", b"{}", method="PUT")
        with pytest.raises(urllib.error.HTTPError, match="507"):
            urllib.request.urlopen(upload, timeout=10)
        folder.unlink()
        folder.mkdir()
        for path, body in DOORS.items():
            assert answered(app.url + path, body)[0] == 200, path
        assert '"path":"/in/kartra"' in answered(app.url + "/api/deliveries", None)[1]
        assert "Traceback" not in (tmp_path / "server.log").read_text()
