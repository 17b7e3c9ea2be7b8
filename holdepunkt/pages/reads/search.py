"""Public search: goals, promises, efforts, plans and passages that everybody may read, as one query."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from django.db.models import F, IntegerField, Model, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, Lower, Replace

from holdepunkt.pages.rules.folding import DOUBLES, LETTERS
from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import ActionPlan, Effort, Goal, Passage, Promise
from holdepunkt.policy.reads.public import APPROVED_PLANS
from holdepunkt.policy.rules.kinds import VersionStage

KINDS = ("goal", "promise", "effort", "plan", "passage")
Found = QuerySet[Any, dict[str, Any]]


def hits(by: Asker, words: Sequence[str]) -> Found:
    """Everything public of the asker's municipality in which all the folded words stand.

    Rows are dicts: rank (place in KINDS), nth, name, words, policy (slug), key (or uuid as text).
    """
    parts = [_goals(by), _promises(by), _efforts(by), _plans(by), _passages(by)]
    found = [_with_words(part, words) for part in parts]
    return found[0].union(*found[1:], all=True).order_by("hit_rank", "hit_nth", "hit_key")


def _with_words(rows: QuerySet[Any], words: Sequence[str]) -> Found:
    folded = rows.order_by().alias(hit_folded=_folded(Concat("hit_name", _words(" "), "hit_words")))
    asked = reduce(lambda q, word: q & Q(hit_folded__contains=word), words, Q())
    return folded.filter(asked).values("hit_rank", "hit_nth", "hit_name", "hit_words", "hit_policy", "hit_key")


def _folded(expression: Combinable) -> Combinable:
    """The same folding as `rules.folding.folded`; SQLite makes only a to z small."""
    expression = Lower(expression)
    pairs = [(form, plain) for letter, plain in LETTERS for form in (letter, letter.upper())]
    for old, new in [*pairs, *DOUBLES]:
        expression = Replace(expression, _words(old), _words(new))
    return expression


def _words(text: str) -> Value:
    return Value(text, output_field=TextField())


def _text(*names: str) -> Combinable:
    """Several text columns as one, an empty one as nothing."""
    parts = [Coalesce(Cast(F(name), TextField()), _words("")) for name in names]
    joined: Combinable = parts[0]
    for part in parts[1:]:
        joined = Concat(joined, _words("\n"), part)
    return joined


def _shaped(rows: QuerySet[Any], kind: str, *, name: str, words: Sequence[str], policy: str, key: str) -> QuerySet[Any]:
    return rows.annotate(
        hit_rank=Value(KINDS.index(kind), output_field=IntegerField()),
        hit_nth=F("pk") if kind == "plan" else F("order"),
        hit_name=_text(name),
        hit_words=_text(*words),
        hit_policy=_text(policy),
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


def _plans(by: Asker) -> QuerySet[Any]:
    rows = ActionPlan.objects.filter(
        policy__municipality=by.municipality,
        policy__versions__stage=VersionStage.APPROVED,
        stage__in=APPROVED_PLANS,
    ).exclude(superseded_by__stage__in=APPROVED_PLANS)
    return _shaped(rows, "plan", name="title", words=["plain"], policy="policy__slug", key="uuid")


def _efforts(by: Asker) -> QuerySet[Any]:
    rows = Effort.objects.filter(
        plan__policy__municipality=by.municipality,
        plan__policy__versions__stage=VersionStage.APPROVED,
        plan__stage__in=APPROVED_PLANS,
    ).exclude(plan__superseded_by__stage__in=APPROVED_PLANS)
    words = ["plain", "expected_effect", "unit__name"]
    return _shaped(rows, "effort", name="title", words=words, policy="plan__policy__slug", key="uuid")
