"""References beyond 999: whoever types them, they are read, kept and looked for as one id of three digits or four."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from engine.model.evidence import REF
from tests.material.small_inputs import SCHEMAS, read_form, word

NUMBERS = (1, 14, 100, 999, 1000, 1001, 2000, 9999)


@pytest.mark.parametrize("number", NUMBERS)
def test_however_a_number_is_typed_it_is_one_id(number: int, tmp_path: Path) -> None:
    typed = (f"[D-{number:03}]", f"[d {number}]", f"[D – {number:04}]", f"[D{number}]")
    document = word(("Heading 2", "What is working well"), *(("List Bullet", f"Good {each}.") for each in typed))
    record, findings = read_form(document, tmp_path)
    assert [line.references for line in record.values["strengths"]] == [(f"D-{number:03}",)] * len(typed)
    assert findings == []


def test_every_rule_of_the_workbook_takes_the_ids_that_are_looked_for_and_no_others() -> None:
    rules = _rules(SCHEMAS["evidence"])
    assert len(rules) == 5
    for rule in rules:
        letter = rule.partition("-")[0].rstrip("]")[-1]
        sound = [f"{letter}-{number:03}" for number in NUMBERS]
        assert all(re.fullmatch(rule, ref) for ref in sound)
        assert [re.findall(REF, f"see {ref}; and") for ref in sound] == [[ref] for ref in sound]
        for wrong in (f"{letter}-1", f"{letter}-0001", f"{letter}-10000", f"{letter}-"):
            assert not re.fullmatch(rule, wrong)
            assert re.findall(REF, wrong) == []


def _rules(told: Any) -> list[str]:
    """The patterns in which an id is written, wherever they stand."""
    if isinstance(told, dict):
        own = [told["regex"]] if "-(" in str(told.get("regex", "")) else []
        return own + [rule for each in told.values() for rule in _rules(each)]
    return [rule for each in told for rule in _rules(each)] if isinstance(told, list) else []
