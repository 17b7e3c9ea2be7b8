"""More steps through the pages: plans and efforts are written, carried on, and answered in Word."""

from datetime import date
from io import BytesIO
from typing import Any

from docx import Document

from stories.steps import effort_page, plan_page
from stories.walking import Page, Person


def begin_plan(person: Person, policy: str, title: str, *, drafted_by: str, **more: Any) -> Page:
    """Begin a plan of a policy; returns the plan's page."""
    form = person.open("policy:plans").follow(policy)
    return form.press("Gem", title=title, drafted_by=drafted_by, **more).says(title, "udkast")


def add_effort(
    person: Person, plan: str, title: str, *, milestones: tuple[tuple[str, date], ...] = (), **more: Any
) -> Page:
    """Write an effort into a draft plan; returns the effort's page."""
    steps = {}
    for number, (step, due_on) in enumerate(milestones, start=1):
        steps |= {f"step_{number}": step, f"due_{number}": due_on}
    form = plan_page(person, plan).follow("Ny indsats")
    return form.press("Gem indsatsen", title=title, **steps, **more).says(title)


def change_effort(person: Person, plan: str, effort: str, **more: Any) -> Page:
    """Change an effort of a draft plan; returns the page that comes back."""
    form = effort_page(person, plan, effort).follow("Ret indsatsen")
    return form.press("Gem indsatsen", **more)


def carry_on(person: Person, plan: str, following: str, choices: dict[str, tuple[str, str]]) -> Page:
    """Begin the plan that follows, and choose for every effort: how, and why when it stops."""
    form = plan_page(person, plan).follow("Begynd den næste plan").press("Gå videre", title=following)
    answers = {}
    for effort, (how, why) in choices.items():
        name = how_field(form, effort)
        answers[name] = how
        if why:
            answers[name.replace("how_", "why_")] = why
    return form.press("Gem", **answers).says(following)


def how_field(form: Page, effort: str) -> str:
    """The name of the field that stands under an effort's title."""
    for fieldset in form.tree.iterfind(".//fieldset"):
        legend = " ".join(fieldset.find("legend").text_content().split())
        if legend.startswith(effort):
            return str(fieldset.find(".//input[@type='radio']").get("name"))
    raise AssertionError(f"no choice for {effort!r}:\n{form.text}")


def filled_in(form: bytes, *, marks: dict[str, str], texts: dict[str, str]) -> BytesIO:
    """A Word form as it comes back: X at the options of questions, words under headings."""
    document = Document(BytesIO(form))
    heading = ""
    for part in document.iter_inner_content():
        if not hasattr(part, "rows"):
            heading = part.text if part.style.name == "Heading 2" else heading
            continue
        for row in part.rows:
            asked = next((one for one in marks if heading.startswith(one)), "")
            if asked and len(row.cells) == 2 and row.cells[1].text == marks[asked]:
                row.cells[0].text = "X"
        asked = next((one for one in texts if heading.startswith(one)), "")
        if asked:
            part.cell(0, 0).text = texts[asked]
    stream = BytesIO()
    document.save(stream)
    stream.seek(0)
    stream.name = "skema.docx"
    return stream


def read_back(person: Person, form: BytesIO) -> Page:
    """Give the desk a Word form that came back by mail; returns the answer as it was read."""
    return person.open("policy:desk").press("Læs skemaet", file=form).says("Intet er gemt endnu")
