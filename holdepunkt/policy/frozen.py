"""Triggers that keep an approved policy and an approved plan as they were approved (invariant 10)."""

from collections.abc import Collection

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from holdepunkt.tenancy.on_tables import OnTables

FROZEN_VERSION = "(SELECT stage FROM policy_policyversion WHERE id = {row}) IN ('approved', 'superseded')"
FROZEN_PLAN = "(SELECT stage FROM policy_actionplan WHERE id = {row}) IN ('approved', 'running', 'closed')"

TEXT_TABLES = ("passage", "goal", "promise", "rhythm", "nationalgoal", "policylink")
FROZEN_EFFORT = (
    "(SELECT p.stage FROM policy_effort e JOIN policy_actionplan p ON p.id = e.plan_id "
    "WHERE e.id = {row}.effort_id) IN ('approved', 'running', 'closed')"
)
FROZEN_GOAL = (
    "(SELECT v.stage FROM policy_goal g JOIN policy_policyversion v ON v.id = g.version_of_id "
    "WHERE g.id = {row}.goal_id) IN ('approved', 'superseded')"
)
FROZEN_SELF = "{row}.stage IN ('approved', 'running', 'closed')"

EFFORT_COLUMNS = (
    "title, working_title, plan_id, starts_on, ends_on, economy, expected_effect, indicator, indicator_unit, "
    "about_people, unit_id, plain, citizens_take_part, employees_take_part, others_take_part, thread"
)
PLAN_COLUMNS = (
    "policy_id, title, plain, local_word, drafted_by_id, period_from, period_to, number, supersedes_id, "
    "correction_reason, approved_by_id, approved_on"
)
ANNEX_COLUMNS = "annexed_on, annexed_to_id"
EFFORT_LINKS = ("effortgoal", "effortpromise", "effortpartner")


def _rules() -> list[tuple[str, str, str, str]]:
    """List (name, table, event, condition) of every trigger; {row} is OLD or NEW."""
    rules = []
    for name in TEXT_TABLES:
        condition = FROZEN_VERSION.format(row="{row}.version_of_id")
        rules += [(name, f"policy_{name}", verb, condition) for verb in ("INSERT", "UPDATE", "DELETE")]
    rules += [("goaltarget", "policy_goaltarget", verb, FROZEN_GOAL) for verb in ("INSERT", "UPDATE", "DELETE")]
    plan = FROZEN_PLAN.format(row="{row}.plan_id")
    rules += [("effort", "policy_effort", verb, plan) for verb in ("INSERT", "DELETE")]
    rules += [("effort", "policy_effort", f"UPDATE OF {EFFORT_COLUMNS}", plan)]
    rules += [
        ("actionplan", "policy_actionplan", verb, FROZEN_SELF) for verb in (f"UPDATE OF {PLAN_COLUMNS}", "DELETE")
    ]
    rules += [("annex", "policy_actionplan", f"UPDATE OF {ANNEX_COLUMNS}", "{row}.annexed_on IS NOT NULL")]
    rules += [
        ("milestone", "policy_milestone", verb, FROZEN_EFFORT)
        for verb in ("INSERT", "UPDATE OF title, due_on, effort_id", "DELETE")
    ]
    for name in EFFORT_LINKS:
        rules += [(name, f"policy_{name}", verb, FROZEN_EFFORT) for verb in ("INSERT", "UPDATE", "DELETE")]
    rules += [("plangoal", "policy_plangoal", verb, plan) for verb in ("INSERT", "UPDATE", "DELETE")]
    published = "(SELECT published_on FROM policy_evaluation WHERE id = {row}.evaluation_id) IS NOT NULL"
    rules += [
        ("evaluation", "policy_evaluation", verb, "{row}.published_on IS NOT NULL") for verb in ("UPDATE", "DELETE")
    ]
    rules += [("conclusion", "policy_conclusion", verb, published) for verb in ("INSERT", "UPDATE", "DELETE")]
    return rules


def _of(only: Collection[str]) -> list[tuple[str, str, str, str]]:
    return [rule for rule in _rules() if not only or rule[1] in only]


def _trigger(name: str, table: str, verb: str) -> str:
    """The name of a trigger; a table may have one more about a part of its row (an annex)."""
    return f"{table}_frozen_{verb}" if table.endswith(name) else f"{table}_{name}_frozen_{verb}"


def statements(vendor: str, *, only: Collection[str] = ()) -> list[str]:
    """The SQL that closes approved texts and plans, for sqlite or postgresql; with `only`, of these tables."""
    made = []
    for name, table, event, condition in _of(only):
        verb = event.split()[0].lower()
        row = "NEW" if verb == "insert" else "OLD"
        when = condition.format(row=row)
        trigger = _trigger(name, table, verb)
        if vendor == "sqlite":
            made.append(
                f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, 'approved: {name} never changes'); END"
            )
        else:
            result = "OLD" if verb == "delete" else "NEW"
            made.append(
                f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {when} THEN RAISE EXCEPTION 'approved: {name} never changes'; END IF; "
                f"RETURN {result}; END $$"
            )
            made.append(f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()")
    return made


def removals(vendor: str, *, only: Collection[str] = ()) -> list[str]:
    """The SQL that takes the triggers away again (for going back, and before they are made anew)."""
    made = []
    for name, table, event, _condition in _of(only):
        trigger = _trigger(name, table, event.split()[0].lower())
        if vendor == "sqlite":
            made.append(f"DROP TRIGGER IF EXISTS {trigger}")
        else:
            made.append(f"DROP TRIGGER IF EXISTS {trigger} ON {table}")
            made.append(f"DROP FUNCTION IF EXISTS {trigger}()")
    return made


def freeze_approved() -> OnTables:
    """Return the migration step that creates the triggers."""

    def forward(_state: object, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, statements(editor.connection.vendor))

    def back(_state: object, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, removals(editor.connection.vendor))

    return OnTables(forward, back)


def freeze_again(*tables: str) -> OnTables:
    """Return the step that makes these tables' triggers anew: SQLite drops them when it remakes a table."""

    def anew(_state: object, editor: BaseDatabaseSchemaEditor) -> None:
        vendor = editor.connection.vendor
        _run(editor, removals(vendor, only=tables) + statements(vendor, only=tables))

    return OnTables(anew, anew)


def _run(editor: BaseDatabaseSchemaEditor, sql: list[str]) -> None:
    for statement in sql:
        editor.execute(statement, params=None)
