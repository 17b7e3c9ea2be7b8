"""What the live database says about a house in operation: its role, its PRAGMAs, its migrations."""

from collections.abc import Iterator

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from holdepunkt.pages.operation.finding import Finding
from holdepunkt.tenancy import roles

PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"}


def findings() -> list[Finding]:
    """Everything that the database itself says and that does not belong in operation."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return [
            Finding(
                "E020",
                f"the database does not answer ({type(error).__name__})",
                "an answer",
                "Look at DATABASE_URL, and whether the database runs and lets this role in.",
            )
        ]
    engine = _sqlite if connection.vendor == "sqlite" else _postgresql
    return [*_migrations(), *engine()]


def waiting_migrations() -> list[str]:
    """The migrations of this version that the database has not seen, oldest first."""
    executor = MigrationExecutor(connection)
    return [
        f"{step.app_label}.{step.name}" for step, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def _migrations() -> Iterator[Finding]:
    if waiting := waiting_migrations():
        yield Finding(
            "E021",
            f"{len(waiting)} migrations are not applied, the first is {waiting[0]}",
            "all of them",
            "Take a backup, then run holdepunkt migrate.",
        )


def _one(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _sqlite() -> Iterator[Finding]:
    for name, expected in PRAGMAS.items():
        if (found := _one(f"PRAGMA {name}")) != expected:
            yield Finding(
                "E022",
                f"PRAGMA {name} is {found}",
                expected,
                "Leave DATABASE_URL unset: the site's own settings for SQLite are the safe ones.",
            )
    if (mode := getattr(connection, "transaction_mode", None)) != "IMMEDIATE":
        yield Finding(
            "E023", f"transactions begin {mode or 'DEFERRED'}", "IMMEDIATE", "Leave DATABASE_URL unset, as above."
        )
    if "people_municipality" in connection.introspection.table_names():
        count = int(_one("SELECT count(*) FROM people_municipality"))
        if count > 1:
            yield Finding(
                "W024",
                f"{count} municipalities share a SQLite database, which has no second wall between them",
                "PostgreSQL with row-level security",
                "Move with holdepunkt move_to_postgresql (docs/operations.md).",
            )


def _listed(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [name for (name,) in cursor.fetchall()]


def _postgresql() -> Iterator[Finding]:
    yield from _roles()
    yield from _walls()


def _walls() -> Iterator[Finding]:
    """Tables that an upgrade left without the site's rights, with too many, or outside the wall."""
    if _one("SELECT to_regclass('public.people_municipality')") == "None":
        return
    grant = "Run holdepunkt database_roles as a superuser (docs/tenancy.md)."
    if closed := _listed(roles.WITHOUT_GRANTS):
        yield Finding("E027", f"the site's role may not use {', '.join(closed)}", "read and write", grant)
    if loose := _listed(roles.WITH_TOO_MUCH):
        yield Finding(
            "E028", f"the site's role may change or remove rows of {', '.join(loose)}", "add rows only", grant
        )
    if outside := sorted(set(_listed(roles.OUTSIDE_THE_WALL)) - roles.OPEN_TABLES.keys()):
        yield Finding(
            "E029",
            f"row-level security does not guard {', '.join(outside)}",
            "it guards every table with rows of a municipality",
            "Run holdepunkt migrate as the owner. If it stays, somebody has taken the wall down: ask who owns the tables.",
        )


def _roles() -> Iterator[Finding]:
    role = _one("SELECT current_user")
    privileged = _one("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    if privileged == "True":
        yield Finding(
            "E025",
            f"the role {role} is a superuser or passes row-level security by",
            "a role of the site's own without either",
            "Make one (docs/operations.md, Roles) and name it in DATABASE_URL.",
        )
    owned = _one(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() "
        "AND pg_has_role(current_user, tableowner, 'USAGE')"
    )
    if owned != "0" and privileged != "True":
        yield Finding(
            "E026",
            f"the role {role} owns {owned} tables, so it could change them and their rules",
            "a role that owns none; another one owns them and runs migrations",
            "Make one (docs/operations.md, Roles) and name it in DATABASE_URL.",
        )
