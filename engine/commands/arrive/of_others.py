"""The pen holder's workbooks, the record of the last self-assessment, and sheets that come back."""

from __future__ import annotations

from dataclasses import replace

from engine.assessment.fingerprint import is_sheet_code
from engine.commands.arrive.arrival import Arrival, ArrivalKind, Need
from engine.commands.arrive.came import Came
from engine.commands.arrive.surroundings import Surroundings
from engine.commands.signoff.issued_files import sound_register
from engine.commands.signoff.returning import issued_of, judged
from engine.commands.signoff.words import VERDICTS
from engine.errors import InputError
from engine.model.signing import ENDORSEMENTS, Verdict
from engine.phrases import nouns
from engine.schemas import Schema, meta
from engine.sources.snapshot_file import PREVIOUS, read_snapshot
from engine.sources.workbook import read_workbook

_BOOKS = {"evidence": ArrivalKind.EVIDENCE, "endorsements": ArrivalKind.ENDORSEMENTS}


def book_arrival(around: Surroundings, came: Came) -> Arrival | None:
    """evidence.xlsx or endorsements.xlsx; None for a workbook with none of their tables."""
    for name, kind in _BOOKS.items():
        schema = around.schema(name)
        record, _ = read_workbook(came.path, came.name, name, schema)
        tables = [field for field in schema if (field,) in record.places]
        if tables:
            rows = sum(len(record.values.get(field) or ()) for field in tables)
            missing = [meta(schema[field], "sheet") for field in _tables(schema) if field not in tables]
            doubts = (
                (f"It has no sheet {' and no sheet '.join(missing)} as penholder sends it out.",) if missing else ()
            )
            return Arrival(
                name="",
                digest="",
                kind=kind,
                target=f"inputs/{name}.xlsx",
                said=nouns.ROW.figure(rows),
                doubts=doubts,
                need=Need.ANYWAY if missing else Need.NOTHING,
            )
    return None


def _tables(schema: Schema) -> list[str]:
    return [field for field, rules in schema.items() if rules["type"] == "list"]


def record_arrival(around: Surroundings, came: Came) -> Arrival | None:
    """record.json of an earlier edition; None for another file of the kind."""
    try:
        record = read_snapshot(came.path)
    except InputError:
        return None
    council = around.reading.assessment.council if around.reading else None
    doubts = []
    if council and record.council != council.name:
        doubts.append(f"It is of {record.council}, and this workspace of {council.name}.")
    if council and record.version == council.version:
        doubts.append(f"It is of version {record.version}, which this workspace is to become.")
    return Arrival(
        name="",
        digest="",
        kind=ArrivalKind.RECORD,
        target=f"inputs/{PREVIOUS}",
        said=f"Version {record.version} of {record.council}",
        doubts=tuple(doubts),
        need=Need.ANYWAY if doubts else Need.NOTHING,
    )


def sheet_arrival(around: Surroundings, came: Came) -> Arrival | None:
    """A sheet that came back, signed, changed or as a picture; None for a file in which no sheet was found.

    Raises RefusedFile for what cannot be looked at, and SigningError where the register cannot be relied on.
    """
    register = sound_register(around.workspace)
    found, _ = judged(register, came.data)
    if found.verdict is Verdict.UNKNOWN or not is_sheet_code(found.code):
        return None
    about = next((entry.get("sheet") for entry in reversed(issued_of(register)) if entry.code == found.code), "")
    names = {statement.id: statement.name for statement in around.framework.statements}
    verdict = VERDICTS[found.verdict].format(why=found.why)
    sheet = Arrival(
        name="",
        digest="",
        kind=ArrivalKind.SCAN if found.verdict is Verdict.COPY else ArrivalKind.SHEET,
        about=about,
        who="Endorsements" if about == ENDORSEMENTS else names.get(about, ""),
        said=f"Sheet {found.code}: {verdict.removesuffix('.')}",
    )
    return replace(sheet, doubts=(f"It is {verdict}",)) if found.verdict is not Verdict.SIGNED else sheet
