"""Addresses: the start page, what waits, the year wheel, feeds, the walk, help and search."""

from django.conf import settings
from django.urls import URLPattern, path

from holdepunkt.pages.views import (
    council_report,
    demo,
    mine,
    on_way,
    operation,
    record,
    search,
    start,
    texts,
    walk,
    wheel,
)

REPORTS = "<slug:slug>/arbejde/raad/<int:pk>/beretninger/"
OPEN_REPORT = "<slug:slug>/raad/<slug:key>/beretning/<int:year>/"
REPORT = f"{REPORTS}<int:year>/"

app_name = "pages"
urlpatterns = [
    path("", start.start, name="start"),
    path("health", operation.health, name="health"),
    path("ready", operation.ready, name="ready"),
    path("metrics", operation.metrics, name="metrics"),
    path("was", texts.accessibility, name="was"),
    path("<slug:slug>/mit/", mine.mine, name="mine"),
    path("<slug:slug>/aarshjul/", wheel.year_wheel, name="wheel"),
    path("<slug:slug>/aarshjul.ics", wheel.calendar_file, name="wheel_ics"),
    path("<slug:slug>/aendringer.atom", wheel.changes_feed, name="feed"),
    path("<slug:slug>/foelg/", walk.follow, name="walk"),
    path("<slug:slug>/saadan/", texts.how_it_works, name="help"),
    path("<slug:slug>/soeg/", search.results, name="search"),
    path("<slug:slug>/arbejde/raad/<int:pk>/paa-vej/", on_way.on_way, name="on_way"),
    path(OPEN_REPORT, council_report.open_report, name="open_report"),
    path(f"{OPEN_REPORT}filer/<uuid:file>/", council_report.open_file, name="open_report_file"),
    path(REPORTS, council_report.reports, name="council_reports"),
    path(REPORT, council_report.report, name="council_report"),
    path(f"{REPORT}ord/", council_report.foreword, name="report_foreword"),
    path(f"{REPORT}godkendt/", council_report.approve, name="report_approve"),
    path(f"{REPORT}sendt/", council_report.send, name="report_send"),
    path(f"{REPORT}offentlig/", council_report.publish, name="report_publish"),
    path(f"{REPORT}filer/", council_report.order, name="report_order"),
    path(f"{REPORT}filer/<uuid:file>/", council_report.download, name="report_file"),
    path("<slug:slug>/arbejde/protokol/", record.whole_record, name="record"),
    path("<slug:slug>/arbejde/protokol/efterproev/", record.verify, name="record_verify"),
    path("<slug:slug>/arbejde/protokol/protokol.jsonl", record.export, name="record_export"),
    path("<slug:slug>/arbejde/protokol/protokol.csv", record.table, name="record_table"),
    path("<slug:slug>/arbejde/protokol/indsats/<int:pk>/", record.effort_history, name="record_effort"),
]


def demo_addresses() -> list[URLPattern]:
    """Signing in as made-up people: outside demo mode these addresses do not exist."""
    if not settings.HOLDEPUNKT_DEMO:
        return []
    return [path("demo/", demo.people, name="demo"), path("demo/log-ind/", demo.sign_in, name="demo_sign_in")]


# Before the municipalities' own addresses, or a municipality called demo would hide them.
urlpatterns[:0] = demo_addresses()
