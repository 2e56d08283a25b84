"""What each way of signing calls its fields, or writes as its text tags. From the services' own documentation."""

from __future__ import annotations

import re

from engine.model.signing import Profile
from engine.word.signing_places import SigningPlace

_DOCUSIGN = {
    "name": "eSignFullName",
    "position": "eSignTitle",
    "organisation": "eSignCompany",
    "date": "eSignDateSigned",
}
"""Text fields whose names hold these become the tabs of DocuSign; its signature tabs come from signature fields."""
_ADOBE = {"signature": "signature", "name": "fullname", "position": "title", "organisation": "company", "date": "date"}
_SIGNABLE = {
    "signature": "{{signature:signer{0}:Please+Sign+Here}}",
    "name": "{{text:signer{0}:Name}}",
    "position": "{{text:signer{0}:Position}}",
    "organisation": "{{text:signer{0}:Organisation}}",
    "date": "{{date:signer{0}:Date}}",
}
_DROPBOX = {
    "signature": "[sig|req|signer{0}]",
    "name": "[text|req|signer{0}|Name]",
    "position": "[text|req|signer{0}|Position]",
    "organisation": "[text|req|signer{0}|Organisation]",
    "date": "[date|req|signer{0}]",
}
_LOOKS_LIKE_A_TAG = {
    Profile.ADOBE: re.compile(r"\{\{[^{}]*\}\}|(?<!\w)\w*_es_:\S*"),
    Profile.SIGNABLE: re.compile(r"\{\s*\w+\??\s*:[^{}]*\}"),
    Profile.DROPBOX: re.compile(r"\[[^\[\]|]*\|[^\[\]]*\]"),
}


def is_signature_field(profile: Profile, place: SigningPlace) -> bool:
    """Whether a place becomes a field for a digital signature. Acrobat Sign makes its own, out of text fields."""
    return place.kind == "signature" and profile is not Profile.ADOBE


def field_name(profile: Profile, place: SigningPlace, signer: int) -> str:
    """The name of the field of a place. signer: which person of the document it is for, from 1."""
    if profile is Profile.DOCUSIGN and place.kind in _DOCUSIGN:
        return f"{place.key}_{_DOCUSIGN[place.kind]}"
    if profile is Profile.ADOBE:
        return f"{place.name.replace('-', '_')}_es_:signer{signer}:{_ADOBE[place.kind]}"
    return place.name


def text_tag(profile: Profile, place: SigningPlace, signer: int) -> str:
    """The tag a service reads at a place; empty for profiles without text tags."""
    tags = {Profile.SIGNABLE: _SIGNABLE, Profile.DROPBOX: _DROPBOX}.get(profile, {})
    return tags[place.kind].format(signer) if tags else ""


def tag_in(profile: Profile, text: str) -> str:
    """What a service would take for a tag of its own in a text that people wrote; empty where there is nothing."""
    pattern = _LOOKS_LIKE_A_TAG.get(profile)
    found = pattern.search(text) if pattern else None
    return found[0] if found else ""
