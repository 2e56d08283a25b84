"""What the studio says of its own work; all that it says of the council's comes from the engine."""

from __future__ import annotations

from datetime import date, datetime

from engine.clock import now
from engine.model.edition import Edition
from engine.phrases import nouns

STEPS = {
    "load": "Reading what came in",
    "validate": "Checking every value",
    "model": "Putting rows and forms together",
    "assess": "Comparing ratings and evidence",
    "render": "Writing the Word documents",
    "convert": "Making the PDFs",
    "finish": "Adding the places to sign",
    "publish": "Putting the edition in place",
}
"""The eight steps, by the names the engine has for them."""
EDITIONS = {Edition.DRAFT: "draft", Edition.FINAL: "final edition", Edition.PUBLIC: "public edition"}
"""Editions as they are spoken of, after "the"."""
DOCUMENTS = {
    "report": "Report",
    "endorsements": "Endorsements",
    "signature-pack": "All sheets to sign, in one file",
    "evidence": "Evidence volume",
    "summary": "Summary",
    "improvement-plan": "Improvement plan",
    "readiness": "Where it stands, on one page",
    "library": "Library of evidence",
    "triangulation": "Ratings and evidence side by side",
    "easy-read": "Easy read, to be finished by people",
    "record": "Record for next year’s comparison",
}
"""Documents of an edition by their names; a sheet or a brief is called by its statement."""
DOING = {
    "arrivals": "Looking at what came",
    "keep": "Putting files in their place",
    "settle": "Recording a decision",
    "examine": "Looking at this computer",
    "begin": "Making the folder",
    "evidence": "Looking into the evidence",
    "answers": "Looking for what answers the request",
    "request": "Reading the request",
    "return": "Building the information return",
    "prove": "Proving the information return",
    "ours": "Looking at what you have already",
    "put": "Putting it where it belongs",
    "take back": "Taking it back",
    "wordings": "Looking at the wording in use",
    "use": "Changing the wording in use",
    "forms": "Making the forms",
    "sheets": "Looking at the sheets",
    "issue": "Putting sheets on the register",
    "attest": "Recording what was seen",
    "proof": "Proving every edition",
    "compare": "Laying two versions side by side",
    "note": "Writing the change note",
    "templates": "Looking at the templates",
    "template page": "Drawing the page of a template",
    "whole template page": "Drawing the page of a template",
    "styles": "Adding styles to the templates",
    "brand": "Putting the brand into the templates",
    "template came": "Looking at the template that came",
    "put template": "Putting a template in its place",
    "logo": "Looking at the logo",
    "put logo": "Putting the logo in its place",
    "fields": "Listing the fields of templates",
}
"""What is said of jobs without steps, by their kinds."""


def clock_time(moment: datetime) -> str:
    """The time of day on this machine: 10:42."""
    return f"{moment.astimezone():%H:%M}"


def day(when: date | datetime) -> str:
    """A day, with its year where it is not this one: 12 March, or 12 March 2025."""
    local = when.astimezone().date() if isinstance(when, datetime) else when
    this_year = now().astimezone().year
    return f"{local.day} {local:%B}" if local.year == this_year else f"{local.day} {local:%B} {local.year}"


def moment(when: datetime) -> str:
    """A day with the time: 12 March, 10:44."""
    return f"{day(when)}, {clock_time(when)}"


def document_title(name: str, statements: dict[str, str]) -> str:
    """What a document of an edition is called. statements: names by id."""
    folder, _, last = name.rpartition("/")
    called = statements.get(last, last.replace("-", " "))
    if folder == "verification":
        return f"Sheet of {called}"
    if folder == "briefs":
        return f"Brief on {called}"
    return DOCUMENTS.get(name, called.capitalize())


def without_id(said: str, about: str) -> str:
    """What is said, without the id before it: what it is about stands beside it in its own words."""
    rest = said.removeprefix(f"{about}: ") if about else said
    return rest[:1].upper() + rest[1:]


def seconds(number: float) -> str:
    """How long something took or takes: 7 seconds."""
    return nouns.SECOND.figure(max(1, round(number)))
