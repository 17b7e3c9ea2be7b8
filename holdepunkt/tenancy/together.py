"""An operation of migrations: tables that are new together are made together.

Django makes its picture of all models anew after each operation; with eighty operations in a row that is most of the
time of an empty `migrate`. Here the picture is made once, when all of them are known.
"""

from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Part = CreateModel | AddField | AddConstraint | AddIndex


class Together(Operation):
    """New tables, and the fields, constraints and indexes that belong to them. Raises TypeError for anything else."""

    def __init__(self, operations: list[Part]) -> None:
        new = {one.name_lower for one in operations if isinstance(one, CreateModel)}
        for one in operations:
            if not isinstance(one, CreateModel) and getattr(one, "model_name_lower", one.model_name.lower()) not in new:
                raise TypeError(f"{one.describe()}: that table is not made here.")
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How the operation is written down."""
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Know the tables; the picture of all models is made when somebody next asks for it."""
        vars(state).pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make each table as it is in the end."""
        for model in self._models(app_label, to_state, schema_editor.connection.alias):
            schema_editor.create_model(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the tables, the last first."""
        for model in reversed(self._models(app_label, from_state, schema_editor.connection.alias)):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        """What `migrate --plan` says."""
        made = [one.name for one in self.operations if isinstance(one, CreateModel)]
        return f"Create {', '.join(made)}"

    def _models(self, app_label: str, state: Any, alias: str) -> list[Any]:
        names = [one.name for one in self.operations if isinstance(one, CreateModel)]
        models = [state.apps.get_model(app_label, name) for name in names]
        return [model for model in models if self.allow_migrate_model(alias, model)]
