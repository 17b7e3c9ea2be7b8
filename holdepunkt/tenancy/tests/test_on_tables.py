"""Steps of migrations on tables: done, undone, and no new picture of the models is made for them."""

from types import SimpleNamespace
from typing import Any

from django.db.migrations.operations import RunPython
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import AutoField, TextField

from holdepunkt.tenancy.on_tables import OnTables

EDITOR: Any = SimpleNamespace(connection=SimpleNamespace(alias="default"))


def put_off() -> ProjectState:
    """A state whose picture of the models lacks a field that was put off."""
    state = ProjectState()
    state.add_model(ModelState("policy", "Step", [("id", AutoField(primary_key=True))]))
    assert state.apps.get_model("policy", "Step")
    state.add_field("policy", "step", "words", TextField(default=""), preserve_default=True)
    assert state.is_delayed
    return state


def test_a_step_is_done_and_undone_with_the_state_it_is_given() -> None:
    said: list[tuple[str, ProjectState]] = []
    step = OnTables(
        lambda state, _editor: said.append(("done", state)), lambda state, _: said.append(("undone", state))
    )
    state = ProjectState()
    step.database_forwards("policy", EDITOR, state, state)
    step.database_backwards("policy", EDITOR, state, state)
    assert said == [("done", state), ("undone", state)]


def test_a_step_on_tables_takes_the_picture_as_it_stands_where_djangos_own_has_it_made_anew() -> None:
    state = put_off()
    before = state.apps
    OnTables(lambda now, _editor: None, lambda now, _editor: None).database_forwards("policy", EDITOR, state, state)
    assert state.apps is before
    RunPython(lambda _apps, _editor: None).database_forwards("policy", EDITOR, state, state)
    assert state.apps is not before
