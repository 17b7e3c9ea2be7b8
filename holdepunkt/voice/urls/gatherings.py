"""Addresses: gatherings for everybody, and for those who keep them and write down what is said."""

from django.urls import URLPattern, path

from holdepunkt.voice.views import gathering_public, gatherings, heard, sign_up_public, sign_ups, signposts

OPEN = "<slug:slug>/moeder/"
ONE = f"{OPEN}<int:gathering>/"
WORK = "<slug:slug>/arbejde/moeder/"
AT = f"{WORK}<int:pk>/"
LINE = f"{AT}hoert/<int:said>/"

urlpatterns: list[URLPattern] = [
    path(OPEN, gathering_public.listed, name="gatherings"),
    path(f"{OPEN}moeder.ics", gathering_public.calendar, name="gatherings_ics"),
    path(f"{OPEN}hoert.atom", gathering_public.feed, name="gatherings_feed"),
    path(ONE, gathering_public.page, name="gathering"),
    path(f"{ONE}hoert/", gathering_public.what_we_heard, name="what_we_heard"),
    path(f"{ONE}vaeg/", gathering_public.wall, name="wall"),
    path(f"{ONE}vej.svg", signposts.to_gathering, name="gathering_qr"),
    path(f"{ONE}tilmeld/", sign_up_public.new, name="sign_up_new"),
    path(f"{ONE}meldt-fra/", sign_up_public.cancelled, name="sign_up_cancelled"),
    path(f"{ONE}tilmelding/<int:sign_up>/", sign_up_public.own, name="sign_up"),
    path(f"{ONE}tilmelding/<int:sign_up>/tak/", sign_up_public.thanks, name="sign_up_thanks"),
    path(WORK, gatherings.listed, name="work_gatherings"),
    path(f"{WORK}nyt/", gatherings.new, name="gathering_new"),
    path(AT, gatherings.page, name="work_gathering"),
    path(f"{AT}ret/", gatherings.change, name="gathering_change"),
    path(f"{AT}aflys/", gatherings.call_off, name="gathering_call_off"),
    path(f"{AT}aflys/fortryd/", gatherings.call_on_again, name="gathering_on_again"),
    path(f"{AT}udbytte/", gatherings.outcome, name="gathering_outcome"),
    path(f"{AT}tilmeldte/", sign_ups.listed, name="sign_ups"),
    path(f"{AT}tilmeldte/ny/", sign_ups.new, name="work_sign_up_new"),
    path(f"{AT}tilmeldte/<int:sign_up>/", sign_ups.one, name="work_sign_up"),
    path(f"{AT}doer/", sign_ups.door, name="sign_up_door"),
    path(f"{AT}beskeder/", sign_ups.notices, name="sign_up_notices"),
    path(f"{AT}beskeder/<slug:way>/", sign_ups.notices_to_print, name="sign_up_notices_print"),
    path(f"{AT}beskeder/sms/liste.txt", sign_ups.sms_list, name="sign_up_sms"),
    path(f"{AT}hoert/", heard.today, name="heard"),
    path(f"{AT}hoert/temaer/", heard.group, name="heard_group"),
    path(f"{AT}hoert/ark/", heard.sheet, name="heard_sheet"),
    path(f"{AT}hoert/offentligt/", heard.publish, name="heard_publish"),
    path(f"{LINE}ret/", heard.change, name="heard_change"),
    path(f"{LINE}vis/", heard.show, name="heard_show"),
    path(f"{LINE}ned/", heard.take_down, name="heard_down"),
    path(f"{LINE}skjul/", heard.hide, name="heard_hide"),
    path(f"{LINE}forslag/", heard.become, name="heard_become"),
]
