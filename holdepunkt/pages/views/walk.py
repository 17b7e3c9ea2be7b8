"""Follow one promise all the way: five small screens, one for each station of the thread."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt.pages.reads import walk as reads
from holdepunkt.pages.rules.walk import STEPS, step_asked
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.reads import public as policies
from holdepunkt.policy.views import show, show_facts
from holdepunkt.policy.words import first_upper


@public
@kept
@require_safe
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """One station a screen; the last one leads to the promise's own page."""
    of = policies.version(request.asker)
    found = reads.walk(of)
    if found is None:
        return render(request, "pages/no_walk.html", {"version": of})
    step = step_asked(request.GET.get("trin", ""))
    verbatim = getattr(found.promise.passage, "verbatim", None)
    context = {
        "version": of,
        "step": step,
        "stations": _stations(of, step, slug),
        "promise": found.promise,
        "promise_href": show.promise_href(of, found.promise, slug),
        "verbatim": verbatim.text if verbatim else "",
        "goals": [(goal.title, show.goal_href(of, goal, slug)) for goal in found.promise.goals.all()],
        "effort": found.effort,
        "effort_href": show.effort_href(found.effort, slug) if found.effort else "",
        "years": show.year_cards(found.years),
        "decisions": show.decisions(found.items, slug),
        "unit_to_answer": show_facts.unit_to_answer(of, [found.effort] if found.effort else []),
        "goal_word": show.level_word(of, 1, "definite"),
    }
    return render(request, "pages/walk.html", context)


def _stations(of: PolicyVersion, step: int, slug: str) -> list[dict[str, Any]]:
    """The five stations, with what each is in simple words."""
    address = reverse("pages:walk", kwargs={"slug": slug})
    words = [
        (
            _("Det vil vi"),
            _(
                "Alt begynder med en sætning i politikken: noget, kommunen siger, at den gør. Den kan blive holdt eller ikke holdt."
            ),
        ),
        (
            first_upper(show.level_word(of, 1, "definite")),
            _("Sætningen hører til et mål. Målet siger, hvad der skal blive bedre, og for hvem."),
        ),
        (
            _("Indsatsen"),
            _("Et mål når ikke sig selv. En indsats er det, nogen rent faktisk går i gang med: hvem, hvad og hvornår."),
        ),
        (
            _("Status"),
            _(
                "Hvert år fortæller den ansvarlige enhed, hvordan det går. Tallene bliver låst, så ingen kan pynte på dem bagefter."
            ),
        ),
        (
            _("Beslutningen"),
            _("Til sidst får udvalget det hele at se og siger, hvad der skal ske. Først da kan alle læse med."),
        ),
    ]
    return [
        {
            "label": heading,
            "about": about,
            "href": f"{address}?trin={number}",
            "state": "current" if number == step else ("done" if number < step else "waiting"),
        }
        for number, (heading, about) in enumerate(words[:STEPS], start=1)
    ]
