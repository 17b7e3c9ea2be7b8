"""Addresses where a policy lead writes, and where everybody compares two versions."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import compare, drafting, packs, targets, texts

ALL = "<slug:slug>/arbejde/politikker/"
ONE = f"{ALL}<slug:policy>/<int:number>/"
PART = f"{ONE}tekst/<slug:noun>/"

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/politik/<slug:policy>/sammenlign/", compare.compare, name="compare"),
    path(ALL, drafting.drafts, name="drafting"),
    path(f"{ALL}ny/", drafting.begin, name="draft_begin"),
    path(f"{ALL}indlaes/", packs.upload, name="draft_upload"),
    path(f"{ALL}indlaes/gem/", packs.load, name="draft_load"),
    path(f"{ALL}<slug:policy>/ny-version/", drafting.next_version, name="draft_next"),
    path(ONE, drafting.draft, name="draft"),
    path(f"{ONE}ramme/<slug:section>/", drafting.draft_section, name="draft_section"),
    path(f"{ONE}hoering/", drafting.hearing, name="draft_hearing"),
    path(f"{ONE}godkendelse/", drafting.approval, name="draft_approval"),
    path(f"{ONE}pakke.toml", packs.export, name="draft_export"),
    path(f"{ONE}dokument/", packs.document, name="draft_document"),
    path(PART, texts.parts, name="parts"),
    path(f"{PART}ny/", texts.part_add, name="part_add"),
    path(f"{PART}<int:pk>/", texts.part, name="part"),
    path(f"{PART}<int:pk>/fjern/", texts.part_remove, name="part_remove"),
    path(f"{PART}<int:pk>/flyt/", texts.part_move, name="part_move"),
    path(f"{ONE}maaltal/<int:pk>/ny/", targets.target, name="target_add"),
    path(f"{ONE}maaltal/<int:pk>/<int:target>/", targets.target, name="target"),
    path(f"{ONE}maaltal/<int:pk>/<int:target>/fjern/", targets.target_remove, name="target_remove"),
]
