"""Which editions of a workspace are to be proven, and the proof of each and of the register of sheets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.commands.information_return import EDITION as RETURN
from engine.commands.signoff import prove_register
from engine.errors import SigningError, UsageError
from engine.finding_kinds import Trait, has
from engine.findings import Finding, errors_in, findings_json
from engine.model.edition import Edition
from engine.phrases import sentences
from engine.publishing.proof import verify
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Proof:
    """What one edition's folder shows."""

    edition: str
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> int:
        """Files that are not as they were built."""
        return len(errors_in(self.findings))

    @property
    def changed(self) -> int:
        """Inputs, templates and schemas that are others now."""
        return sum(has(finding, Trait.SOURCE_CHANGED) for finding in self.findings)

    @property
    def in_words(self) -> str:
        """Both in a line: whether it is as it was built, and whether anything has changed since."""
        return f"{sentences.NOT_AS_BUILT(self.broken)}; {sentences.INPUTS_CHANGED(self.changed)}"


@dataclass(frozen=True, slots=True)
class Proven:
    """Every edition that was looked at, and what is wrong with the register of sheets."""

    editions: tuple[Proof, ...]
    register: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All there is to say."""
        return (*(finding for proof in self.editions for finding in proof.findings), *self.register)

    @property
    def exit_code(self) -> int:
        """As the contract has it: an input that changed since is no fault of what was built."""
        return SigningError.exit_code if errors_in(self.findings) else 0

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return findings_json(self.findings)


def prove(workspace: Workspace, folder: Path | None) -> Proven:
    """Look at one edition's folder, or at all in outputs/, the information return too. Raises UsageError without."""
    folders = [folder.resolve()] if folder else [workspace.outputs / name for name in (*Edition, RETURN)]
    found = [place for place in folders if place.is_dir()]
    if not found:
        raise UsageError("There is no edition in outputs/ yet. Build one with `penholder build`.")
    proofs = (Proof(place.name, tuple(verify(workspace, place))) for place in found)
    return Proven(tuple(proofs), tuple(prove_register(workspace)))


def prove_return(workspace: Workspace) -> Proven:
    """The proof of the information return alone. Raises UsageError where there is none."""
    folder = workspace.outputs / RETURN
    if not folder.is_dir():
        raise UsageError("No information return has been built yet.")
    return prove(workspace, folder)
