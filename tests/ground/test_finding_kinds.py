"""The catalogue of findings and the findings that are given are the same, and what they do hangs on the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
import yaml

from engine.finding_kinds import Remedy, Trait, exit_code, finding_kinds, has, kind_of, remedy_for
from engine.findings import Finding, Place, Severity, error, warning
from tests.conftest import ROOT
from tests.material.engine_code import modules
from tests.material.every_case import every_case

CODE = re.compile(r"[A-Z]-\d\d")
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


def _written() -> Iterator[str]:
    """Every text in the engine that is a code and nothing else."""
    for module in modules():
        for node in module.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield node.value


def _in_schemas(value: object) -> Iterator[str]:
    """The codes that schemas give to a value that is wrong."""
    if isinstance(value, dict):
        code = value.get("code")
        if isinstance(code, str):
            yield code
        for inner in value.values():
            yield from _in_schemas(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_schemas(inner)


def _given() -> set[str]:
    schemas = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "data_schemas").glob("*.yaml"))
    return {*_written(), *(code for schema in schemas for code in _in_schemas(schema))}


@pytest.mark.slow
def test_every_code_that_is_given_stands_in_the_catalogue() -> None:
    assert sorted(_given() - finding_kinds().keys()) == [], "add them to engine/findings.yaml"


@pytest.mark.slow
def test_every_code_in_the_catalogue_is_given() -> None:
    assert sorted(finding_kinds().keys() - _given()) == [], "nothing gives them: take them out of engine/findings.yaml"


@pytest.mark.slow
def test_every_severity_that_is_given_by_name_stands_in_the_catalogue() -> None:
    for module in modules():
        for node in module.calls:
            if not isinstance(node.func, ast.Name) or node.func.id not in _SEVERITIES:
                continue
            code = node.args[0]
            kind = finding_kinds().get(str(code.value)) if isinstance(code, ast.Constant) else None
            if kind:
                where = f"{module.name}, line {node.lineno}: {kind.code} is no {node.func.id} in engine/findings.yaml"
                assert _SEVERITIES[node.func.id] in kind.meanings, where


@pytest.mark.slow
def test_nothing_is_done_because_of_a_code() -> None:
    found = [
        f"{module.name}, line {node.lineno}"
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Compare | ast.Call) and _asks_for_a_code(node)
    ]
    assert found == [], "give the finding a trait in engine/findings.yaml, and ask for that"


@pytest.mark.parametrize(
    "code", ['f.code == "T-01"', 'f.code in ("T-01", "T-02")', 'f.code in {"T-01"}', 'f.code.startswith("T-")']
)
def test_a_code_that_something_is_done_for_is_seen(code: str) -> None:
    expression = ast.parse(code, mode="eval").body
    assert isinstance(expression, ast.Compare | ast.Call)
    assert _asks_for_a_code(expression)


def _asks_for_a_code(node: ast.Compare | ast.Call) -> bool:
    """Whether something is compared with a code or with one of several, or asked how its code begins."""
    if isinstance(node, ast.Call):
        asked = node.func.value if isinstance(node.func, ast.Attribute) and node.func.attr == "startswith" else None
        return isinstance(asked, ast.Attribute) and asked.attr == "code"
    return any(CODE.fullmatch(text) for text in _texts(node.left, *node.comparators))


def _texts(*nodes: ast.expr) -> Iterator[str]:
    for node in nodes:
        inner = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
        yield from (n.value for n in inner if isinstance(n, ast.Constant) and isinstance(n.value, str))


def test_a_code_says_what_it_means_and_what_to_do() -> None:
    with every_case() as case:
        for code, kind in finding_kinds().items():
            with case(code):
                assert CODE.fullmatch(code)
                assert kind.meanings
                assert all(meaning.means.endswith(".") and meaning.fix for meaning in kind.meanings.values())


def test_no_finding_leaves_a_final_edition_unless_it_is_an_error() -> None:
    leaving = [kind for kind in finding_kinds().values() if Trait.LEAVES_A_FINAL in kind.traits]
    assert leaving
    assert all(Severity.ERROR in kind.meanings for kind in leaving)


def test_the_claims_without_evidence_have_an_order() -> None:
    asserted = sorted(kind.asserted for kind in finding_kinds().values() if kind.asserted)
    assert asserted == list(range(1, len(asserted) + 1))


def _finding(code: str, severity: Severity) -> Finding:
    return Finding(severity=severity, code=code, place=Place("file"), message="It is wrong.")


def test_errors_of_templates_alone_have_an_exit_code_of_their_own() -> None:
    of_template, of_input = error("W-01", Place("t"), "It is wrong."), error("C-03", Place("i"), "It is wrong.")
    assert exit_code([]) == exit_code([warning("W-03", Place("t"), "It is odd.")]) == 0
    assert exit_code([of_template]) == 4
    assert exit_code([of_input]) == exit_code([of_template, of_input]) == 3


def test_a_front_door_offers_what_fits_the_severity_and_something_where_the_council_changed_it() -> None:
    assert remedy_for(_finding("C-02", Severity.ERROR)) is Remedy.SETTLE
    assert remedy_for(_finding("I-14", Severity.ERROR)) is Remedy.OPEN
    assert remedy_for(_finding("I-42", Severity.INFO)) is Remedy.NONE
    assert remedy_for(_finding("T-06", Severity.WARNING)) is Remedy.OPEN


def test_a_trait_of_an_area_is_one_of_its_findings() -> None:
    assert has(_finding("W-01", Severity.ERROR), Trait.ABOUT_A_TEMPLATE)
    assert not has(_finding("K-01", Severity.ERROR), Trait.ABOUT_A_TEMPLATE)


def test_a_code_that_only_a_councils_own_schema_has_says_what_is_wrong_and_does_nothing_else() -> None:
    finding = error("Z-99", Place("inputs/council.yaml"), "It is wrong.")
    assert exit_code([finding]) == 3
    assert not any(has(finding, trait) for trait in Trait)
    assert remedy_for(finding) is Remedy.OPEN
    assert kind_of("Z-99").asserted == 0
