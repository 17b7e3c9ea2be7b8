"""No door in the walls that nobody knows of, in our code; `test_catalogue` looks in PostgreSQL's own."""

import ast
from collections.abc import Iterator
from functools import cache

from django.apps import apps

from holdepunkt import tenancy
from holdepunkt.tests.code_base import is_test, python_files, short

HOME = "holdepunkt/tenancy/"
SHORTEST_REASON = 25
MAKES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "none"}
NARROWS = {"filter", "get", "exclude"}
HANGING = {model.__name__ for model in apps.get_models() if issubclass(model, tenancy.TenantRow)}
DOORS = {"unscoped", "outside"}
LOOSE = {"_base_manager", "scopes_disabled", "with_scopes_disabled", "_override_scope"}
RAW = {"cursor", "raw", "RawSQL", "extra", "execute_wrapper"}

# Where SQL is written by hand, and why it cannot carry a row from one municipality to another.
MAY_WRITE_SQL = {
    "holdepunkt/tenancy/scope.py": "tells PostgreSQL whose rows may be seen",
    "holdepunkt/tenancy/written.py": "sends the statements that Django has composed for rows being saved",
    "holdepunkt/record/composed.py": "sends the statements that Django has composed for rows being read",
    "holdepunkt/tenancy/wall.py": "makes the wall, in migrations",
    "holdepunkt/tenancy/roles.py": "reads and makes roles",
    "holdepunkt/people/management/commands/database_roles.py": "runs what roles.py says",
    "holdepunkt/record/kept.py": "reads the newest numbers of one municipality's record, for every kept page",
    "holdepunkt/record/append_only.py": "makes triggers, in migrations and for the demo",
    "holdepunkt/pages/middleware.py": "counts statements for the measures; sends none",
    "holdepunkt/pages/operation/readiness.py": "asks whether the database answers at all",
    "holdepunkt/pages/operation/live.py": "asks the live connection how it is set up",
    "holdepunkt/pages/operation/clockwork.py": "takes the lock of the one clockwork",
    "holdepunkt/pages/operation/copies.py": "counts rows for a copy, as the owner of the tables",
    "holdepunkt/pages/operation/proof.py": "counts rows after a restore, as the owner of the tables",
    "holdepunkt/pages/operation/move.py": "copies every table into a new database, as the owner of the tables",
    "holdepunkt/pages/demo/reset.py": "empties a demo, all municipalities of it",
}
# Models whose rows belong to no one municipality. Reads that start here must not reach into the others.
OF_NOBODY = {
    "Municipality": "the list of municipalities; read before one is known",
    "ReceivedForm": "a random key and a fingerprint; says nothing of anybody",
    "SessionOfUser": "found by the fingerprint of a secret key, before the municipality is known",
    "Unsealed": "numbers of rows that wait for their seal; the sealer asks it where to begin",
    "Batch": "counts and hashes of a chain; the sealer and the checkpoint read the ends of all chains",
}


@cache
def sources() -> tuple[tuple[str, str], ...]:
    """Our product's files by name, tests left out."""
    ours = (path for path in python_files("holdepunkt") if not is_test(path))
    return tuple((short(path), path.read_text(encoding="utf-8")) for path in ours)


@cache
def tree(text: str) -> ast.Module:
    """A file's text as Python reads it; every guard looks through the same."""
    return ast.parse(text)


def named(node: ast.AST) -> str:
    """The last name of what is called or read."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def loose_ways(text: str, name: str) -> list[str]:
    """Name each way round the first wall: hidden managers, scopes switched off, doors without a reason."""
    found = []
    for node in ast.walk(tree(text)):
        if named(node) in LOOSE:
            found.append(f"{name}:{node.lineno}: found {named(node)}; expected a read inside a municipality")
        if isinstance(node, ast.Call) and named(node.func) in DOORS and not _has_reason(node):
            found.append(f"{name}:{node.lineno}: {named(node.func)} without a reason that can be read")
    return found


def _has_reason(call: ast.Call) -> bool:
    said = [word.value for word in call.keywords if word.arg == "because"]
    return any(isinstance(one, ast.Constant) and len(str(one.value)) >= SHORTEST_REASON for one in said)


def raw_sql(text: str, name: str) -> list[str]:
    """Name each place that writes SQL by hand."""
    return [
        f"{name}:{node.lineno}: found {named(node.func)}; expected the ORM, or the file in MAY_WRITE_SQL"
        for node in ast.walk(tree(text))
        if isinstance(node, ast.Call) and named(node.func) in RAW
    ]


def unscoped_joins(text: str, name: str) -> list[str]:
    """Name each query that starts at a model of nobody and asks for more than that model's own columns."""
    lines, found = text.splitlines(), []
    for node in ast.walk(tree(text)):
        model = _starts_at(node)
        if model and named(node.func) == "create":  # type: ignore[attr-defined]
            continue  # a new row of nobody is joined to nothing
        if model and "# because " not in lines[node.lineno - 1]:
            assert isinstance(node, ast.Call)
            foreign = [word for word in _words_of(node) if word not in _own_words(model)]
            found += [f"{name}:{node.lineno}: {model} joined to {word}; expected a read of its own" for word in foreign]
    return found


