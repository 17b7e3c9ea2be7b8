"""What each kind of page may cost at most. Tests hold the SQL counts; times are figures to look at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ceiling:
    """At most so many CPU-milliseconds and SQL statements a request; `grows` when it may follow N."""

    ms: float
    sql: int
    grows: bool = False


LIST = Ceiling(6, 8)
SINGLE = Ceiling(6, 10)
OF_ONE_PERSON = Ceiling(8, 12)
OF_A_LEADER = Ceiling(8, 8)
# All that waits, one statement or two for each kind: policy loop 8, proposals 4, councils 7, gatherings 1, hearings 1.
FIRST_OF_A_LEADER = Ceiling(8, 21)
SAVE = Ceiling(4, 10)
ACCESS = Ceiling(3, 2)
RECORD_ROW = Ceiling(4, 1)
LOCK = Ceiling(1000, 50, grows=True)
REPORT_FILE = Ceiling(500, 25)

MIGRATE_SECONDS = 10.0
WORKER_MIB = 110.0
PACKAGES = 60
PACKAGES_MIB = 400.0
