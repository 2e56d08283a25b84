"""The public edition's web page: made of the delivered Word file alone, with all its words, for every reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Page, sync_playwright

from engine.assembly.assemble import Built
from engine.findings import Place
from engine.model.edition import Edition
from engine.progress import Progress
from engine.publishing.proof import verify
from engine.rendering.web.page import web_page
from engine.templates.brand.apply import branded
from engine.word.names import W_P
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.styles import read_styles
from engine.word.text import paragraph_text
from engine.workspace import Workspace
from tests.building import build
from tests.material.brands import BRANDS
from tests.material.little_sample import little_sample
from tests.material.running_studio import ALONE
from tests.material.tools import chromium

pytestmark = pytest.mark.office
WIDTHS = (360, 1400)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return little_sample(tmp_path_factory.mktemp("web") / "workspace")


@pytest.fixture(scope="module")
def public(council: Workspace) -> Built:
    return build(council, Edition.PUBLIC, with_pdf=False, progress=Progress())


@pytest.fixture(scope="module")
def pages(public: Built) -> Iterator[dict[int, tuple[Page, list[str]]]]:
    """The page in windows of two widths, each with all that its console said and all that it asked for."""
    path = public.folder / "report.html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ALONE)
        yield {width: _opened(browser.new_page(viewport={"width": width, "height": 900}), path) for width in WIDTHS}
        browser.close()


def _opened(page: Page, path: Path) -> tuple[Page, list[str]]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("data:") else None)
    page.goto(path.as_uri())
    return page, said


def test_it_is_made_of_the_word_file_and_of_nothing_else(public: Built) -> None:
    word = (public.folder / "report.docx").read_bytes()
    assert (public.folder / "report.html").read_bytes() == web_page(word, "report.docx")


def test_every_paragraph_of_the_word_file_is_in_it(public: Built) -> None:
    package = Package.read((public.folder / "report.docx").read_bytes())
    styles = read_styles(package.parts[STYLES])
    said = [
        "".join(paragraph_text(paragraph).split())
        for paragraph in package.xml(DOCUMENT).iter(W_P)
        if not styles.name_of(paragraph).startswith("toc ")  # whose page numbers a page has not
    ]
    page: Any = html.document_fromstring((public.folder / "report.html").read_text(encoding="utf-8"))
    there = "".join("".join(page.body.text_content()).split())
    assert len(said) > 500
    assert [text for text in said if text not in there] == []


def test_what_the_manifest_tells_of_it_is_proven(council: Workspace, public: Built) -> None:
    told = json.loads((public.folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert set(told) == {"report.docx", "report.html"}
    assert told["report.html"]["made_from"] == told["report.docx"]["made_from"]
    path = public.folder / "report.html"
    whole = path.read_bytes()
    assert verify(council, public.folder) == []
    try:
        path.write_bytes(whole.replace(b"</main>", b" </main>"))
        assert {finding.code for finding in verify(council, public.folder)} == {"M-02"}
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_is_fetched(pages: dict[int, Any], width: int) -> None:
    page, said = pages[width]
    assert Axe().run(page).response["violations"] == []
    assert said == [page.url]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_of_the_window(pages: dict[int, Any], width: int) -> None:
    page, _ = pages[width]
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_keyboard_passes_the_contents_list(pages: dict[int, Any]) -> None:
    page, _ = pages[1400]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Go to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_every_link_of_the_contents_list_leads_to_its_heading(pages: dict[int, Any]) -> None:
    page, _ = pages[1400]
    pairs = page.evaluate(
        "[...document.querySelectorAll('nav a')].map(a => [a.textContent, document.querySelector(a.hash).textContent])"
    )
    assert len(pairs) > 8
    assert all(
        "".join(text.replace(":", "").split()) in "".join(there.replace(":", "").split()) for text, there in pairs
    )


def test_charts_are_drawings_that_say_what_they_show(pages: dict[int, Any]) -> None:
    page, _ = pages[1400]
    told = page.evaluate("[...document.querySelectorAll('figure svg')].map(s => s.getAttribute('aria-label'))")
    assert told
    assert all(told)


ONE_OF_EACH_LOOK = """() => {
    const seen = new Set();
    for (const part of document.querySelectorAll("main p, main li, main tr, main figure, nav li")) {
        if (!part.isConnected) continue;
        const look = [part, part.parentElement, part.closest("section, table, nav, main")];
        const key = look.map(one => one.tagName + one.className).join() + (part.querySelector("a") ? "a" : "");
        seen.has(key) ? part.remove() : seen.add(key);
    }
}"""
"""For all of a page axe needs ten seconds."""


@pytest.mark.parametrize("name", [name for name, brand in BRANDS.items() if brand.fonts or brand.colours])
def test_what_a_brand_changes_can_be_read_and_keeps_inside_the_window(
    pages: dict[int, Any], public: Built, name: str
) -> None:
    """Colours and fonts alone: what is told to a screen reader is the same in any brand."""
    looks, council = BRANDS[name], public.reading.assessment.council
    fonts = dict(zip(("heading_font", "text_font"), looks.fonts or (), strict=False))
    told = replace(council, brand=replace(council.brand, colours=looks.colours, **fonts))
    word = (public.folder / "report.docx").read_bytes()
    in_brand = branded(word, told, Place("report.docx")).data
    assert in_brand != word
    page, _ = pages[min(WIDTHS)]
    page.set_content(web_page(in_brand, "report.docx").decode())
    assert page.evaluate("document.documentElement.scrollWidth") == min(WIDTHS)
    if looks.colours:
        page.evaluate(ONE_OF_EACH_LOOK)
        found = Axe().run(page, options={"runOnly": ["color-contrast", "link-in-text-block"]}).response
        assert found["violations"] == []
        assert found["passes"]
