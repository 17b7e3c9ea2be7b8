"""The writers of what was heard: a line at a time, released by a helper, grouped, published, carried on as a proposal."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.record.versions import take
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.actions.locks import lock_gathering
from holdepunkt.voice.actions.proposal import Contact, note_proposal
from holdepunkt.voice.codes import new_code
from holdepunkt.voice.models import Gathering, HeardLine, Proposal
from holdepunkt.voice.rules.gathering import LONGEST_LINE, GatheringStage, LineStage, is_over
from holdepunkt.voice.rules.proposal import CameBy, ProposalKind


@transaction.atomic
def write_heard(*, gathering: Gathering, words: str, by: Asker, goes_on: bool = False) -> HeardLine:
    """Write down what somebody said, in their words. Nobody sees it before it is released; who said it is not kept."""
    require(access.may_hear(by, gathering))
    held = lock_gathering(gathering.pk)
    if held.stage != GatheringStage.PLANNED:
        raise NotPossible(_("Mødet er aflyst."))
    if not is_over(held.meets_on, clock.today()):
        raise NotPossible(_("Mødet er ikke begyndt endnu."))
    newest = HeardLine.objects.filter(gathering=held).aggregate(last=Max("number"))["last"]
    row = HeardLine.objects.create(
        gathering=held, number=(newest or 0) + 1, words=_sound(words), goes_on=goes_on, heard_on=clock.today()
    )
    record.wrote("heard.written", on=row, by=by)
    return row


def _sound(words: str) -> str:
    said = words.strip()
    if not said:
        raise NotPossible(_("Skriv, hvad der blev sagt."))
    if len(said) > LONGEST_LINE:
        raise NotPossible(_("Det er for langt til én linje. Del det i to."))
    return said


@transaction.atomic
def change_heard(
    *, line: HeardLine, words: str, goes_on: bool, theme_word: str, by: Asker, version: int | None = None
) -> HeardLine:
    """Mend a line. The words change only while nobody has been shown them."""
    row = _taken(line, by, version)
    said = _sound(words)
    if said != row.words and row.stage == LineStage.RELEASED:
        raise NotPossible(_("Linjen er vist. Tag den ned fra væggen, før du retter ordene."))
    if said != row.words and row.was_shown and row.gathering.heard_public_on:
        raise NotPossible(_("Linjen har stået på den offentlige side. Ordene bliver, som de var."))
    if said != row.words and row.proposal_id is not None:
        raise NotPossible(_("Linjen er blevet til et forslag. Ordene bliver, som de var."))
    row.words, row.goes_on, row.theme_word = said, goes_on, theme_word.strip()
    row.save()
    record.wrote("heard.changed", on=row, by=by)
    return row


@transaction.atomic
def release_heard(*, line: HeardLine, by: Asker) -> HeardLine:
    """Let a line be shown on the wall."""
    row = _taken(line, by, None)
    if row.stage == LineStage.RELEASED:
        return line
    _require_keeper_of_hidden(row, by)
    row.stage, row.was_shown, row.hidden_because = LineStage.RELEASED, True, ""
    row.save()
    record.wrote("heard.released", on=row, by=by)
    return row


@transaction.atomic
def take_heard_down(*, line: HeardLine, by: Asker) -> HeardLine:
    """Take a line down from the wall again, to look at it once more."""
    row = _taken(line, by, None)
    _require_keeper_of_hidden(row, by)
    if row.was_shown and row.gathering.heard_public_on:
        raise NotPossible(_("Linjen står på den offentlige side. Skjul den med en grund i stedet."))
    row.stage = LineStage.WRITTEN
    row.hidden_because = ""
    row.save()
    record.wrote("heard.taken_down", on=row, by=by)
    return row


@transaction.atomic
def hide_heard(*, line: HeardLine, because: str, by: Asker) -> HeardLine:
    """Do not show a line, with a reason that is shown in its place."""
    row = _taken(line, by, None)
    if not because.strip():
        raise NotPossible(_("Skriv, hvorfor linjen ikke bliver vist. Det står på siden."))
    row.stage, row.hidden_because = LineStage.HIDDEN, because.strip()
    row.save()
    record.wrote("heard.hidden", on=row, by=by, why=because.strip())
    return row


def _require_keeper_of_hidden(row: HeardLine, by: Asker) -> None:
    """What somebody hid with a reason is shown again by those who keep the gathering, not by a helper."""
    if row.stage == LineStage.HIDDEN:
        require(access.may_keep_gathering(by, row.gathering))


def _taken(line: HeardLine, by: Asker, version: int | None) -> HeardLine:
    require(access.may_hear(by, line.gathering))
    lock_gathering(line.gathering_id)
    return take(line, version=version, around=("gathering",))


@transaction.atomic
def group_heard(*, gathering: Gathering, theme_word: str, lines: Iterable[HeardLine], by: Asker) -> int:
    """Put lines under a theme word; how many."""
    require(access.may_hear(by, gathering))
    word = theme_word.strip()
    if not word:
        raise NotPossible(_("Skriv et ord for det, linjerne handler om."))
    rows = HeardLine.objects.filter(gathering=gathering, pk__in=[line.pk for line in lines])
    count = rows.update(theme_word=word)
    record.wrote("heard.grouped", on=gathering, by=by, fields={"count": count})
    return count


@transaction.atomic
def publish_heard(*, gathering: Gathering, by: Asker) -> Gathering:
    """Let everybody read what we heard: the released lines, and that some are hidden, and why."""
    require(access.may_keep_gathering(by, gathering))
    row = take(gathering, version=None)
    if not HeardLine.objects.filter(gathering=row, stage=LineStage.RELEASED).exists():
        raise NotPossible(_("Ingen linje er vist endnu. Se dem igennem først."))
    row.heard_public_on = clock.today()
    row.save(update_fields=["heard_public_on", "version"])
    record.wrote("heard.published", on=row, by=by)
    return row


@transaction.atomic
def unpublish_heard(*, gathering: Gathering, by: Asker) -> Gathering:
    """Undo: take the page down again."""
    require(access.may_keep_gathering(by, gathering))
    row = take(gathering, version=None)
    row.heard_public_on = None
    row.save(update_fields=["heard_public_on", "version"])
    record.wrote("heard.published_undone", on=row, by=by)
    return row


@transaction.atomic
def make_proposal(
    *, line: HeardLine, kind: ProposalKind | str, by: Asker, contact: Contact | None = None, code: str = ""
) -> Proposal:
    """Let a line become a proposal with a number and an answer to come; the line points to it.

    `contact` is where the person at the table wants the answer; it stands with the proposal's sender, never with the line.
    `code` is what stands on the slip that the person gets.
    """
    require(access.may_keep_gathering(by, line.gathering))
    lock_gathering(line.gathering_id)
    row = take(line, version=None, around=("gathering__municipality",))
    if row.proposal_id is not None:
        raise NotPossible(_("Linjen er allerede blevet til et forslag."))
    if row.stage == LineStage.HIDDEN:
        raise NotPossible(_("Linjen er skjult. Vis den først."))
    gathering = row.gathering
    made = note_proposal(
        municipality=gathering.municipality, kind=kind, words=row.words, came_by=CameBy.GATHERING,
        received_on=row.heard_on, code=code or new_code(), heard_at=gathering.title, heard_uuid=row.uuid, by=by,
        is_example=gathering.is_example, contact=contact,
    )  # fmt: skip
    row.proposal, row.goes_on = made, True
    row.save()
    record.wrote("heard.became_proposal", on=row, by=by, fields={"number": str(made)})
    return made
