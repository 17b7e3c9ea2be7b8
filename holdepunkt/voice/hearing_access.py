"""Who may do what with a hearing, and why not. Every answer can be shown to the person."""

from datetime import date

from django.utils.translation import gettext as _

from holdepunkt import clock
from holdepunkt.people.access import Allowed, Answer, Denied, has_role, is_at_home
from holdepunkt.people.asker import Asker
from holdepunkt.people.reads import away_today
from holdepunkt.people.rules import HOLDERS, Role
from holdepunkt.voice import council_access
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMember, Hearing, HearingAnswer, HearingBody
from holdepunkt.voice.rules.body_answers import writers
from holdepunkt.voice.rules.council import Chair, RuleKey, Rules
from holdepunkt.voice.rules.hearing import HearingStage
from holdepunkt.voice.rules.members import MemberPost, sits

KEEPERS = (Role.POLICY_LEAD, Role.COMMITTEE_SECRETARY)
READERS = (*HOLDERS, Role.ADVISORY_COUNCIL_SECRETARY)


def may_keep_hearings(by: Asker) -> Answer:
    """Open, extend, close and end hearings, and read what comes in: the policy lead and the committee secretary."""
    if by.kind == "machine":
        return Allowed(_("Det er kommunens egen drift."))
    return has_role(by, *KEEPERS, task=_("holde en høring"))


def may_keep(by: Asker, hearing: Hearing) -> Answer:
    """The same, of this very municipality's hearing."""
    return home if not (home := is_at_home(by, hearing.municipality_id)) else may_keep_hearings(by)


def may_read_hearings(by: Asker) -> Answer:
    """See the list of hearings at work."""
    return has_role(by, *READERS, Role.ADVISORY_COUNCIL_MEMBER, task=_("se høringerne indefra"))


def may_read_hearing(by: Asker, hearing: Hearing) -> Answer:
    """See one inside: the administration and the council's secretary; a member what the own council is asked about."""
    if not (home := is_at_home(by, hearing.municipality_id)):
        return home
    if by.has(*READERS):
        return Allowed(_("Du arbejder med det, der er i høring."))
    if by.has(Role.ADVISORY_COUNCIL_MEMBER) and hearing.stage != HearingStage.DRAFT:
        if hearing.is_public or any(body.unit_id in by.unit_ids for body in hearing.bodies.all()):
            return Allowed(_("Dit råd er spurgt."))
        return Denied(
            _("Det kan kun de råd, der er spurgt."),
            _("Sekretæren for rådet kan hjælpe dig videre."),
            tried=_("se en høring"),
        )
    return has_role(by, *READERS, task=_("se en høring, før den er åben"))


def may_keep_answer(by: Asker, answer: HearingAnswer) -> Answer:
    """Read, theme and hide an answer, and see who sent it."""
    return may_keep(by, answer.hearing)


def may_read_body(by: Asker, body: HearingBody) -> Answer:
    """See what a council says among its own, before it has answered: the council's people alone."""
    return may_keep(by, body.hearing) if body.council is None else council_access.may_read_council(by, body.council)


def may_write_for(by: Asker, body: HearingBody) -> Answer:
    """Draft and send a body's answer: who the council's rules name; for one without a room those who keep it."""
    council = body.council
    if council is None:
        return may_keep(by, body.hearing)
    runs, chairs = council_access.may_run_council(by, council), _is_chair(by, body)
    if not runs and not chairs:
        return runs
    known = _rules_of(council)
    may = writers(
        known.text(RuleKey.HEARING_ANSWERS_BY),
        has_chair=not known.says(RuleKey.CHAIR, Chair.NONE),
        chair_is_there=_chair_is_there(council),
    )
    if chairs and may.chair:
        return Allowed(_("Du leder rådet."))
    return runs if runs and may.secretary else _writes_not(body, chair=may.chair)


def _writes_not(body: HearingBody, *, chair: bool) -> Denied:
    """The council's rules name somebody else."""
    return Denied(
        _("Efter rådets regler er det formanden, der skriver svaret.")
        if chair
        else _("Efter rådets regler er det sekretæren, der skriver svaret."),
        _("Formanden for %(council)s kan hjælpe dig videre. Reglen står på rådets side.") % {"council": body.name}
        if chair
        else _("Sekretæren for %(council)s kan hjælpe dig videre. Reglen står på rådets side.")
        % {"council": body.name},
        tried=_("skrive rådets svar"),
    )


def _seat_of(by: Asker, council: AdvisoryCouncil) -> CouncilMember | None:
    """The asker as a member of this council today."""
    if by.user_id is None:
        return None
    today, found = clock.today(), council.members.filter(user=by.user_id).select_related("seat")
    return next((member for member in found if sits(member.starts_on, member.ends_on, on=today)), None)


def _rules_of(council: AdvisoryCouncil) -> Rules:
    """What the council's rules say today of its chair, and of who answers; the newest day counts."""
    today = clock.today()
    rows = council.rules.filter(key__in=(RuleKey.CHAIR, RuleKey.HEARING_ANSWERS_BY))
    held = sorted((row.since or date.min, row.pk, row) for row in rows if row.since is None or row.since <= today)
    newest = {RuleKey(row.key): row.value for _since, _pk, row in held}
    return Rules({key: value for key, value in newest.items() if value})


def _chair_is_there(council: AdvisoryCouncil) -> bool:
    """Whether a chair signs in and is not away today: an answer waits for nobody's holiday."""
    today = clock.today()
    chairs = council.members.filter(post=MemberPost.CHAIR, user__is_active=True)
    chairs = chairs.exclude(user__in=away_today().values("user"))
    return any(sits(member.starts_on, member.ends_on, on=today) for member in chairs)


def _is_chair(by: Asker, body: HearingBody) -> bool:
    """Whether the asker is the council's chair today; whether there is one at all is a rule."""
    council = body.council
    if council is None or not council_access.sits_in(by, council):
        return False
    member = _seat_of(by, council)
    return member is not None and member.post == MemberPost.CHAIR


def may_comment(by: Asker, body: HearingBody) -> Answer:
    """Say something to the council's answer: its members whose seats answer hearings; the secretary for others."""
    if body.council is None:
        return Denied(
            _("Kun råd skriver sammen her."),
            _("Den, der holder høringen, skriver svaret ind."),
            tried=_("skrive til et råds svar"),
        )
    reads = council_access.may_read_council(by, body.council)
    if not reads or council_access.keeps(by, body.council.unit_id):
        return reads
    member = _seat_of(by, body.council)
    if member is None:
        return Denied(
            _("Dit navn står ikke på rådets liste over medlemmer."),
            _("Sekretæren kan skrive dig ind."),
            tried=_("skrive til rådets svar"),
        )
    if member.seat is not None and not member.seat.answers_hearings:
        return Denied(
            _("Efter rådets regler svarer »%(seat)s« ikke på høringer.") % {"seat": member.seat},
            _("Sekretæren kan fortælle, hvor det står."),
            tried=_("skrive til rådets svar"),
        )
    return reads
