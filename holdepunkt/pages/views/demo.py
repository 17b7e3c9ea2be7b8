"""The demo's made-up people: one click signs in as one of them. Exists in demo mode only."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import clock, tenancy
from holdepunkt.people import reads
from holdepunkt.people.actions.signing_in import begin_session
from holdepunkt.people.middleware import public
from holdepunkt.people.models import User
from holdepunkt.people.rules import Role, post_holds


def _demo_only() -> None:
    """A second lock behind the missing address: outside demo mode nobody comes in here."""
    if not settings.HOLDEPUNKT_DEMO:
        raise Http404("demo")


@public
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The made-up people by municipality: who they are and what one can try as them."""
    _demo_only()
    found = [(town, reads.made_up_people(town)) for town in reads.municipalities()]
    towns = [{"name": town.name, "people": [_person(user) for user in users]} for town, users in found if users]
    return render(request, "pages/demo.html", {"towns": towns})


def _person(user: User) -> dict[str, Any]:
    today = clock.today()
    posts = [post for post in user.posts.all() if post_holds(post.starts_on, post.ends_on, today=today)]
    tries = _tries()
    return {
        "uuid": str(user.uuid),
        "name": user.name,
        "roles": ", ".join(dict.fromkeys(f"{post.get_role_display()}, {post.unit.name}" for post in posts))
        or _("har ingen post i dag"),
        "tries": " ".join(dict.fromkeys(tries.get(Role(post.role), "") for post in posts)),
    }


def _tries() -> dict[Role, str]:
    return {
        Role.POLICY_LEAD: _("Prøv at åbne årets status, se hvem der mangler, eller skriv på næste politik."),
        Role.EFFORT_LEAD: _("Prøv at skrive status på en indsats. Det tager to minutter."),
        Role.COMMITTEE_SECRETARY: _("Prøv at lave punktet til udvalget og sende det af sted."),
        Role.COMMITTEE_MEMBER: _("Prøv at læse en sag, som et udvalgsmedlem får den."),
        Role.DEPARTMENT_HEAD: _("Prøv at godkende årets status, før den forlader huset."),
        Role.UNIT_LEADER: _("Se, hvad der venter i enheden, og giv det videre, når nogen er rejst."),
        Role.DATA_PROTECTION_OFFICER: _("Prøv at læse protokollen og efterprøve, at ingen har rettet i den."),
        Role.ADVISORY_COUNCIL_MEMBER: _("Se, hvad rådet er spurgt om, og hvad der er på vej til udvalget."),
    }


@public
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one made-up person; nobody else can be chosen."""
    _demo_only()
    try:
        wanted = UUID(request.POST.get("uuid", ""))
    except ValueError as error:
        raise Http404("uuid") from error
    user = reads.made_up_person(wanted)
    if user is None:
        raise Http404(wanted)
    with tenancy.within(user.municipality):
        begin_session(request, user=user, way="demo")
    return HttpResponseRedirect(reverse("pages:mine", kwargs={"slug": user.municipality.slug}))
