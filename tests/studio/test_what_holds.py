"""What a studio tells holds as long as it is so: an outcome until the folder changes, a question till it is settled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.assembly.reading import Reading
from engine.findings import Place
from engine.model.questions import Question, QuestionKind
from engine.studio.desk import Desk
from engine.studio.errands import Errands
from engine.studio.jobs import Carried, Examine, Failed, OpenQuestion, Task
from engine.studio.template_jobs import ShowTemplate, ShowWholeTemplate
from tests.studio.test_next_steps import looked


def test_what_came_of_something_is_told_until_the_folder_is_another_one() -> None:
    given: list[Task] = []
    errands, job = Errands(given.append), Examine(Path())
    errands.do("/page", job)
    assert (given, errands.done("/page", "as it was")) == ([job], None)
    errands.hear(job, Carried())
    assert errands.done("/page", "as it is now")
    assert errands.done("/page", "as it is now")
    assert errands.done("/page", "changed since") is None
    assert errands.ended("/page"), "a question that came of it waits for its answer, whatever has changed"


def test_the_whole_of_a_page_is_given_up_when_its_template_is_looked_at_anew_and_can_be_asked_for_again() -> None:
    desk, whole = Desk(), ShowWholeTemplate(Path(), "report.docx")
    assert desk.errands.look(whole, "first save") is None
    assert desk.errands.look(ShowTemplate(Path(), "report.docx"), "second save") is None
    given_up = desk.errands.look(whole, "first save")
    assert isinstance(given_up, Failed)
    assert given_up.is_stopped
    assert desk.errands.look(whole, "first save") is None


def question(name: str) -> OpenQuestion:
    asks = Question(kind=QuestionKind.FILE, code="C-02", asks="Whose is it?", place=Place(name), must=True, answers=())
    return OpenQuestion(question=asks, group="", item="", seen="")


def test_a_question_that_was_settled_is_asked_no_more_before_anything_is_read_anew(little_reading: Reading) -> None:
    desk, first, second = Desk(), question("a.xlsx"), question("b.xlsx")
    desk.looked = replace(looked(little_reading), questions=(first, second))
    desk.is_settled(first)
    assert desk.looked.questions == (second,)
