"""Putting a story beside the policy or one of its goals, and taking it out again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.access import require
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions.story import end_place, place_story
from holdepunkt.policy.forms.adopted import LetGoForm
from holdepunkt.policy.forms.story import PlaceForm
from holdepunkt.policy.reads import public
from holdepunkt.policy.reads import stories as reads
from holdepunkt.policy.views.plans import GET_OR_POST
from holdepunkt.voice.reads import stories as voice


@GET_OR_POST
def place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Choose where a story stands; what it stands beside already is listed."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_draft(by))
    row = voice.story(by, pk)
    versions = public.versions(by)
    form = PlaceForm(request.POST or None, versions=versions, goals=list(reads.goals_to_choose(versions)))
    here = reverse("policy:story_place", args=[slug, pk])

    def act() -> str:
        of, goal = form.chosen
        place_story(story=row, version_of=of, goal=goal, by=by)
        return here

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    context = {
        "form": form, "row": row, "back": reverse("voice:work_story", args=[slug, pk]),
        "places": [
            {
                "heading": one.goal.title if one.goal else one.version_of.title,
                "text": one.version_of.title if one.goal else "",
                "href": reverse("policy:story_place_end", args=[slug, one.pk]),
            }
            for one in reads.places(row)
        ],
    }  # fmt: skip
    return render(request, "policy/stories/places.html", context)


@GET_OR_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a story out of one place."""
    by = request.asker  # type: ignore[attr-defined]
    row = reads.place(by, pk)
    form = LetGoForm(request.POST or None)
    back = reverse("policy:story_place", args=[slug, row.story_id])

    def act() -> str:
        end_place(place=row, by=by, **form.answers)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    context = {
        "form": form, "heading": _("Tag fortællingen ud herfra"), "back": back, "kicker": str(row),
        "lead": _("Fortællingen selv bliver stående på siden med fortællinger."),
    }  # fmt: skip
    return render(request, "policy/hearing/step.html", context)
