"""An edition that stands, beside what its sources are now: what has changed, and what of it may stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.findings import Finding, Place, warning
from engine.model.edition import Since
from engine.model.manifest import FileHash, Manifest, OutputEntry, Sources, StandInHash, differs, that_lay
from engine.phrases.forms import and_more
from engine.publishing.source_hashes import REGISTER, without_register


def since(earlier: Manifest, sources: Sources, fingerprints: Mapping[str, str]) -> Since:
    """What has changed since a manifest was written. fingerprints: of the statements' text as it is now, by id.

    An edition without sheets, such as the public one, does not know the texts it was made of: none differs then.
    """
    sheets = [entry for entry in earlier.outputs.values() if entry.statement and entry.fingerprint]
    before = {entry.statement: entry.fingerprint for entry in sheets}
    return Since(
        files=changed(earlier.sources, without_register(sources)),
        statements=tuple(key for key, print_ in fingerprints.items() if before and before.get(key) != print_),
    )


def changed(before: Sources, after: Sources) -> tuple[str, ...]:
    """The paths of what lies there with another content than before, is new, or is gone.

    A broken template that another stood in for has not changed as long as it is broken in the same way.
    """
    every = sorted({*before, *after})
    return tuple(path for path in every if differs(that_lay(before.get(path)), that_lay(after.get(path))))


def stood_in(before: Sources) -> tuple[str, ...]:
    """The paths of templates in whose place an earlier version was used."""
    return tuple(path for path, content in sorted(before.items()) if isinstance(content, StandInHash))


def carried_over(manifest: Manifest, sources: Sources, fresh: Iterable[str]) -> dict[str, OutputEntry]:
    """The entries of the outputs that stay when only those in fresh are made again.

    Each says under earlier which of the sources it was made from have changed since, and what they were then: the
    manifest names the present ones. A source that came since stands there as None.
    """
    then = {**manifest.sources, **manifest.register}
    new = [path for path in sources if path not in then and path.startswith("inputs/")]
    forms = {f"inputs/narrative/{entry.statement}.docx" for entry in manifest.outputs.values() if entry.statement}
    staying = {}
    for name, entry in manifest.outputs.items():
        if name in fresh:
            continue
        before: dict[str, FileHash | None] = {path: then.get(path) for path in entry.made_from}
        others = forms - set(map(str.casefold, entry.made_from)) if entry.statement else set()
        before |= dict.fromkeys(path for path in new if path.casefold() not in others)
        before |= entry.earlier
        older = {path: was for path, was in before.items() if differs(was, sources.get(path))}
        staying[name] = replace(entry, earlier=older)
    return staying


def made_earlier(outputs: Mapping[str, OutputEntry], edition: str) -> list[Finding]:
    """A warning for each document that was made before one of its sources changed, while others were made after it."""
    found = []
    for name, entry in outputs.items():
        if name.endswith(".docx") and f"{name.removesuffix('.docx')}.pdf" in outputs:
            continue  # the PDF speaks for both
        older = sorted(path for path in entry.earlier if not path.startswith(REGISTER))
        if older:
            message = (
                f"It was made before {and_more(older[0], len(older) - 1)} changed, and others of this edition after it."
            )
            fix = "Build the whole edition before you pass it on: leave out --only."
            found.append(warning("M-10", Place(f"outputs/{edition}/{name}"), message, fix))
    return found
