"""What an operator may measure: requests by view, durations, the queue, the clockwork. Never a person.

The workers of one machine count into files of one folder, so that any of them can answer for all.
"""

import os
from collections.abc import Iterator
from importlib import import_module

from django.conf import settings

from holdepunkt.pages.operation import clockwork
from holdepunkt.pages.reads import jobs

FOLDER = settings.HOLDEPUNKT_DATA / "metrics"
FOLDER.mkdir(exist_ok=True)
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(FOLDER))

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest  # noqa: E402, it reads the folder
from prometheus_client.metrics_core import GaugeMetricFamily, Metric  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402

STEPS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
# Their own registry: the numbers are read from the files of all workers, not from this one alone.
_ours = CollectorRegistry()
requests = Counter("holdepunkt_requests", "Requests by view and class of status", ("view", "status"), registry=_ours)
durations = Histogram("holdepunkt_request_seconds", "Seconds a request took", ("view",), buckets=STEPS, registry=_ours)


def note_request(view: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    requests.labels(view, f"{status // 100}xx").inc()
    durations.labels(view).observe(seconds)


class House:
    """Gauges of the whole house, read when asked."""

    def collect(self) -> Iterator[Metric]:
        """The queue, the clockwork, the record."""
        queue = GaugeMetricFamily("holdepunkt_jobs", "Jobs by state", labels=["state"])
        for state, count in jobs.by_state().items():
            queue.add_metric([state], count)
        yield queue
        waited = "holdepunkt_oldest_job_wait_seconds"
        yield GaugeMetricFamily(waited, "How long the oldest job that is due has waited", jobs.oldest_wait())
        if (age := clockwork.seconds_since_last()) is not None:
            yield GaugeMetricFamily("holdepunkt_tick_age_seconds", "Seconds since the clockwork was here", age)
        if (rows := unsealed()) is not None:
            yield GaugeMetricFamily("holdepunkt_record_unsealed_rows", "Record rows that wait for their seal", rows)


def unsealed() -> int | None:
    """How many record rows wait for their seal; None where the record tells it to nobody."""
    count = getattr(import_module("holdepunkt.record.reads"), "waiting_count", None)
    return count() if count else None


def as_text() -> bytes:
    """Everything, in the text form that Prometheus reads."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(House())
    return generate_latest(registry)
