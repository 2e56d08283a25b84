"""Send out over HTTP: a studio that runs, a group whose checklist is late."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from engine.workspace import Workspace
from tests.material.over_http import OverHttp
from tests.material.running_studio import running_studio

pytestmark = [pytest.mark.office, pytest.mark.slow]


def test_who_is_late_gets_the_forms_a_reminder_and_a_line_on_record(little: Workspace, tmp_path: Path) -> None:
    (little.inputs / "checklists" / "providers.xlsx").unlink()
    with running_studio(little.root, tmp_path) as studio:
        owner = OverHttp(studio)
        text = owner.when("/send", "One person or group has not been sent their forms")
        key = next(key for key, who in re.findall(r'who=(\w+)"[^>]*>([^<]+)<', text) if who.startswith("Providers"))
        page = owner.get(f"/send?who={key}").text
        assert "Nothing is on record" in page
        connection = owner.connect()
        connection.request("GET", f"/send/forms?who={key}", headers=owner.headers)
        answer = connection.getresponse()
        with zipfile.ZipFile(io.BytesIO(answer.read())) as package:
            assert package.namelist() == ["providers.xlsx", "Letter.txt"]
        assert "Forms%20for%20Providers" in (answer.getheader("content-disposition") or "")
        connection.close()
        assert "A reminder, since it is late" not in page
        owner.post("/send", who=key)
        page = owner.get(f"/send?who={key}").text
        assert "A reminder, since it is late" in page
        assert "No checklist has come back, was due on 30 January 2026" in page
        assert "One person or group is late: remind them" in owner.get("/send").text
        assert owner.post("/send", who=key, reminder="yes").address == f"/send?who={key}"
        page = owner.get(f"/send?who={key}").text
        assert "A reminder went to Providers and voluntary sector today." in page
        assert "Reminded" in page
        seen = re.search('name="seen" value="([^"]+)"', page)
        assert seen
        refused = owner.post("/send/due", checklists="soon", narrative="2026-02-20", seen=seen[1])
        assert refused.status == 422
        assert "Checklists: &#34;soon&#34; is not a date." in refused.text
        assert 'value="soon"' in refused.text
        assert owner.post("/send/due", checklists="2999-01-30", narrative="2026-02-20", seen="old").status == 422
        assert owner.post("/send/due", checklists="2999-01-30", narrative="2026-02-20", seen=seen[1]).status == 303
        assert "checklists: 2999-01-30," in (little.inputs / "council.yaml").read_text(encoding="utf-8")
        owner.when(f"/send?who={key}", "Please send it back by 30 January 2999")
        assert owner.get("/send/forms?who=nobody").status == 404
        assert owner.post("/send", who="nobody").address == "/send"
    assert (little.inputs / "sent.yaml").read_text(encoding="utf-8").count("reminder: true") == 1
