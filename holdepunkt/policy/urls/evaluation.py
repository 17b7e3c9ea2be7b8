"""Addresses: the evaluation of a policy."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import evaluation

DESK = "<slug:slug>/arbejde/evaluering/"

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/evaluering/<slug:policy>/<int:year>/", evaluation.page, name="evaluation"),
    path(DESK, evaluation.overview, name="evaluations"),
    path(f"{DESK}ny/", evaluation.begin, name="evaluation_begin"),
    path(f"{DESK}<uuid:uuid>/", evaluation.desk, name="evaluation_desk"),
    path(f"{DESK}<uuid:uuid>/ret/", evaluation.write, name="evaluation_write"),
    path(f"{DESK}<uuid:uuid>/kladde/", evaluation.autosave, name="evaluation_autosave"),
    path(f"{DESK}<uuid:uuid>/konklusion/", evaluation.add_conclusion, name="conclusion_add"),
    path(f"{DESK}<uuid:uuid>/konklusion/<uuid:conclusion>/", evaluation.change_conclusion, name="conclusion_change"),
    path(
        f"{DESK}<uuid:uuid>/konklusion/<uuid:conclusion>/fjern/", evaluation.remove_conclusion, name="conclusion_remove"
    ),
    path(f"{DESK}<uuid:uuid>/faerdig/", evaluation.finish, name="evaluation_finish"),
    path(f"{DESK}<uuid:uuid>/offentlig/", evaluation.publish, name="evaluation_publish"),
]
