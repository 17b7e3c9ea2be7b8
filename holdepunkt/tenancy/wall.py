"""The second wall, in PostgreSQL alone: row-level security, made by migrations (`close_rows`, `close_entries`).

A row shows itself only to the municipality that the connection was told of, told nobody it shows itself to nobody.
A row that hangs on another carries its municipality in a column of its own, which Django's models do not know;
every foreign key between two such rows has a twin that compares the municipality too.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, Model

from holdepunkt.tenancy.on_tables import OnTables

COLUMN = "municipality_row"
HERE = "nullif(current_setting('holdepunkt.municipality', true), '')::bigint"
# Told nobody, one meets the house's own rows, whose short name is empty, and no municipality's.
SLUG_HERE = "coalesce(current_setting('holdepunkt.slug', true), '')"
MUNICIPALITY = "people_municipality"

# Fills the column when a row is written by the owner of the tables, who may be in no municipality: a copy, a restore.
ROW_OF = f"""
CREATE OR REPLACE FUNCTION holdepunkt_row_of() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('SELECT %I FROM %I WHERE id = ($1).%I', TG_ARGV[1], TG_ARGV[0], TG_ARGV[2])
    INTO NEW.{COLUMN} USING NEW;
  RETURN NEW;
END $$
"""


def close_rows(app: str, rows: dict[str, str], *, known_before: Iterable[str] = ()) -> OnTables:
    """Return the migration step that puts tables behind the wall.

    `rows` maps a model (`Effort`), or the table of a many-to-many field (`Goal.national_goals`), to the foreign key
    on which the row hangs; parents first. Rows of the models in `known_before` may be read while no municipality
    is told.
    """

    def forward(state: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        models = [_model(state, app, name) for name in rows]
        closing = {model._meta.db_table for model in models}
        # A table with checks that wait for the end of the transaction could not be changed.
        _run(editor, ["SET CONSTRAINTS ALL IMMEDIATE", ROW_OF])
        for model, parent in zip(models, rows.values(), strict=True):
            _run(editor, _column(model, parent))
        for model in models:
            _run(editor, _twins(model, closing | _closed(editor)))
        for name, model in zip(rows, models, strict=True):
            _run(editor, _security(model._meta.db_table, f"{_key(model)} = {HERE}"))
            if name in known_before:
                _run(editor, [_before(model._meta.db_table)])

    def back(state: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for name in reversed(rows):
                _run(editor, _opened(_model(state, app, name)))

    return OnTables(forward, back)


def close_links(app: str, links: dict[str, tuple[str, ...]]) -> OnTables:
    """Return the migration step that gives new foreign keys of tables behind the wall their twins."""

    def forward(state: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for name, fields in links.items():
                _run(editor, _twins(_model(state, app, name), _closed(editor), fields))

    def back(state: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for name, fields in links.items():
                table = _model(state, app, name)._meta.db_table
                drop = f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_"
                _run(editor, [f"{drop}{field}_id_here" for field in fields])

    return OnTables(forward, back)


def close_entries(table: str, column: str = "municipality") -> OnTables:
    """Return the migration step for a table whose rows keep the municipality's short name, and nothing else of it."""

    def forward(_state: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            _run(editor, _security(table, f"{column} = {SLUG_HERE}"))

    def back(_state: ProjectState, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            _run(editor, _insecure(table))

    return OnTables(forward, back)


def _run(editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    for statement in statements:
        editor.execute(statement, params=None)


def _model(state: ProjectState, app: str, name: str) -> type[Model]:
    model, _, field = name.partition(".")
    found: Any = state.apps.get_model(app, model)
    return getattr(found, field).through if field else found


def _own(model: type[Model]) -> bool:
    return any(field.name == "municipality" for field in model._meta.concrete_fields)


def _key(model: type[Model]) -> str:
    """The column that says whose the row is: its own foreign key, or ours."""
    return "municipality_id" if _own(model) else COLUMN


def _column(model: type[Model], parent: str) -> list[str]:
    """Give a row that hangs on another the column, filled for the rows there are."""
    if _own(model):
        return []
    hook: Any = model._meta.get_field(parent)
    table, column = model._meta.db_table, hook.column
    above, key = hook.related_model._meta.db_table, _key(hook.related_model)
    return [
        f"ALTER TABLE {table} ADD COLUMN {COLUMN} bigint DEFAULT {HERE}",
        # What is approved never changes, and this does not change it.
        f"ALTER TABLE {table} DISABLE TRIGGER USER",
        f"UPDATE {table} SET {COLUMN} = above.{key} FROM {above} above WHERE above.id = {table}.{column}",
        f"ALTER TABLE {table} ENABLE TRIGGER USER",
        f"ALTER TABLE {table} ALTER COLUMN {COLUMN} SET NOT NULL",
        f"CREATE TRIGGER {table}_row_of BEFORE INSERT ON {table} FOR EACH ROW WHEN (NEW.{COLUMN} IS NULL) "
        f"EXECUTE FUNCTION holdepunkt_row_of('{above}', '{key}', '{column}')",
    ]


def _twins(model: type[Model], closed: set[str], only: Iterable[str] = ()) -> list[str]:
    """A twin for every foreign key (or for these `only`) to a row behind the wall: both are of one municipality."""
    chosen = set(only)
    table, made = model._meta.db_table, []
    for field in model._meta.concrete_fields:
        if chosen and field.name not in chosen:
            continue
        if isinstance(field, ForeignKey) and field.related_model._meta.db_table in closed:
            above, key = field.related_model._meta.db_table, _key(field.related_model)
            made += [
                _unique(above, key),
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{field.column}_here "
                f"FOREIGN KEY ({field.column}, {_key(model)}) REFERENCES {above} (id, {key}) "
                "DEFERRABLE INITIALLY DEFERRED",
            ]
    return made


def _unique(table: str, key: str) -> str:
    """What a twin points to; made for the first one."""
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{table}_of_one') THEN "
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_of_one UNIQUE (id, {key}); END IF; END $$"
    )


def _closed(editor: BaseDatabaseSchemaEditor) -> set[str]:
    """The tables that stand behind the wall already."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity")
        return {name for (name,) in cursor.fetchall()}


def _security(table: str, rule: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_here ON {table} USING ({rule}) WITH CHECK ({rule})",
    ]


def _before(table: str) -> str:
    return f"CREATE POLICY {table}_before ON {table} FOR SELECT USING ({HERE} IS NULL)"


def _insecure(table: str) -> list[str]:
    return [
        f"DROP POLICY IF EXISTS {table}_before ON {table}",
        f"DROP POLICY {table}_here ON {table}",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]


def _opened(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    twins = [
        f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_{field.column}_here"
        for field in model._meta.concrete_fields
    ]
    column = [
        f"DROP TRIGGER IF EXISTS {table}_row_of ON {table}",
        f"ALTER TABLE {table} DROP COLUMN IF EXISTS {COLUMN} CASCADE",
    ]
    rest = [f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_of_one CASCADE"]
    return [*_insecure(table), *twins, *column, *rest]
