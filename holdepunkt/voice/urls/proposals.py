"""Addresses of those who read, answer, gather and send."""

from django.urls import URLPattern, path

from holdepunkt.voice.views import heaps, messages, proposal_care, proposal_entry, proposals

WORK = "<slug:slug>/arbejde/forslag/"

urlpatterns: list[URLPattern] = [
    path(WORK, proposals.at_work, name="work_proposals"),
    path(f"{WORK}nyt/", proposal_entry.entry, name="work_proposal_new"),
    path(f"{WORK}frister/", proposal_entry.setting, name="proposal_setting"),
    path(f"{WORK}kort/", proposal_entry.cards, name="postcards"),
    path(f"{WORK}kort/<uuid:sheet>/", proposal_entry.sheet, name="postcard_sheet"),
    path(f"{WORK}beskeder/", messages.messages, name="messages"),
    path(f"{WORK}beskeder/<int:run>/", messages.run, name="message_run"),
    path(f"{WORK}beskeder/<int:run>/sms.txt", messages.sms_list, name="message_list"),
    path(f"{WORK}temaer/", proposal_care.themes, name="themes"),
    path(f"{WORK}temaer/<int:theme>/", proposal_care.theme, name="theme"),
    path(f"{WORK}bunker/", heaps.floods, name="floods"),
    path(f"{WORK}bunker/<int:flood>/", heaps.flood, name="flood"),
    path(f"{WORK}<int:pk>/", proposals.page, name="work_proposal"),
    path(f"{WORK}<int:pk>/skridt/<slug:step>/", proposals.step, name="proposal_step"),
    path(f"{WORK}<int:pk>/traek-tilbage/<int:step>/", proposals.end, name="proposal_step_end"),
    path(f"{WORK}<int:pk>/skjul/", proposal_care.hide, name="proposal_hide"),
    path(f"{WORK}<int:pk>/tema/", proposal_care.gather, name="proposal_theme"),
    path(f"{WORK}<int:pk>/afsender/", proposal_care.sender, name="proposal_sender"),
    path(f"{WORK}<int:pk>/kode/", proposal_care.code, name="proposal_code"),
    path(f"{WORK}<int:pk>/forslag.txt", proposal_care.case_file, name="proposal_file"),
]
