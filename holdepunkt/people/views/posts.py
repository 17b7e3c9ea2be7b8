"""Pages with which a policy lead says who works where, and who always stands in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from holdepunkt import clock
from holdepunkt.people import access, actions, reads
from holdepunkt.people.access import fresh_sign_in, require
from holdepunkt.people.forms import setup as forms
from holdepunkt.people.forms.posts import DeputyForm
from holdepunkt.people.models import Post, User
from holdepunkt.people.rules import Role
from holdepunkt.people.saving import save
from holdepunkt.people.views.setup_pages import GET_OR_POST, address, crumbs, form_page
from holdepunkt.ui.jinja import danish_date


def post_row(slug: str, user: User, post: Post) -> dict[str, Any]:
    """One post as the person's page shows it."""
    heading = f"{post.get_role_display()}, {post.unit}"
    if post.deputy_of:
        heading = _("Stedfortræder for %(name)s: %(post)s") % {"name": post.deputy_of.user, "post": heading}
    ended = post.ends_on is not None and post.ends_on < clock.today()
    return {
        "heading": heading,
        "text": period(post.starts_on, post.ends_on),
        "end": "" if ended else address(slug, "setup_post_end", pk=user.pk, post=post.pk),
        "deputy": "" if ended or post.deputy_of_id else address(slug, "setup_deputy_add", pk=user.pk, post=post.pk),
    }


def period(starts: Any, ends: Any) -> str:
    """From when to when, in words."""
    until = _("til %(day)s") % {"day": danish_date(ends)} if ends else _("stadig")
    return _("fra %(day)s, %(until)s") % {"day": danish_date(starts), "until": until}


@GET_OR_POST
def post_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give somebody another role."""
    require(access.may_set_up(request.asker))
    fresh_sign_in(request)
    row = reads.user(request.asker, pk)
    units = reads.units(request.asker, today=clock.today())
    form = forms.PostForm(request.POST or None, units=units, initial={"starts_on": clock.today()})

    def act() -> None:
        told = form.answers
        actions.start_post(user=row, by=request.asker, **told | {"role": Role(told["role"])})

    return _about(request, slug, row, form, act, _("Ny rolle til %(name)s") % {"name": row.name})


@GET_OR_POST
def post_end(request: HttpRequest, slug: str, pk: int, post: int) -> HttpResponse:
    """End a post; the last policy lead stays, or nobody could set up the municipality any more."""
    require(access.may_set_up(request.asker))
    row = reads.post(request.asker, post, of=pk)
    ends_on = row.ends_on or clock.today()
    form = forms.EndPostForm(request.POST or None, initial={"ends_on": ends_on, "_version": row.version})

    def act() -> None:
        actions.end_post(post=row, by=request.asker, version=form.version, **form.answers)

    heading = _("Slut: %(post)s") % {"post": row}
    return _about(request, slug, row.user, form, act, heading, theirs=lambda now: {"ends_on": now.ends_on})


@GET_OR_POST
def deputy_add(request: HttpRequest, slug: str, pk: int, post: int) -> HttpResponse:
    """Name somebody who always stands in for a post."""
    require(access.may_set_up(request.asker))
    fresh_sign_in(request)
    row = reads.post(request.asker, post, of=pk)
    others = reads.at_work(request.asker).exclude(pk=pk)
    form = DeputyForm(request.POST or None, people=others, initial={"starts_on": clock.today()})

    def act() -> None:
        actions.start_deputy(post=row, by=request.asker, **form.answers)

    return _about(request, slug, row.user, form, act, _("Ny stedfortræder for %(name)s") % {"name": row.user})


def _about(
    request: HttpRequest, slug: str, user: User, form: Any, act: Any, heading: Any, *, theirs: Any = None
) -> HttpResponse:
    """Show and save one form about a person."""
    back = address(slug, "setup_person", pk=user.pk)

    def go() -> str:
        act()
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, go, theirs=theirs, cancel=back)):
        return answer
    way = crumbs(slug, (_("Mennesker"), address(slug, "setup_people")), (user.name, back), (heading, ""))
    return form_page(request, form, heading, back=back, crumbs=way)
