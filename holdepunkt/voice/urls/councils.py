"""Addresses: the councils, for everybody and for those who work with them."""

from django.urls import URLPattern, path

from holdepunkt.voice.views import (
    agenda,
    council_proposals,
    council_public,
    council_rules,
    councils,
    meeting_files,
    meetings,
    members,
    minutes,
    outlays,
    papers,
)

OPEN = "<slug:slug>/raad/"
WORK = "<slug:slug>/arbejde/raad/"
ONE = f"{WORK}<int:pk>/"
ITEM = f"{ONE}emner/<int:item>/"
MEETING = f"{ONE}moeder/<int:meeting>/"

urlpatterns: list[URLPattern] = [
    path(OPEN, council_public.listed, name="councils"),
    path(f"{OPEN}<slug:key>/", council_public.page, name="council"),
    path(f"{OPEN}<slug:key>/forslag/", council_proposals.proposals, name="council_proposals"),
    path(f"{OPEN}<slug:key>/moeder.ics", council_public.calendar, name="council_ics"),
    path(f"{OPEN}<slug:key>/referater.atom", council_public.feed, name="council_feed"),
    path(f"{OPEN}<slug:key>/referat/<int:number>/", council_public.minutes, name="council_minutes"),
    path(f"{OPEN}<slug:key>/referat/<int:number>/papir/<int:paper>/", papers.open_paper, name="open_paper"),
    path(WORK, councils.work, name="council_work"),
    path(f"{WORK}nyt/", councils.set_up, name="council_set_up"),
    path(ONE, councils.desk, name="council_desk"),
    path(f"{ONE}om/", councils.about, name="council_about"),
    path(f"{ONE}regler/", council_rules.rules, name="council_rules"),
    path(f"{ONE}regler/<slug:rule>/", council_rules.rule, name="council_rule"),
    path(f"{ONE}pladser/", council_rules.seats_add, name="seats_add"),
    path(f"{ONE}pladser/<int:seat>/", council_rules.seats_change, name="seats_change"),
    path(f"{ONE}medlemmer/", members.members, name="members"),
    path(f"{ONE}medlemmer/nyt/", members.new, name="member_new"),
    path(f"{ONE}medlemmer/<int:member>/", members.change, name="member"),
    path(f"{ONE}medlemmer/<int:member>/ud/", members.leave, name="member_leave"),
    path(f"{ONE}emner/nyt/", agenda.new, name="item_new"),
    path(ITEM, agenda.change, name="item_change"),
    path(f"{ITEM}tilbage/", agenda.hand_back, name="item_hand_back"),
    path(f"{ITEM}dagsorden/", agenda.put_on, name="item_put_on"),
    path(f"{ITEM}udsaet/", agenda.put_off, name="item_put_off"),
    path(f"{ITEM}flyt/", agenda.move, name="item_move"),
    path(f"{ITEM}traek/", agenda.take_back, name="item_take_back"),
    path(f"{ITEM}papir/", papers.new, name="item_paper"),
    path(f"{ITEM}papir/<int:paper>/", papers.read, name="paper_file"),
    path(f"{ITEM}papir/<int:paper>/fjern/", papers.remove, name="paper_remove"),
    path(f"{ONE}moeder/", meetings.listed, name="meetings"),
    path(f"{ONE}moeder/nyt/", meetings.new, name="meeting_new"),
    path(MEETING, meetings.page, name="meeting"),
    path(f"{MEETING}ret/", meetings.change, name="meeting_change"),
    path(f"{MEETING}send/", meetings.send, name="meeting_send"),
    path(f"{MEETING}begynd/", meetings.hold, name="meeting_hold"),
    path(f"{MEETING}aflys/", meetings.call_off, name="meeting_call_off"),
    path(f"{MEETING}fremmoede/", meetings.attendance, name="attendance"),
    path(f"{MEETING}referat/<int:item>/", minutes.write, name="minutes_write"),
    path(f"{MEETING}linje/<int:line>/", minutes.change, name="line_change"),
    path(f"{MEETING}linje/<int:line>/fjern/", minutes.remove, name="line_remove"),
    path(f"{MEETING}linje/<int:line>/gjort/", minutes.done, name="task_done"),
    path(f"{MEETING}godkend/", minutes.approve, name="minutes_approve"),
    path(f"{MEETING}offentlig/", minutes.publish, name="minutes_publish"),
    path(f"{MEETING}filer/", meeting_files.files, name="meeting_files"),
    path(f"{MEETING}filer/bestil/", meeting_files.order, name="meeting_order"),
    path(f"{MEETING}filer/<uuid:file>/", meeting_files.download, name="meeting_file"),
    path(f"{MEETING}tryk/", meeting_files.print_run, name="print_run"),
    path(f"{MEETING}sms.txt", outlays.sms_list, name="meeting_sms"),
    path(f"{MEETING}udlaeg/", outlays.of_meeting, name="outlays"),
    path(f"{MEETING}udlaeg/<int:outlay>/betalt/", outlays.paid, name="outlay_paid"),
    path(f"{MEETING}udlaeg/<int:outlay>/fjern/", outlays.remove, name="outlay_remove"),
    path(f"{ONE}udlaeg.csv", outlays.listed, name="outlays_csv"),
    path(f"{MEETING}tryk/sendt/", meeting_files.post_run, name="print_run_posted"),
]
