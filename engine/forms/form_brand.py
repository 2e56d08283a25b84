"""What a council's forms look like, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBrand:
    """The council's name, colours as six figures (RRGGBB), font and logo; when: the date of the files' properties.

    deep: titles and header rows. lead: lines. wash: behind what is filled in already. slate: small print.
    """

    council: str
    deep: str
    lead: str
    wash: str
    slate: str
    font: str
    logo: bytes
    logo_words: str
    when: datetime
