"""Addresses: hearings about what is planned here, and the steps of every hearing."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import hearing_steps as views

WORK = "<slug:slug>/arbejde/"
ONE = f"{WORK}hoeringer/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(f"{WORK}politikker/<slug:policy>/<int:number>/ny-hoering/", views.about_text, name="hearing_about_text"),
    path(f"{WORK}planer/<int:pk>/ny-hoering/", views.about_plan, name="hearing_about_plan"),
    path(f"{WORK}status/<slug:policy>/<int:year>/ny-hoering/", views.about_year, name="hearing_about_year"),
    path(f"{ONE}send/", views.send_out, name="hearing_open"),
    path(f"{ONE}forlaeng/", views.extend, name="hearing_extend"),
    path(f"{ONE}aflys/", views.cancel, name="hearing_cancel"),
    path(f"{ONE}luk/", views.close, name="hearing_close"),
    path(f"{ONE}slut/", views.end, name="hearing_end"),
    path(f"{ONE}hoerte/nyt/", views.ask, name="hearing_ask"),
    path(f"{ONE}hoerte/<int:body>/send/", views.send, name="hearing_send"),
]
