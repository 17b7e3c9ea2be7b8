"""Addresses of hearings, for everybody and for those who keep them, write in a council, or read along."""

from django.urls import URLPattern, path

from holdepunkt.voice.views import hearing_answers, hearing_bodies, hearing_care, hearings, public_hearings

OPEN = "<slug:slug>/hoeringer/"
SEEN = f"{OPEN}<int:number>/"
WORK = "<slug:slug>/arbejde/hoeringer/"
ONE = f"{WORK}<int:pk>/"
BODY = f"{ONE}hoerte/<int:body>/"
ANSWER = f"{ONE}svar/<int:answer>/"

urlpatterns: list[URLPattern] = [
    path(OPEN, public_hearings.listed, name="hearings"),
    path(SEEN, public_hearings.page, name="hearing"),
    path(f"{SEEN}tryk/", public_hearings.printed, name="hearing_print"),
    path(f"{SEEN}svar/", public_hearings.answer, name="hearing_answer_new"),
    path(f"{SEEN}svar/<int:answer>/", public_hearings.follow, name="hearing_answer"),
    path(f"{SEEN}svar/<int:answer>/tak/", public_hearings.thanks, name="hearing_answer_thanks"),
    path(WORK, hearings.listed, name="work_hearings"),
    path(f"{WORK}ny/", hearings.new, name="hearing_new"),
    path(ONE, hearings.page, name="work_hearing"),
    path(f"{ONE}ret/", hearings.change, name="hearing_change"),
    path(f"{ONE}afsnit/nyt/", hearings.paste, name="hearing_paste"),
    path(f"{ONE}afsnit/<int:passage>/", hearings.passage, name="hearing_passage"),
    path(f"{ONE}afsnit/<int:passage>/fjern/", hearings.passage_remove, name="hearing_passage_remove"),
    path(BODY, hearing_bodies.room, name="hearing_body"),
    path(f"{BODY}fjern/", hearings.unask, name="hearing_unask"),
    path(f"{BODY}kommentar/", hearing_bodies.comment, name="hearing_comment"),
    path(f"{BODY}udkast/", hearing_bodies.draft, name="hearing_draft"),
    path(f"{BODY}tryk/", hearing_bodies.print_run, name="hearing_print_run"),
    path(f"{BODY}tryk/sendt/", hearing_bodies.posted, name="hearing_print_run_posted"),
    path(f"{ONE}svar/", hearing_answers.listed, name="hearing_answers"),
    path(f"{ONE}svar/nyt/", hearing_answers.note, name="hearing_answer_note"),
    path(ANSWER, hearing_answers.page, name="hearing_answer_page"),
    path(f"{ANSWER}skjul/", hearing_answers.hide, name="hearing_answer_hide"),
    path(f"{ANSWER}afsender/", hearing_answers.sender, name="hearing_answer_sender"),
    path(f"{ANSWER}kode/", hearing_answers.code, name="hearing_answer_code"),
    path(f"{ONE}temaer/", hearing_care.themes, name="hearing_themes"),
    path(f"{ONE}temaer/<int:theme>/", hearing_care.theme, name="hearing_theme"),
    path(f"{ONE}temaer/<int:theme>/fjern/", hearing_care.theme_remove, name="hearing_theme_remove"),
    path(f"{ONE}beskeder/", hearing_care.messages, name="hearing_messages"),
    path(f"{ONE}beskeder/<slug:way>/", hearing_care.run, name="hearing_message_run"),
]
