"""A brand for blank forms: plain colours, no logo, a fixed date."""

from __future__ import annotations

from datetime import UTC, datetime

from engine.forms.form_brand import FormBrand

BRAND = FormBrand(
    council="Smallshire Council",
    deep="203040",
    lead="8090A0",
    wash="F0F2F4",
    slate="505860",
    font="Arial",
    logo=b"",
    logo_words="Smallshire Council",
    when=datetime(2026, 3, 14, tzinfo=UTC),
)