def _starts_at(node: ast.AST) -> str:
    """The model of nobody at which a chain of calls starts."""
    if not isinstance(node, ast.Call):
        return ""
    root: ast.AST = node
    while isinstance(root, ast.Call | ast.Attribute):
        if isinstance(root, ast.Attribute) and root.attr == "objects" and named(root.value) in OF_NOBODY:
            return named(root.value)
        root = root.func if isinstance(root, ast.Call) else root.value
    return ""


def _words_of(call: ast.Call) -> Iterator[str]:
    for word in call.keywords:
        yield (word.arg or "**").split("__")[0]
    for one in call.args:
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value.lstrip("-").split("__")[0]


def _own_words(model: str) -> set[str]:
    found = next(one for one in apps.get_models() if one.__name__ == model)
    return {"pk", "flat", "defaults", *(field.name for field in found._meta.concrete_fields)}


def adrift(text: str, name: str) -> list[str]:
    """Name each query for rows that hang on others which says nothing of the row it starts from."""
    lines, module, found = text.splitlines(), tree(text), []
    above = {child: node for node in ast.walk(module) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(module):
        if not (isinstance(node, ast.Attribute) and node.attr == "objects" and named(node.value) in HANGING):
            continue
        if not _starts_somewhere(node, above) and "# because " not in lines[node.lineno - 1]:
            found.append(f"{name}:{node.lineno}: {named(node.value)} from nowhere; expected the row it hangs on")
    return found


def _starts_somewhere(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Whether the chain of calls filters by something, makes rows, or is the inside of a prefetch."""
    while isinstance(up := above.get(node), ast.Call | ast.Attribute | ast.Assign):
        if isinstance(up, ast.Assign):
            return False
        if isinstance(up, ast.Call):
            what = named(up.func)
            if what in MAKES or what == "Prefetch" or (what in NARROWS and (up.keywords or up.args)):
                return True
        node = up
    return False


def test_every_query_for_hanging_rows_starts_from_something() -> None:
    """The first wall demands a municipality and adds no join: so each query has to say where it starts."""
    found = [line for name, text in sources() for line in adrift(text, name)]
    assert not found, "\n".join(found)


def test_nothing_goes_round_the_first_wall() -> None:
    found = [line for name, text in sources() if not name.startswith(HOME) for line in loose_ways(text, name)]
    assert not found, "\n".join(found)


def test_sql_is_written_by_hand_only_where_we_know_of_it() -> None:
    found = {name: raw_sql(text, name) for name, text in sources()}
    lines = [line for name in found.keys() - MAY_WRITE_SQL.keys() for line in found[name]]
    assert not lines, "\n".join(lines)
    assert MAY_WRITE_SQL.keys() <= found.keys()


def test_no_query_reaches_from_an_open_table_into_a_closed_one() -> None:
    found = [line for name, text in sources() for line in unscoped_joins(text, name)]
    assert not found, "\n".join(found)


def test_every_model_of_ours_is_one_municipalitys_or_says_why_not() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("holdepunkt.")]
    assert {model.__name__ for model in ours if not tenancy.is_tenant(model)} == set(OF_NOBODY)


def test_no_row_carries_its_own_manager_past_the_wall() -> None:
    """A second manager beside `objects` would be a door; Django's own base manager only follows foreign keys up."""
    found = [
        f"{model._meta.label}.{manager.name}"
        for model in apps.get_models()
        if tenancy.is_tenant(model)
        for manager in model._meta.managers
        if not isinstance(manager, tenancy.Rows)
    ]
    assert not found


def test_these_guards_can_fail() -> None:
    assert loose_ways("rows = Effort._base_manager.all()", "x.py")
    assert loose_ways("with scopes_disabled():\n    pass", "x.py")
    assert loose_ways("with tenancy.unscoped(because='kort'):\n    pass", "x.py")
    assert loose_ways("with tenancy.outside(because=why):\n    pass", "x.py")
    assert not loose_ways("with tenancy.unscoped(because='the session names somebody'):\n    pass", "x.py")
    assert raw_sql("connection.cursor()", "x.py")
    assert raw_sql("Effort.objects.raw('SELECT 1')", "x.py")
    assert adrift("rows = Effort.objects.all()", "x.py")
    assert adrift("rows = list(Effort.objects.order_by('title'))", "x.py")
    assert not adrift("rows = Effort.objects.order_by('title').filter(plan=plan)", "x.py")
    assert not adrift("rows = Prefetch('efforts', Effort.objects.order_by('title'))", "x.py")
    assert unscoped_joins("Municipality.objects.filter(units__name='a')", "x.py")
    assert unscoped_joins("Municipality.objects.order_by('name').values_list('users__name')", "x.py")
    assert not unscoped_joins("Municipality.objects.filter(slug='a').order_by('sort_key')", "x.py")
