"""The two roles of a PostgreSQL database: an owner who makes the tables, and the site, which may only use them."""

from django.db import connection

APP, OWNER = "holdepunkt_app", "holdepunkt_owner"

MAKE_ROLE = (
    'DO $$ BEGIN CREATE ROLE "{role}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE {more}; '
    "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
)
APPEND_ONLY = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_append\\_only'"
# Tables without row-level security, each with the reason.
OPEN_TABLES = {
    "people_municipality": "found by its short name before anything else is known; public",
    "record_receivedform": "a random key and a fingerprint; says nothing of anybody",
    "django_session": "Django's own, without rows: our sessions have a table of their own",
    "people_sessionofuser": "found by the fingerprint of a secret key before the municipality is known",
    "record_unsealed": "numbers of rows that wait for their seal; the sealer asks it where to begin",
    "record_batch": "counts and hashes of a chain; the sealer and the checkpoint read the ends of all chains",
    "axes_accessattempt": "wrong sign-ins by name and address, before anybody is known; cleared after thirty days",
    "axes_accessattemptexpiration": "when such a lock ends",
    "axes_accesslog": "not written: our record tells of sign-ins",
    "axes_accessfailurelog": "not written: our record tells of sign-ins",
    "django_migrations": "which migrations have run",
    "django_content_type": "names of models",
    "auth_group": "Django's own, without rows",
    "auth_group_permissions": "Django's own, without rows",
    "auth_permission": "names of permissions",
    "django_tasks_database_dbtaskresult": "the queue of jobs: read by the worker before it knows whose a job is",
}
_TABLES = "FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
# What an upgrade may have left undone, asked by the site's own role.
WITHOUT_GRANTS = (
    f"SELECT relname {_TABLES} AND NOT (has_table_privilege(oid, 'SELECT') "
    "AND (relname = 'django_migrations' OR has_table_privilege(oid, 'INSERT'))) "
    "UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
    "AND CASE WHEN relkind = 'S' THEN NOT has_sequence_privilege(oid, 'USAGE') ELSE false END ORDER BY 1"
)
WITH_TOO_MUCH = (
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_append\\_only' "
    "AND (has_table_privilege(tgrelid, 'UPDATE') OR has_table_privilege(tgrelid, 'DELETE')) ORDER BY 1"
)
OUTSIDE_THE_WALL = f"SELECT relname {_TABLES} AND NOT (relforcerowsecurity AND relrowsecurity) ORDER BY 1"
OURS = (
    "SELECT format('ALTER TABLE %%I OWNER TO %%I', relname, %s::text) "
    "FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
    "UNION ALL SELECT format('ALTER FUNCTION %%s OWNER TO %%I', oid::regprocedure, %s::text) "
    "FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
)


def make_app(role: str) -> str:
    """The statement that makes the site's role: no owner of anything, bound by row-level security."""
    return MAKE_ROLE.format(role=role, more="NOBYPASSRLS")


def make_owner(role: str) -> str:
    """The statement that makes the owner: it changes tables and moves data, so the wall does not bind it."""
    return MAKE_ROLE.format(role=role, more="BYPASSRLS")


def grants(app: str, *, owner: str = "", append_only: tuple[str, ...] = ("record_entry",)) -> list[str]:
    """What the site may do: read and write rows, add to append-only tables. No TRUNCATE, no table of its own."""
    of = f' FOR ROLE "{owner}"' if owner else ""
    default = f"ALTER DEFAULT PRIVILEGES{of} IN SCHEMA public GRANT"
    return [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f'GRANT USAGE ON SCHEMA public TO "{app}"',
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{app}"',
        f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{app}"',
        f'{default} SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{app}"',
        f'{default} USAGE ON SEQUENCES TO "{app}"',
        f'REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{app}"',
        *(f'REVOKE UPDATE, DELETE ON {table} FROM "{app}"' for table in append_only),
    ]


def statements(app: str, owner: str) -> list[str]:
    """Everything that `holdepunkt database_roles` does, in order; doing it twice changes nothing more."""
    given = grants(app, owner=owner, append_only=append_only_tables())
    return [make_app(app), make_owner(owner), f'GRANT ALL ON SCHEMA public TO "{owner}"', *hand_over(owner), *given]


def append_only_tables() -> tuple[str, ...]:
    """The tables to which rows are only added."""
    with connection.cursor() as cursor:
        cursor.execute(APPEND_ONLY)
        return tuple(name for (name,) in cursor.fetchall())


def hand_over(owner: str) -> list[str]:
    """The statements that make every table of this database the owner's."""
    with connection.cursor() as cursor:
        cursor.execute(OURS, [owner, owner])
        return [statement for (statement,) in cursor.fetchall()]


def why_no_wall() -> str:
    """Why row-level security does not bind this very connection; empty when it does. In English, for operators."""
    if connection.vendor != "postgresql":
        return "SQLite has no row-level security: there is no second wall between municipalities."
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, superuser, bypass = cursor.fetchone()
    if superuser:
        return f"The role {name} is a superuser: row-level security does not bind it."
    return f"The role {name} has BYPASSRLS: row-level security does not bind it." if bypass else ""
