"""Addresses: signing in and out, one's own security, and the municipality's colour."""

from django.urls import path

from holdepunkt.people.views import oidc, sessions, signing_in, two_factor

MINE = "<slug:slug>/arbejde/min-sikkerhed/"

urlpatterns = [
    path("<slug:slug>/log-ind/", signing_in.sign_in, name="sign_in"),
    path("<slug:slug>/log-ind/kode/", signing_in.second_step, name="sign_in_code"),
    path("<slug:slug>/log-ind/med/<uuid:provider>/", oidc.go, name="provider"),
    path("<slug:slug>/log-ind/med/<uuid:provider>/svar/", oidc.answer, name="provider_answer"),
    path("<slug:slug>/log-ud/", signing_in.sign_out, name="sign_out"),
    path("<slug:slug>/farve.css", signing_in.colour, name="colour"),
    path("<slug:slug>/arbejde/bekraeft/", signing_in.confirm, name="confirm"),
    path(MINE, sessions.security, name="security"),
    path(f"{MINE}kodeapp/", two_factor.code_app, name="code_app"),
    path(f"{MINE}kodeapp/qr.svg", two_factor.qr, name="code_app_qr"),
    path(f"{MINE}kodeapp/fjern/", two_factor.remove, name="code_app_remove"),
    path(f"{MINE}noedkoder/", two_factor.recovery_codes, name="recovery_codes"),
    path("<slug:slug>/arbejde/mine-sessioner/", sessions.sessions, name="sessions"),
    path("<slug:slug>/arbejde/mine-sessioner/andre/slut/", sessions.end_others, name="sessions_end"),
    path("<slug:slug>/arbejde/mine-sessioner/<uuid:session>/slut/", sessions.end_one, name="session_end"),
    path("<slug:slug>/arbejde/kommunen/mennesker/<int:pk>/sessioner/slut/", sessions.end_all_of, name="end_all_of"),
]
