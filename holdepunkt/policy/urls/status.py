"""Addresses: the desk of the policy lead, the year's round, and each effort's answer."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import desk, round_dates, status, status_note

WORK = "<slug:slug>/arbejde/"
NOTE = WORK + "status/<int:year>/<uuid:note>/"
YEAR = WORK + "status/<slug:policy>/<int:year>/"

urlpatterns: list[URLPattern] = [
    path(WORK, desk.desk, name="desk"),
    path(WORK + "status/skema/", status_note.upload, name="status_upload"),
    path(NOTE, status_note.note, name="status_note"),
    path(NOTE + "kladde/", status_note.draft, name="status_draft"),
    path(NOTE + "intet-nyt/", status_note.no_news, name="status_no_news"),
    path(NOTE + "tag-tilbage/", status_note.take_back, name="status_take_back"),
    path(NOTE + "skema.docx", status_note.word, name="status_word"),
    path(WORK + "status/<slug:policy>/ny/", status.open_round, name="status_open"),
    path(YEAR, status.year, name="status_year"),
    path(YEAR + "mangler/", status.missing, name="status_missing"),
    path(YEAR + "frister/", round_dates.dates, name="status_dates"),
    path(YEAR + "laas/", status.lock, name="status_lock"),
    path(YEAR + "godkend/", status.approve, name="status_approve"),
    path(YEAR + "aabn-igen/", status.reopen, name="status_reopen"),
]
