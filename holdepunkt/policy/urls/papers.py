"""Addresses: the items to the committee, their papers and files."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import items, paper_files, papers

DESK = "<slug:slug>/arbejde/punkter/"

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/sager/", items.item_list, name="items"),
    path("<slug:slug>/sager/<uuid:uuid>/", items.one_glance, name="item"),
    path("<slug:slug>/sager/<uuid:uuid>/papir/", items.whole_paper, name="item_paper"),
    path("<slug:slug>/sager/<uuid:uuid>/filer/<uuid:file_uuid>/", paper_files.download, name="item_file"),
    path(f"{DESK}nyt/", papers.choose_subject, name="item_choose"),
    path(f"{DESK}nyt/<str:about>/<uuid:uuid>/", papers.begin, name="item_begin"),
    path(f"{DESK}<uuid:uuid>/", papers.desk, name="item_desk"),
    path(f"{DESK}<uuid:uuid>/ret/", papers.write, name="item_write"),
    path(f"{DESK}<uuid:uuid>/kladde/", papers.autosave, name="item_autosave"),
    path(f"{DESK}<uuid:uuid>/send/", papers.send, name="item_send"),
    path(f"{DESK}<uuid:uuid>/dagsorden/", papers.publish, name="item_publish"),
    path(f"{DESK}<uuid:uuid>/beslutning/", papers.decide, name="item_decide"),
    path(f"{DESK}<uuid:uuid>/moede/", papers.move, name="item_move"),
    path(f"{DESK}<uuid:uuid>/fortryd/", papers.undo, name="item_undo"),
    path(f"{DESK}<uuid:uuid>/referat/", papers.minutes, name="item_minutes"),
    path(f"{DESK}<uuid:uuid>/igen/", papers.again, name="item_again"),
    path(f"{DESK}<uuid:uuid>/filer/", paper_files.files, name="item_files"),
    path(f"{DESK}<uuid:uuid>/filer/bestil/", paper_files.order, name="item_order"),
]
