"""Managers and bases of the models whose rows belong to one municipality.

Outside a scope every query raises. Inside, rows that name their municipality themselves are filtered by it;
the others hang on such a row, are read through it, and cost no join more (docs/decisions/0015-tenancy.md).
"""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.options import Options
from django_scopes import get_scope
from django_scopes.manager import DisabledQuerySet

from holdepunkt.tenancy.scope import Crossing
from holdepunkt.tenancy.written import QuicklyWritten

Row = TypeVar("Row", bound=models.Model, covariant=True)


class Unscoped(DisabledQuerySet):
    """What a manager answers outside every municipality: whatever is asked or written raises ScopeError."""

    exists = contains = explain = in_bulk = exclude = DisabledQuerySet.error
    create = bulk_create = bulk_update = alias = defer = distinct = DisabledQuerySet.error
    select_related = prefetch_related = DisabledQuerySet.error


class Rows(models.Manager[Row]):
    """Demands a scope. `by` names the row's own column and what of the scope it must equal, where there is one."""

    by: ClassVar[tuple[str, str] | None] = None

    def get_queryset(self) -> models.QuerySet[Row]:
        """All rows one may ask for here; outside a municipality one that raises."""
        now = get_scope()
        if not now.get("_enabled", True):
            return super().get_queryset()
        if "municipality" not in now:
            return Unscoped(self.model, using=self._db, missing_scopes={"municipality"})
        rows = super().get_queryset()
        if self.by is None:
            return rows
        column, of_scope = self.by
        return rows.filter(**{column: now[of_scope]})

    def create(self, *words: Any, **fields: Any) -> Row:
        """Make one row, of this municipality only."""
        now = get_scope()
        if now.get("_enabled", True) and "municipality" not in now:
            return self.get_queryset().create()  # which raises
        row = self.model(*words, **fields)
        _refuse_another(row)
        row.save(force_insert=True, using=self._db or DEFAULT_DB_ALIAS)  # because this is what create does
        return row

    def bulk_create(self, objs: Iterable[Any], *rest: Any, **more: Any) -> list[Row]:
        """Make many rows, of this municipality only."""
        rows = list(objs)
        for row in rows:
            _refuse_another(row)
        return super().bulk_create(rows, *rest, **more)

    def all(self) -> Any:
        """Answer as any other question: outside a municipality it raises."""
        rows = super().all()
        return rows.all() if isinstance(rows, Unscoped) else rows


def _refuse_another(row: models.Model) -> None:
    """Raise Crossing when a new row, or one of the rows it is made with, names another municipality."""
    now = get_scope()
    if not now.get("_enabled", True) or "municipality" not in now:
        return
    for one in (row, *row._state.fields_cache.values()):
        if getattr(one, "municipality_id", now["municipality"]) != now["municipality"]:
            raise Crossing(f"{row._meta.label} with {one._meta.label} of another municipality")


class RowsByMunicipality(Rows[Row]):
    """For rows with a foreign key `municipality`."""

    by = ("municipality", "municipality")


class RowsBySlug(Rows[Row]):
    """For rows with the municipality's short name in a column `municipality`."""

    by = ("municipality", "slug")


class TenantRow(QuicklyWritten):
    """A row that hangs on another row of the same municipality."""

    objects = Rows()

    class Meta:
        abstract = True


class OfOneMunicipality(QuicklyWritten):
    """A row with a foreign key `municipality` of its own."""

    objects = RowsByMunicipality()

    class Meta:
        abstract = True


def is_tenant(model: type[models.Model]) -> bool:
    """Whether a model's rows belong to one municipality."""
    options: Options[Any] = model._meta
    return isinstance(options.default_manager, Rows)
