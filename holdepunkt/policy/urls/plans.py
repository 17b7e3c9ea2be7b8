"""Addresses: plans and efforts for those who work with them."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import efforts, plan_course, plans

PLANS = "<slug:slug>/arbejde/planer"
ONE = f"{PLANS}/<int:pk>"
EFFORT = "<slug:slug>/arbejde/indsatser/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{PLANS}/", plans.plan_list, name="plans"),
    path(f"{PLANS}/ny/<slug:policy>/", plans.plan_new, name="plan_new"),
    path(f"{ONE}/", plans.plan_page, name="plan_page"),
    path(f"{ONE}/ret/", plans.plan_edit, name="plan_edit"),
    path(f"{ONE}/drop/", plans.plan_drop, name="plan_drop"),
    path(f"{ONE}/spoerg/", plan_course.ask, name="plan_ask"),
    path("<slug:slug>/arbejde/hoert/<int:pk>/", plan_course.words, name="plan_words"),
    path(f"{ONE}/hoert/", plan_course.heard, name="plan_heard"),
    path(f"{ONE}/tilbage-til-udkast/", plan_course.reopen, name="plan_reopen"),
    path(f"{ONE}/godkend/", plan_course.approve, name="plan_approve"),
    path(f"{ONE}/begynd/", plan_course.start, name="plan_start"),
    path(f"{ONE}/afslut/", plan_course.close, name="plan_close"),
    path(f"{ONE}/fortryd/", plan_course.undo, name="plan_undo"),
    path(f"{ONE}/bilag/", plan_course.annex, name="plan_annex"),
    path(f"{ONE}/rettelse/", plan_course.correct, name="plan_correct"),
    path(f"{ONE}/naeste/", plan_course.next_plan, name="plan_next"),
    path(f"{ONE}/foer-videre/", plan_course.carry, name="plan_carry"),
    path(f"{ONE}/indsats/ny/", efforts.effort_new, name="effort_new"),
    path(f"{ONE}/indsats/kopi/", efforts.effort_pick, name="effort_pick"),
    path(f"{EFFORT}/", efforts.effort_page, name="effort_page"),
    path(f"{EFFORT}/ret/", efforts.effort_edit, name="effort_edit"),
    path(f"{EFFORT}/fjern/", efforts.effort_remove, name="effort_remove"),
    path(f"{EFFORT}/ny-ansvarlig/", efforts.hand, name="effort_hand"),
    path(f"{EFFORT}/stop/", efforts.stop, name="effort_stop"),
    path(f"{EFFORT}/fortryd-stop/", efforts.restart, name="effort_restart"),
    path(f"{EFFORT}/tal/", efforts.figure, name="effort_figure"),
    path("<slug:slug>/arbejde/milepaele/<int:pk>/", efforts.reached, name="milestone_reached"),
    path("<slug:slug>/arbejde/milepaele/<int:pk>/fortryd/", efforts.unreached, name="milestone_unreached"),
]
