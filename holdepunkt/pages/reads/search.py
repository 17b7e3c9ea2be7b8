"""Public search: goals, promises, efforts, plans, passages, stories and meetings that everybody may read.

Nothing is counted: a page asks for one hit more than it shows. The policy's own texts are few and
are searched whole; efforts can be thousands and are read in their order only until the page is full.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import F, IntegerField, Model, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from holdepunkt.people.asker import Asker
from holdepunkt.people.folding import folded, surest_part
from holdepunkt.people.models import Unit
from holdepunkt.people.reads.folded import Folded
from holdepunkt.policy.models import ActionPlan, Effort, Goal, Passage, Promise
from holdepunkt.policy.reads.public import APPROVED_PLANS
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.voice.reads import gatherings, meetings, stories

KINDS = ("goal", "promise", "effort", "plan", "passage", "story", "gathering", "meeting")
COLUMNS = ("hit_rank", "hit_nth", "hit_name", "hit_words", "hit_policy", "hit_key")
Found = QuerySet[Any, dict[str, Any]]


def hits(by: Asker, words: Sequence[str], part: slice) -> list[dict[str, Any]]:
    """A part of everything public of the asker's municipality in which all the folded words stand.

    Rows are dicts: rank (place in KINDS), nth, name, words, policy (slug; not of efforts and plans), key (or uuid as text);
    of what is held on a day `policy` says where it stands, and `key` is the day.
    """
    found: list[dict[str, Any]] = []
    skip, wanted = part.start, part.stop - part.start
    for rows in _in_order(by, words):
        lacking = wanted - len(found)
        if lacking <= 0:
            break
        new = list(rows[skip : skip + lacking])
        found += new
        skip = 0 if new or not skip else max(0, skip - rows.count())
    return found


def _in_order(by: Asker, words: Sequence[str]) -> Iterator[Found]:
    """What is searched, one query at a time: the next is only asked when the page has room for it."""
    yield _united(words, _goals(by), _promises(by))
    yield _with_words(_efforts(by), words, _or_its_unit(by)).order_by("-plan_id", "-order", "-pk")
    yield _united(words, _plans(by), _passages(by), _stories(by), _gatherings(by), _meetings(by))


def _united(words: Sequence[str], *kinds: QuerySet[Any]) -> Found:
    first, *more = (_with_words(rows.order_by(), words) for rows in kinds)
    return first.union(*more, all=True).order_by("hit_rank", "hit_nth", "hit_key")


def _with_words(rows: QuerySet[Any], words: Sequence[str], named: Callable[[str], Q] = lambda word: Q()) -> Found:
    """The rows with every word, or named so. Part of a word is looked for unfolded first: it is cheap and leaves few to fold."""
    rows = rows.alias(hit_all=Concat("hit_name", _words(" "), "hit_words")).alias(hit_folded=Folded(F("hit_all")))
    conditions = [Q(hit_all__icontains=part) | named(word) for word in words if (part := surest_part(word))]
    conditions += [Q(hit_folded__contains=word) | named(word) for word in words]
    return rows.filter(*conditions).values(*COLUMNS)


def _or_its_unit(by: Asker) -> Callable[[str], Q]:
    """An effort is also found by the name of its accountable unit; units are few, so their names are folded here."""
    units = Unit.objects.filter(municipality=by.municipality).values_list("pk", "name")
    names = {pk: folded(name) for pk, name in units}
    return lambda word: Q(unit__in=[pk for pk, name in names.items() if word in name])


def _words(text: str) -> Value:
    return Value(text, output_field=TextField())


def _text(*names: str) -> Combinable:
    """Several text columns as one, an empty one as nothing."""
    parts = [Coalesce(Cast(F(name), TextField()), _words("")) for name in names]
    joined: Combinable = parts[0]
    for part in parts[1:]:
        joined = Concat(joined, _words("\n"), part)
    return joined


def _shaped(
    rows: QuerySet[Any], kind: str, *, name: str, words: Sequence[str], key: str, policy: str = ""
) -> QuerySet[Any]:
    return rows.annotate(
        hit_rank=Value(KINDS.index(kind), output_field=IntegerField()),
        hit_nth=F("pk") if kind == "plan" else F("order"),
        hit_name=_text(name),
        hit_words=_text(*words),
        hit_policy=_text(policy) if policy else _words(""),
        hit_key=_text(key),
    )


def _in_force(by: Asker, model: type[Model]) -> QuerySet[Any]:
    """Rows of the approved texts in force; drafts and hearings are not public."""
    return model._default_manager.filter(
        version_of__policy__municipality=by.municipality, version_of__stage=VersionStage.APPROVED
    )


def _goals(by: Asker) -> QuerySet[Any]:
    rows = _in_force(by, Goal)
    return _shaped(rows, "goal", name="title", words=["plain"], policy="version_of__policy__slug", key="key")


def _promises(by: Asker) -> QuerySet[Any]:
    rows = _in_force(by, Promise)
    return _shaped(rows, "promise", name="plain", words=["doer"], policy="version_of__policy__slug", key="key")


def _passages(by: Asker) -> QuerySet[Any]:
    rows = _in_force(by, Passage)
    words = ["plain", "verbatim__text"]
    return _shaped(rows, "passage", name="heading", words=words, policy="version_of__policy__slug", key="key")


def _stories(by: Asker) -> QuerySet[Any]:
    """Released stories; of one that was taken back nothing is left to find."""
    return stories.public(by).annotate(
        hit_rank=Value(KINDS.index("story"), output_field=IntegerField()),
        hit_nth=F("pk"),
        hit_name=_words(""),
        hit_words=_text("words", "shown_name"),
        hit_policy=_words(""),
        hit_key=Concat(_text("number"), _words("-"), _text("year")),
    )


def _met(rows: QuerySet[Any], kind: str, *, name: str, words: Sequence[str], at: str) -> QuerySet[Any]:
    """Something held on a day, the newest first: the key is where it stands, and its day."""
    return rows.annotate(
        hit_rank=Value(KINDS.index(kind), output_field=IntegerField()),
        hit_nth=Value(0) - F("pk"),
        hit_name=_text(name),
        hit_words=_text(*words),
        hit_policy=_text(at),
        hit_key=_text("meets_on"),
    )


def _gatherings(by: Asker) -> QuerySet[Any]:
    """Public gatherings that were not called off."""
    words = ["purpose", "place", "came_of_it"]
    return _met(gatherings.public(by), "gathering", name="title", words=words, at="number")


def _meetings(by: Asker) -> QuerySet[Any]:
    """The councils' open meetings; what a closed one is about is nobody else's."""
    return _met(meetings.open_meetings(by), "meeting", name="council__unit__name", words=["place"], at="council__key")


def _open_plans(by: Asker) -> QuerySet[ActionPlan]:
    """The approved plans of policies in force; of a corrected plan only the correction."""
    return ActionPlan.objects.filter(
        policy__municipality=by.municipality, policy__versions__stage=VersionStage.APPROVED, stage__in=APPROVED_PLANS
    ).exclude(superseded_by__stage__in=APPROVED_PLANS)


def _plans(by: Asker) -> QuerySet[Any]:
    return _shaped(_open_plans(by), "plan", name="title", words=["plain"], key="uuid")


def _efforts(by: Asker) -> QuerySet[Any]:
    """The efforts of those plans. The plans are named one by one and nothing is joined in, so that
    the database walks its index of plan and order, the newest first, and stops when the page is full.
    """
    plans = list(_open_plans(by).values_list("pk", flat=True))
    rows = Effort.objects.filter(plan__in=plans)
    return _shaped(rows, "effort", name="title", words=["plain", "expected_effect"], key="uuid")
