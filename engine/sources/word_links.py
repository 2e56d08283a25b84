"""Links in narrative: freed and encoded, under words and never under their bare address, or taken off and told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.findings import Finding, Place, error, warning
from engine.links import IN_SHAREPOINT, Link, LinkKind, read_link
from engine.model.story import Run

_BARE = re.compile(r"<?\b(?:https?://|file:/|www\.)[^\s<>]+>?|\\\\[\w.-]+\\[^\s<>]+", re.IGNORECASE)
"""An address typed into the text; a trailing full stop is read_link's to take off."""
_ENDS = ".,;:!?)]}’”'\""


def linked(runs: list[Run], place: Place) -> tuple[list[Run], list[Finding]]:
    """The runs with links that can be printed; D-03 for those that cannot, X-02 for addresses shown as they are."""
    findings: list[Finding] = []
    made: list[Run] = []
    for run in runs:
        if run.note:
            note, found = linked(list(run.note), place)
            made.append(replace(run, note=tuple(note)))
            findings += found
        else:
            made += _with_links(run, place, findings) if run.link else _with_bare_addresses(run, place, findings)
    return made, findings


def _with_links(run: Run, place: Place, findings: list[Finding]) -> Iterator[Run]:
    link = read_link(run.link)
    findings += _judged(link, run.text, place)
    words = run.text.strip()
    if link.address and _BARE.fullmatch(words):
        findings.append(_raw(link, place))
        yield replace(run, text=run.text.replace(words, link.site), link=link.address)
    elif link.kind is LinkKind.EMAIL:
        yield replace(run, link="")  # the words stay; personal data is judged by them
    else:
        yield replace(run, link=link.address if words else "")


def _with_bare_addresses(run: Run, place: Place, findings: list[Finding]) -> Iterator[Run]:
    at = 0
    for match in _BARE.finditer(run.text):
        typed = match[0]
        kept = typed.rstrip(_ENDS) if not typed.startswith("<") else typed
        link = read_link(kept)
        if link.kind is LinkKind.NONE:
            continue  # such as www.example.org: words like any other
        if before := run.text[at : match.start()]:
            yield run.with_text(before)
        at = match.start() + len(kept)
        if link.address:
            findings += [*_judged(link, link.site, place), _raw(link, place)]
            yield replace(run, text=link.site, link=link.address)
        else:
            findings += _judged(link, kept, place)
            yield run.with_text(kept)
    if rest := run.text[at:]:
        yield run.with_text(rest)


def _judged(link: Link, words: str, place: Place) -> Iterator[Finding]:
    quoted = f'"{words.strip()[:60]}"'
    if link.kind in (LinkKind.LOCAL, LinkKind.DANGEROUS, LinkKind.NONE):
        message = f"The link of {quoted} is {link.kind}; its words are kept, the link is not."
        yield error("D-03", place, message, "Link to an address that begins with https://, or take the link off.")
    if link.kind in IN_SHAREPOINT:
        message = f"The link of {quoted} is {link.kind}: CQC cannot open it unless the council lets them in."
        yield warning("D-03", place, message, "List the document in evidence.xlsx and refer to it, such as [D-014].")
    if link.has_login:
        message = f"The link of {quoted} held a name or a password, which was taken out."
        yield error("D-03", place, message, "Take it out in Word too, and change the password.")
    if link.is_lookalike:
        message = f"The link of {quoted} leads to {link.site}: some of its letters only look like a to z."
        yield error("D-03", place, message, "Type the address by hand, from a source you trust.")


def _raw(link: Link, place: Place) -> Finding:
    message = f"An address of {link.site} stands in the text as it is; the report prints the name of the site instead."
    return warning("X-02", place, message, "Write what the link leads to, and put the link on those words.")
