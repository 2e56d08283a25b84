"""What a process holds of its inputs is given to every build: each leaves it as it is."""

from __future__ import annotations

import pytest

from engine.framework.catalogue import framework_file, load_framework
from engine.model.edition import Edition
from engine.model.inputs import CheckedInputs, Inputs
from engine.progress import Progress
from engine.sources.load import load_inputs
from engine.validation.validate_all import validate_all
from engine.workspace import Workspace
from tests.building import build


def taken(workspace: Workspace) -> tuple[Inputs, CheckedInputs]:
    framework = load_framework(framework_file(workspace))
    inputs = load_inputs(workspace, framework)
    return inputs, validate_all(inputs, framework)


@pytest.mark.office
def test_builds_leave_what_was_read_and_checked_as_it_is(little: Workspace) -> None:
    inputs, checked = taken(little)
    before = repr((inputs, checked))
    for edition in (Edition.DRAFT, Edition.FINAL, Edition.PUBLIC):
        build(little, edition, False, Progress())
    after, checked_after = taken(little)
    assert after.council is inputs.council, "or nothing is held, and this shows nothing"
    assert checked_after.council is checked.council
    assert repr((after, checked_after)) == before
