"""An operation of migrations: steps that work on tables, such as triggers and walls, and on no rows of models.

Before each `RunPython` Django makes its picture of all models anew, should a step before have put that off. Forty such
steps were half of the time of an empty `migrate`. A step on tables takes the picture as it stands, if it asks at all:
what Django puts off is never a table, a key or a link (docs/decisions/0037).
"""

from collections.abc import Callable
from typing import Any, cast

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import ProjectState

Step = Callable[[ProjectState, BaseDatabaseSchemaEditor], None]


class OnTables(RunPython):
    """Run a step with the state as it is; `state.apps.get_model` finds a model's table, key and links.

    The step must not ask for rows of models: a column that is no link may be missing in the picture.
    """

    def __init__(self, step: Step, back: Step) -> None:
        super().__init__(cast(Any, step), cast(Any, back))  # a step is given the state, not its apps

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Do the step."""
        self._do(self.code, app_label, schema_editor, from_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Undo the step."""
        self._do(self.reverse_code, app_label, schema_editor, from_state)

    def _do(self, step: Any, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            step(state, schema_editor)
