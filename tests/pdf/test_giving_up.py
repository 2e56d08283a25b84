"""Who stops a run does not wait for LibreOffice: what it has in hand is ended, and it is there for the next run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from engine.errors import StoppedError
from engine.pdf import office
from engine.pdf.convert import Converted, Source, converting
from engine.pdf.office import Office, find_office
from engine.word.contents import Contents
from tests.material.logged_office import script
from tests.material.patience import comes_about, is_gone
from tests.material.small_word import as_package, word_file

pytestmark = pytest.mark.office

_FOR_EVER = 1_000_000


def hanging(folder: Path) -> Path:
    """LibreOffice, which does nothing and never ends while there is a file `hangs`. The file `child` says who it is."""
    (folder / "hangs").touch()
    return script(
        folder,
        f"""[ -e "{folder}/hangs" ] || exec "{find_office()}" "$@"
        sleep {_FOR_EVER} & echo $! > "{folder}/child"; wait""",
    )


def told_by(converter: Office, folder: Path, asks: Callable[[], None]) -> dict[str, Converted] | BaseException:
    """What comes of one document, by a run that somebody may stop. It is waited for as long as anything is here."""
    contents = Contents(as_package(word_file("# A heading", "Dear reader")))
    contents.prepare()
    told: list[dict[str, Converted] | BaseException] = []

    def run() -> None:
        try:
            with converting(converter, folder, asks) as conversions:
                told.append(dict(conversions.of([Source("small", contents)])))
        except BaseException as fault:
            told.append(fault)

    threading.Thread(target=run, daemon=True).start()
    assert comes_about(lambda: bool(told))
    return told[0]


@pytest.mark.parametrize("stays", [False, True], ids=["started for it", "kept"])
def test_what_hangs_is_ended_and_the_next_run_has_its_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    """It may hang for ever: nothing but being given up ends it. One that waits for its start is given up as well."""
    monkeypatch.setattr(office, "SECONDS_PER_START", _FOR_EVER)
    fault, converter, child = StoppedError("Stopped."), Office(hanging(tmp_path)), tmp_path / "child"

    def stop() -> None:
        is_in_hand = converter.waiting.empty()
        if is_in_hand and child.exists() and child.read_text(encoding="utf-8").strip():
            (tmp_path / "hangs").unlink()
            raise fault

    with converter.warmed() if stays else nullcontext():
        assert told_by(converter, tmp_path / "one", stop) is fault
        assert comes_about(lambda: is_gone(int(child.read_text(encoding="utf-8"))))
        made = told_by(converter, tmp_path / "other", lambda: None)
    assert isinstance(made, dict)
    assert made["small"].pdf.startswith(b"%PDF")
