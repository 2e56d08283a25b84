"""What may be added to an issued sheet: entries in its fields, and signatures. Nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from pyhanko.sign.diff_analysis import (
    FormUpdatingRule,
    GenericFieldModificationRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.diff_analysis.policies import DEFAULT_DIFF_POLICY, StandardDiffPolicy


def _touched(context: Any) -> set[Any]:
    """The objects that any revision after the signed one wrote."""
    objects = context.old.reader.xrefs
    revisions = range(context.old.revision + 1, context.new.revision + 1)
    return {ref for revision in revisions for ref in objects.explicit_refs_in_revision(revision)}


class _Signatures(SigFieldModificationRule):
    """As pyHanko judges them, but for objects that nobody touched."""

    def apply(self, context: Any) -> Iterator[Any]:
        touched = _touched(context)
        yield from (update for update in super().apply(context) if update[1].updated_ref in touched)


class _Entries(GenericFieldModificationRule):
    """As pyHanko judges them, but for objects that nobody touched.

    pyHanko 0.38 reports a locked field as changed when its appearance, unchanged, is older than the signed revision.
    """

    def apply(self, context: Any) -> Iterator[Any]:
        touched = _touched(context)
        yield from (update for update in super().apply(context) if update[1].updated_ref in touched)


_NEW_PLACES = cast(Any, SigFieldCreationRule)(allow_new_visible_after_certify=True)
"""A place to sign beside the given one is let through here: what stands in it is told by itself."""

PERMITTED = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(field_rules=[_NEW_PLACES, _Signatures(), _Entries()]),
)
"""pyHanko's own policy, with its rules for fields made exact."""
