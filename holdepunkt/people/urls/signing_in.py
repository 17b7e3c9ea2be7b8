"""Addresses: sign-in and the municipality's colour."""

from django.urls import path

from holdepunkt.people.views import signing_in as views

urlpatterns = [
    path("<slug:slug>/log-ind/", views.sign_in, name="sign_in"),
    path("<slug:slug>/log-ud/", views.sign_out, name="sign_out"),
    path("<slug:slug>/farve.css", views.colour, name="colour"),
]
