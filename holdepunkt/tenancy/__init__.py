"""One municipality never sees another's rows: the scope every read needs, and what PostgreSQL is told.

Like the clock, this belongs to no slice, and all may use it. `docs/tenancy.md` tells the whole.
"""

from holdepunkt.tenancy.rows import (
    OfOneMunicipality,
    Rows,
    RowsByMunicipality,
    RowsBySlug,
    TenantRow,
    Unscoped,
    is_tenant,
)
from holdepunkt.tenancy.scope import Crossing, arrive, arrive_anew, enter, outside, record_of, unscoped, visit, within
from holdepunkt.tenancy.written import QuicklyWritten

__all__ = [
    "Crossing",
    "OfOneMunicipality",
    "QuicklyWritten",
    "Rows",
    "RowsByMunicipality",
    "RowsBySlug",
    "TenantRow",
    "Unscoped",
    "arrive",
    "arrive_anew",
    "enter",
    "is_tenant",
    "outside",
    "record_of",
    "unscoped",
    "visit",
    "within",
]
