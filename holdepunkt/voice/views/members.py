"""The members of a council, as the secretary keeps them. How to reach somebody stands on their own page only."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock, record
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.ui.jinja import danish_date, short_date
from holdepunkt.voice.actions import member as actions
from holdepunkt.voice.council_rule_words import gap_words
from holdepunkt.voice.forms.member import LeavingForm, MemberForm, member_values
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMember
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.rules.members import MemberPost, contact_goes_after
from holdepunkt.voice.rules.proposal import phone_digits
from holdepunkt.voice.views.council_steps import GET_POST, href, run_by, step

A_PAGE = 50


def _row(slug: str, council: AdvisoryCouncil, member: CouncilMember) -> dict[str, Any]:
    contact = getattr(member, "contact", None)
    paper = _("papirer med posten") if contact is None or contact.by_post or not contact.email else ""
    large = _("store bogstaver") if contact is not None and contact.large_print else ""
    aloud = _("læs højt") if contact is not None and contact.read_aloud else ""
    sms = (
        _("nummer til SMS mangler")
        if contact is not None and contact.by_sms and not phone_digits(contact.phone)
        else ""
    )
    until = _("til %(day)s") % {"day": short_date(member.ends_on)} if member.ends_on else _("uden slutdag")
    post = member.get_post_display()
    if member.substitute_for:
        post = _("suppleant for %(name)s") % {"name": member.substitute_for.name}
    elif member.list_number:
        post = _("suppleant nummer %(n)s") % {"n": member.list_number}
    silent = _("uden stemme") if member.seat is not None and not member.seat.votes else ""
    return {
        "heading": member.name,
        "href": href("member", slug, council, member=member.pk),
        "lead": post if member.post != MemberPost.MEMBER else "",
        "text": " · ".join(filter(None, [member.speaks_for, silent, until, paper, large, aloud, sms])),
    }


def in_order(members: Iterable[CouncilMember]) -> list[CouncilMember]:
    """Those who lead first, substitutes last in the order of their list; else as they came, which is by name."""
    posts = [MemberPost.CHAIR, MemberPost.DEPUTY_CHAIR, MemberPost.MEMBER, MemberPost.SUBSTITUTE]
    return sorted(members, key=lambda one: (posts.index(MemberPost(one.post)), one.list_number or 1000))


@require_safe
@kept_for_each
def members(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Everybody who sits in the council today, and those who have left."""
    _by, council = run_by(request, pk)
    today = clock.today()
    there = list(reads.members_from(council, today))
    page = Paginator(reads.former(council, today), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "council": council,
        "gaps": [gap_words(gap) for gap in reads.gaps_of(council, reads.rules(council, today), today)],
        "sitting": [_row(slug, council, one) for one in there if one.post != MemberPost.SUBSTITUTE],
        "substitutes": [_row(slug, council, one) for one in in_order(there) if one.post == MemberPost.SUBSTITUTE],
        "former": [_row(slug, council, member) for member in page.object_list],
        "page": page,
    }
    return render(request, "voice/councils/members.html", context)


def _form(
    request: HttpRequest, council: AdvisoryCouncil, initial: dict[str, Any], but: int | None = None
) -> MemberForm:
    others = [member for member in reads.members(council) if member.pk != but]
    return MemberForm(
        request.POST or None, seats=reads.seats(council), members=others, users=reads.users_of(council), initial=initial
    )


@GET_POST
def new(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give somebody a seat."""
    by, council = run_by(request, pk)
    begun = {"starts_on": clock.today(), "shown_as": "no_name", "succeeds": request.GET.get("efter", "")}
    form = _form(request, council, begun)
    back = href("members", slug, council)

    def act() -> str:
        actions.seat_member(council=council, by=by, **form.told)
        return back

    return step(request, form, act, heading=_("Nyt medlem"), kicker=str(council), back=back)


@GET_POST
def change(request: HttpRequest, slug: str, pk: int, member: int) -> HttpResponse:
    """One member: how they are named, how to reach them, what they need. Opening it is in the record."""
    by, council = run_by(request, pk)
    row = reads.member(council, member)
    if request.method != "POST":
        record.looked(row, by=by, relation=by.acting_as)
    form = _form(request, council, member_values(row), but=row.pk)
    del form.fields["succeeds"]
    back = href("members", slug, council)

    def act() -> str:
        actions.change_member(member=row, by=by, version=form.version, **form.told)
        return back

    lead = _("Kontakten bliver slettet %(day)s.") % {"day": danish_date(contact_goes_after(row.ends_on))} if (
        row.ends_on is not None and row.ends_on < clock.today()
    ) else _("Et halvt år efter den sidste dag bliver kontakten slettet.")  # fmt: skip
    return step(
        request,
        form,
        act,
        heading=row.name,
        kicker=str(council),
        lead=lead,
        back=back,
        theirs=member_values,
        leave=href("member_leave", slug, council, member=row.pk),
    )


@GET_POST
def leave(request: HttpRequest, slug: str, pk: int, member: int) -> HttpResponse:
    """A member leaves the council."""
    by, council = run_by(request, pk)
    row = reads.member(council, member)
    form = LeavingForm(request.POST or None, initial={"last_day": clock.today()})
    back = href("members", slug, council)

    def act() -> str:
        actions.note_leaving(member=row, last_day=form.cleaned_data["last_day"], by=by)
        return f"{href('member_new', slug, council)}?efter={row.pk}"

    lead = _("Vi spørger ikke hvorfor. Bagefter kan du skrive den næste på pladsen ind.")
    if following := reads.first_substitute(council, row, clock.today()):
        lead += " " + _("Efter rådets regler er det %(name)s.") % {"name": following.name}
    return step(request, form, act, heading=_("%(name)s går ud af rådet") % {"name": row.name}, lead=lead, back=back)
