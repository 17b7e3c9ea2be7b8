"""The rules a council works by, with date and source, and its seats."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.saving import save
from holdepunkt.ui.jinja import danish_date, short_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions import council as actions
from holdepunkt.voice.council_rule_words import DOES, EVERYWHERE, GROUPS, NOTE_IS_WORDS, ONLY_WORDS, printed_value
from holdepunkt.voice.council_words import LABELS
from holdepunkt.voice.forms.council import SeatsForm, seats_values
from holdepunkt.voice.forms.council_rule import RuleForm, WholeTextForm, rule_values, whole_values
from holdepunkt.voice.models import AdvisoryCouncil, CouncilRule, CouncilSeat
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.rules.council import RuleKey, Rules, may_be_closed_by_law
from holdepunkt.voice.rules.council_fits import fits
from holdepunkt.voice.views.council_steps import GET_POST, href, read_by, run_by, step


def rule_row(key: RuleKey, row: CouncilRule | None) -> dict[str, Any]:
    """One rule ready to print: what it says, what the house does by it, and where it stands; unknown says so."""
    source = ""
    if row is not None and row.value:
        since = _("fra %(day)s") % {"day": short_date(row.since)} if row.since else _("dato ukendt")
        source = " · ".join([row.source, since])
    return {
        "key": key.value,
        "label": LABELS[RuleKey][key],
        "value": printed_value(key, row.value if row else ""),
        "does": DOES.get(key, ONLY_WORDS),
        "counts": key in DOES,
        "source": source,
        "note": " ".join(filter(None, [row.note if row else "", _words_alone(key, row)])),
        "is_known": row is not None and bool(row.value) and not _words_alone(key, row),
    }


def _words_alone(key: RuleKey, row: CouncilRule | None) -> str:
    """Free words from before a rule had answers to choose from: they stand, and nothing is counted by them."""
    alone = row is not None and row.value and not fits(key, row.value)
    return _("Det er skrevet med egne ord. Vælg et svar, så følger siderne reglen.") if alone else ""


def seat_row(row: CouncilSeat) -> dict[str, Any]:
    """A row of seats ready to print."""
    if row.least is None and row.most is None:
        count = _("antal ukendt")
    elif row.least == row.most or row.least is None or row.most is None:
        count = str(row.most if row.least is None else row.least)
    else:
        count = _("%(least)s til %(most)s") % {"least": row.least, "most": row.most}
    told = ["" if row.votes else _("uden stemme"), "" if row.answers_hearings else _("svarer ikke på høringer")]
    kind = f"{row.name} ({row.get_kind_display()})" if row.name else row.get_kind_display()
    return {
        "pk": row.pk,
        "kind": kind,
        "count": count,
        "chosen_by": row.chosen_by,
        "silent": ", ".join(filter(None, told)),
    }


def _page(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Every rule there can be, what it says, what the house does by it, and where that stands."""
    by, council = read_by(request, pk)
    written = reads.rule_rows(council)
    held = reads.in_force(written, clock.today())
    now = {row.pk for row in held.values()}
    known = Rules({key: row.value for key, row in held.items() if row.value})
    return {
        "council": council,
        "runs": bool(access.may_run_council(by, council)),
        "groups": [
            (group.value, heading, [rule_row(key, held.get(key)) for key in keys])
            for group, (heading, keys) in GROUPS.items()
        ],
        "known": len(known.values),
        "unknown": len(RuleKey) - len(known.values),
        "others": [(row.get_key_display(), rule_row(RuleKey(row.key), row)) for row in written if row.pk not in now],
        "seats": [seat_row(row) for row in reads.seats(council)],
        "warning": may_be_closed_by_law(known),
        "note_is_words": NOTE_IS_WORDS,
        "printed_on": danish_date(clock.today()),
    }


@require_safe
@kept_for_each
def rules(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The rules on screen, each with its way to be written in."""
    return render(request, "voice/councils/rules.html", _page(request, pk))


@require_safe
@kept_for_each
def rules_print(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The same on paper, with what holds for every council: for whoever answers for the rules."""
    return render(request, "voice/councils/rules_print.html", _page(request, pk) | {"law": EVERYWHERE})


def _change_words(council: AdvisoryCouncil) -> str:
    """How the council's own rules say that they are changed."""
    words = reads.rules(council, clock.today()).text(RuleKey.RULES_CHANGE)
    return _("Sådan ændres reglerne: %(words)s") % {"words": words} if words else ""


@GET_POST
def rule(request: HttpRequest, slug: str, pk: int, rule: str) -> HttpResponse:
    """Write what one rule says from a day on."""
    by, council = run_by(request, pk)
    if rule not in set(RuleKey):
        raise Http404(rule)
    key = RuleKey(rule)
    held = reads.in_force(reads.rule_rows(council), clock.today()).get(key)
    form = RuleForm(request.POST or None, key=key, initial=rule_values(held))
    back = href("council_rules", slug, council)

    def act() -> str:
        actions.set_rule(council=council, key=key, by=by, **form.told)
        return back

    earlier = _("Nu: %(value)s, skrevet ind %(day)s.") % {
        "value": printed_value(key, held.value) or _("ukendt"),
        "day": danish_date(held.noted_on),
    } if held else ""  # fmt: skip
    name = str(LABELS[RuleKey][key])
    does = (
        _("Det gør huset: %(what)s.") % {"what": DOES[key]}
        if key in DOES
        else _("Det er %(words)s.") % {"words": ONLY_WORDS}
    )
    lead = " ".join(filter(None, [earlier, does, _change_words(council)]))
    return step(request, form, act, heading=name[0].upper() + name[1:], kicker=str(council), lead=lead, back=back)


@GET_POST
def whole(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write the council's whole text in at one sitting: one source, one day, and every rule that it has."""
    by, council = run_by(request, pk)
    held = reads.in_force(reads.rule_rows(council), clock.today())
    form = WholeTextForm(request.POST or None, initial=whole_values(held))
    back = href("council_rules", slug, council)

    def act() -> str:
        told = form.answers
        actions.write_rules(council=council, values=form.values, source=told["source"], since=told["since"], by=by)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    context = {"council": council, "form": form, "back": back, "change": _change_words(council)}
    return render(request, "voice/councils/whole.html", context)


@GET_POST
def seats_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write for whom the council has seats."""
    by, council = run_by(request, pk)
    form = SeatsForm(request.POST or None)
    back = href("council_rules", slug, council)

    def act() -> str:
        actions.add_seats(council=council, by=by, **form.answers)
        return back

    lead = _("Lad tallene stå tomme, hvis I ikke kender dem.")
    return step(request, form, act, heading=_("Pladser"), kicker=str(council), lead=lead, back=back)


@GET_POST
def seats_change(request: HttpRequest, slug: str, pk: int, seat: int) -> HttpResponse:
    """Change a row of seats."""
    by, council = run_by(request, pk)
    row = reads.seat(council, seat)
    form = SeatsForm(request.POST or None, initial=seats_values(row))
    del form.fields["kind"]
    back = href("council_rules", slug, council)

    def act() -> str:
        actions.change_seats(seat=row, by=by, version=form.version, **form.answers)
        return back

    return step(request, form, act, heading=str(row), kicker=str(council), back=back, theirs=seats_values)
