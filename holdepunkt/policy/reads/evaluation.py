"""Evaluations, as the asker may see them: drafts inside the house, published ones for everybody."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import CommitteeItem, Conclusion, Evaluation, Goal, Policy
from holdepunkt.policy.reads.paper_setting import newest_version


def of_the_house(by: Asker) -> QuerySet[Evaluation]:
    """All evaluations of the municipality, newest first, for those who work with them."""
    found = Evaluation.objects.filter(policy__municipality=by.municipality)
    return found.select_related("policy__municipality").order_by("-year", "policy__title")


def own(by: Asker, uuid: UUID) -> Evaluation:
    """One evaluation for those who work with it; whether they may is for access to say."""
    if (found := of_the_house(by).filter(uuid=uuid).first()) is None:
        raise Http404(uuid)
    return found


def shown(by: Asker, policy_slug: str, year: int) -> Evaluation:
    """The evaluation of a year as a page: published, or somebody inside asks; else 404."""
    found = of_the_house(by).filter(policy__slug=policy_slug, year=year).first()
    if found is None or not access.may_read_evaluation(by, found):
        raise Http404(policy_slug)
    return found


def conclusions(row: Evaluation) -> list[Conclusion]:
    """What was learned, in order."""
    return list(Conclusion.objects.filter(evaluation=row).order_by("order", "pk"))


def conclusion(row: Evaluation, uuid: UUID) -> Conclusion:
    """One conclusion of an evaluation."""
    if (found := Conclusion.objects.filter(evaluation=row, uuid=uuid).first()) is None:
        raise Http404(uuid)
    return found


def goals(policy: Policy) -> list[Goal]:
    """The goals a conclusion can be about: those of the policy's approved version, in order."""
    found = Goal.objects.filter(version_of=newest_version(policy), of_other_body="")
    return list(found.order_by("level", "order", "pk"))


def item_with_agenda_out(row: Evaluation) -> CommitteeItem | None:
    """The item with which the committee had the evaluation, once its agenda is out."""
    found = CommitteeItem.objects.filter(evaluation=row, sent_on__isnull=False, published_on__isnull=False)
    return found.order_by("-pk").first()


def policies(by: Asker) -> list[Policy]:
    """The municipality's policies."""
    return list(Policy.objects.filter(municipality=by.municipality).order_by("title", "pk"))


def policy(by: Asker, slug: str) -> Policy:
    """One policy of the municipality."""
    found = Policy.objects.filter(municipality=by.municipality, slug=slug).select_related("municipality").first()
    if found is None:
        raise Http404(slug)
    return found
