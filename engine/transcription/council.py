"""council.yaml as values."""

from __future__ import annotations

from engine.model.council import Acronym, Council, Group, Verifier
from engine.record import Checked
from engine.vocabulary import Vocabulary


def transcribe_council(checked: Checked, vocabulary: Vocabulary) -> Council:
    """The council of a record without errors."""
    council, report, brand = checked.values["council"], checked.values["report"], checked.values["brand"]
    return Council(
        name=council["name"],
        short_name=council["short_name"],
        title=report["title"],
        subtitle=report["subtitle"],
        version=report["version"],
        date=report["date"],
        marking=report["marking"],
        review_due=report["review_due"],
        logo=brand["logo"],
        logo_description=brand["logo_description"] or council["name"],
        groups=tuple(
            Group(g["id"], g["name"], g["people"], g["how"], g["lived_experience"], g["leaders"])
            for g in checked.values["groups"]
        ),
        verifiers=tuple(
            Verifier(vocabulary.find("statement", v["statement"]) or "", v["name"], v["position"], v["email"])
            for v in checked.values["verifiers"]
        ),
        acronyms=tuple(Acronym(a["short"], a["long"]) for a in checked.values["acronyms"]),
        place=checked.place(),
    )
