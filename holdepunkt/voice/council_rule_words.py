"""A council's rules on screen: in which order they stand, what the house does by each, and what it only keeps."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.council_words import LABELS
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.rules.council_days import DaysAre, date_told, days_told
from holdepunkt.voice.rules.council_fits import CHOICES, Kind, fits, kind_of
from holdepunkt.voice.rules.council_gaps import Gap, GapKind


class RuleGroup(StrEnum):
    """What rules are about."""

    COUNCIL = "council"
    MEMBERS = "members"
    CHAIR = "chair"
    MEETINGS = "meetings"
    DECISIONS = "decisions"
    MINUTES = "minutes"
    HEARING = "hearing"
    YEAR = "year"


GROUPS: dict[RuleGroup, tuple[Any, tuple[RuleKey, ...]]] = {
    RuleGroup.COUNCIL: (
        _("Rådet"),
        (RuleKey.BASIS, RuleKey.FOR_WHOM, RuleKey.APPOINTED_BY, RuleKey.SECRETARY, RuleKey.RULES_CHANGE),
    ),
    RuleGroup.MEMBERS: (
        _("Medlemmer og suppleanter"),
        (
            RuleKey.MEMBERS_LEAST, RuleKey.MEMBERS_MOST, RuleKey.POLITICIANS, RuleKey.TERM_YEARS, RuleKey.TERM_COUNTS,
            RuleKey.TERM_BEGAN, RuleKey.REELECTION, RuleKey.SUBSTITUTES,
        ),
    ),
    RuleGroup.CHAIR: (_("Formand"), (RuleKey.CHAIR, RuleKey.CHAIR_FROM, RuleKey.CHAIR_YEARS)),
    RuleGroup.MEETINGS: (
        _("Møder"),
        (
            RuleKey.MEETINGS_AS, RuleKey.MEETINGS_A_YEAR, RuleKey.DAYS_ARE, RuleKey.ITEMS_DAYS, RuleKey.AGENDA_DAYS,
            RuleKey.PAPERS_BY_MAIL, RuleKey.EXTRA_ASKED, RuleKey.EXTRA_DAYS, RuleKey.EXTRA_AGENDA_DAYS, RuleKey.OPENNESS, RuleKey.SUBGROUPS,
        ),
    ),
    RuleGroup.DECISIONS: (
        _("Beslutninger"),
        (
            RuleKey.QUORUM, RuleKey.QUORUM_LEAST, RuleKey.QUORUM_CHAIR, RuleKey.DECISIONS, RuleKey.DISSENT,
            RuleKey.SINGLE_CASES, RuleKey.SECRECY,
        ),
    ),
    RuleGroup.MINUTES: (
        _("Referat"),
        (RuleKey.MINUTES_DAYS, RuleKey.OBJECT_DAYS, RuleKey.APPROVAL, RuleKey.MINUTES_PUBLIC),
    ),
    RuleGroup.HEARING: (
        _("Høring"),
        (
            RuleKey.HEARING, RuleKey.HEARING_TOPICS, RuleKey.HEARING_ANSWERS_BY, RuleKey.HEARING_BETWEEN,
            RuleKey.HEARING_COMMENT_DAYS, RuleKey.HEARING_DAYS, RuleKey.HEARING_WRITE_DAYS,
        ),
    ),
    RuleGroup.YEAR: (
        _("Året og pengene"),
        (
            RuleKey.DIALOGUE, RuleKey.REPORT, RuleKey.REPORT_MONTH, RuleKey.REPORT_DAY, RuleKey.PAYS_TRAVEL,
            RuleKey.PAYS_MEALS, RuleKey.PAYS_FEES, RuleKey.COSTS,
        ),
    ),
}  # fmt: skip

# What the house does by a rule that it knows. A rule that is not here is words: kept and shown, never counted by.
DOES: dict[RuleKey, Any] = {
    RuleKey.BASIS: _("advarer, hvis møderne er åbne, hvor loven måske lukker dem; et handicapråd, loven kræver, foreslås i høringer"),
    RuleKey.MEMBERS_LEAST: _("siger til på medlemmernes side, når rådet er for lille"),
    RuleKey.MEMBERS_MOST: _("siger til på medlemmernes side, når rådet er for stort"),
    RuleKey.POLITICIANS: _("siger til, hvis en politiker har en plads, reglerne ikke giver"),
    RuleKey.TERM_YEARS: _("regner medlemmets sidste dag ud, og siger til 60 dage før"),
    RuleKey.TERM_COUNTS: _("bestemmer, hvornår et nyt medlems periode slutter; ukendt: fra medlemmets første dag"),
    RuleKey.TERM_BEGAN: _("giver den fælles periode dens sidste dag"),
    RuleKey.SUBSTITUTES: _("bestemmer, for hvem en suppleant kan møde, og siger til, når noget mangler"),
    RuleKey.CHAIR: _("siger til, når formanden mangler; uden formand skriver sekretæren rådets svar"),
    RuleKey.CHAIR_FROM: _("siger til, hvis formanden sidder på en anden slags plads"),
    RuleKey.CHAIR_YEARS: _("siger til 60 dage før, at formandens tid er gået"),
    RuleKey.MEETINGS_AS: _("efter behov: der regnes ikke med et antal"),
    RuleKey.MEETINGS_A_YEAR: _("tæller årets møder på rådets side"),
    RuleKey.DAYS_ARE: _("bestemmer, hvordan frister tælles; ukendt: hverdage, så ingen får for lidt tid"),
    RuleKey.ITEMS_DAYS: _("regner dagen ud på mødet"),
    RuleKey.AGENDA_DAYS: _("regner dagen ud på mødet, og siger til"),
    RuleKey.PAPERS_BY_MAIL: _("lægger papirerne ved mailen; ellers står der, hvor de læses"),
    RuleKey.EXTRA_ASKED: _("siger på mødets side, hvor mange det er"),
    RuleKey.EXTRA_DAYS: _("siger på mødets side, hvornår et ekstra møde senest skal holdes"),
    RuleKey.EXTRA_AGENDA_DAYS: _("regner dagen ud på et ekstra møde"),
    RuleKey.OPENNESS: _("advarer, hvor loven måske lukker møderne"),
    RuleKey.QUORUM: _("tæller på mødet og siger, om rådet kan beslutte"),
    RuleKey.QUORUM_LEAST: _("bruges, når kravet er et fast antal"),
    RuleKey.QUORUM_CHAIR: _("tæller med, når vi siger, om rådet kan beslutte"),
    RuleKey.DECISIONS: _("står, hvor referatet skrives; huset tæller ikke stemmer"),
    RuleKey.DISSENT: _("nej: »uenighed« kan ikke vælges i referatet"),
    RuleKey.MINUTES_DAYS: _("regner dagen ud, og siger til"),
    RuleKey.OBJECT_DAYS: _("regner dagen ud, når referatet er sendt"),
    RuleKey.APPROVAL: _("er valgt på forhånd, når referatet godkendes"),
    RuleKey.MINUTES_PUBLIC: _("kun »ja« gør et referat offentligt"),
    RuleKey.SINGLE_CASES: _("aldrig: et emne, der peger på et menneske, stoppes, til nogen har læst det"),
    RuleKey.HEARING: _("rådet foreslås, når en høring begynder"),
    RuleKey.HEARING_TOPICS: _("står, hvor man vælger, hvem der skal høres"),
    RuleKey.HEARING_ANSWERS_BY: _("bestemmer, hvem der kan skrive og sende rådets svar; er formanden væk, skriver sekretæren"),
    RuleKey.HEARING_BETWEEN: _("nej: svaret sendes først, når et møde har bestemt det"),
    RuleKey.HEARING_COMMENT_DAYS: _("svaret sendes først, når medlemmerne har haft deres dage"),
    RuleKey.HEARING_DAYS: _("advarer, når en høring er for kort for rådet"),
    RuleKey.HEARING_WRITE_DAYS: _("regner ud, hvornår medlemmer senest skriver; ukendt: det sædvanlige"),
    RuleKey.REPORT_MONTH: _("regner dagen ud, og siger til"),
    RuleKey.REPORT_DAY: _("bruges sammen med måneden; ukendt: månedens sidste dag"),
    RuleKey.PAYS_TRAVEL: _("nej: kan ikke vælges, når et udlæg skrives ind"),
    RuleKey.PAYS_MEALS: _("nej: kan ikke vælges, når et udlæg skrives ind"),
    RuleKey.PAYS_FEES: _("nej: kan ikke vælges, når et udlæg skrives ind"),
    RuleKey.RULES_CHANGE: _("står, hvor en regel skrives ind"),
}  # fmt: skip
ONLY_WORDS = _("kun ord: huset regner ikke efter den")
NOTE_IS_WORDS = _("Bemærkninger er kun ord. Huset regner ikke efter dem.")
# What holds for every council, whatever its own rules say: rule, what the house does, where it stands, how sure we are.
# A test holds the same sources against docs/voice-rules.md.
OURS = _("husets eget")
LOOK_UP = _("set i et uddrag den 22. november 2026: slå det efter")
EVERYWHERE = [
    (
        _("Hvem må være med til et udvalgs møder"),
        _("advarer, når reglerne siger åbne møder, og rådet ikke er borgernes eget; afgør det ikke"),
        _("lov om kommunernes styrelse § 20 og § 17, stk. 4"),
        LOOK_UP,
    ),
    (
        _("Tavshedspligt"),
        _("emner og linjer står uden ord i loggen; lukkede punkter kommer ikke i det offentlige referat"),
        _("forvaltningsloven § 27 og straffeloven § 152"),
        LOOK_UP,
    ),
    (
        _("Handicaprådet høres om det, der har betydning for mennesker med handicap"),
        _("en sådan høring åbnes ikke uden rådet, medmindre grunden står, så alle kan læse den"),
        _("retssikkerhedsloven § 37 a, stk. 2"),
        LOOK_UP,
    ),
    (
        _("Ældrerådet høres, som rådet og kommunen har aftalt, ellers om alt, der rører de ældre"),
        _("foreslår rådet i en høring, når dets egen regel siger det"),
        _("retssikkerhedsloven § 30, stk. 3"),
        LOOK_UP,
    ),
    (
        _("Sager om ét menneske"),
        _("peger på ord, der ligner et navn eller et CPR-nummer, og hjælper med at tage mennesket ud; et hint"),
        _("rådenes egne tekster; en regel kan gøre det til et stop"),
        OURS,
    ),
    (
        _("Kontakt til medlemmer"),
        _("slettes et halvt år efter den sidste dag i rådet; hver, der ser den, står i loggen"),
        _("databeskyttelsesforordningen artikel 5; antallet af måneder er husets"),
        OURS,
    ),
    (
        _("Udlæg"),
        _("slettes et år efter, at de er betalt"),
        _("databeskyttelsesforordningen artikel 5; året er husets"),
        OURS,
    ),
    (
        _("Hvordan et medlem nævnes"),
        _("uden navn, med fornavn eller med hele navnet: medlemmet bestemmer selv"),
        _("kommunernes politikker: mennesker bestemmer selv"),
        OURS,
    ),
    (
        _("Frister, der ender på en lukkedag"),
        _("ender på den åbne dag før, når huset skal holde dem, og på den åbne dag efter, når andre skal svare"),
        _("ingen må miste en dag"),
        OURS,
    ),
    (
        _("Et godkendt referat"),
        _("bliver ikke ændret; en rettelse skrives på næste møde"),
        _("det, rådet har godkendt, står fast"),
        OURS,
    ),
]
GAPS: dict[GapKind, Any] = {
    GapKind.TOO_FEW: _("Rådet har %(found)s medlemmer. Reglerne siger mindst %(expected)s."),
    GapKind.TOO_MANY: _("Rådet har %(found)s medlemmer. Reglerne siger højst %(expected)s."),
    GapKind.SEAT_TOO_FEW: _("%(seats)s: %(found)s sidder der. Reglerne siger mindst %(expected)s."),
    GapKind.SEAT_TOO_MANY: _("%(seats)s: %(found)s sidder der. Reglerne siger højst %(expected)s."),
    GapKind.POLITICIAN: _("En politiker er medlem. Reglerne siger ingen politikere."),
    GapKind.NO_CHAIR: _("Der er valgt %(found)s formænd. Reglerne siger %(expected)s."),
    GapKind.TOO_MANY_CHAIRS: _("Der er valgt %(found)s formænd. Reglerne siger %(expected)s."),
    GapKind.CHAIR_IS_NONE: _("Et medlem står som formand. Reglerne siger ingen formand."),
    GapKind.CHAIR_NO_POLITICIAN: _("Formanden sidder ikke på en plads for politikere. Det siger reglerne."),
    GapKind.CHAIR_NO_EMPLOYEE: _("Formanden sidder ikke på en plads for medarbejdere. Det siger reglerne."),
    GapKind.PERIOD_UNKNOWN: _("Perioden er fælles, men dagen, den begyndte, er ukendt. Så får ingen en sidste dag."),
    GapKind.SUBSTITUTES_ARE_NONE: _("Der står en suppleant på listen. Reglerne siger ingen suppleanter."),
    GapKind.SUBSTITUTE_FOR_NOBODY: _("%(found)s af suppleanterne mangler et medlem at være suppleant for."),
    GapKind.SUBSTITUTE_WITHOUT_NUMBER: _("%(found)s af suppleanterne mangler et nummer på listen."),
}


def gap_words(gap: Gap) -> str:
    """One difference between who sits and what the rules say, in words."""
    return str(GAPS[gap.kind]) % {"found": gap.found, "expected": gap.expected, "seats": gap.seats}


def printed_value(key: RuleKey, value: str) -> str:
    """What a rule says, in words; nothing when nobody knows."""
    if not value:
        return ""
    if key in CHOICES:  # free words from before a rule had choices stay as they are
        return str(LABELS[CHOICES[key]][CHOICES[key](value)]) if fits(key, value) else value
    if key is RuleKey.REPORT_MONTH:
        return f"{value} ({date_format(date(2021, int(value), 1), 'F')})"
    kind = kind_of(key)
    if kind is Kind.DAYS:
        return days_words(value)
    return danish_date(date_told(value)) if kind is Kind.DAY else value


def days_words(value: str) -> str:
    """So many days as people say it: 8 dage, 5 hverdage, 3 uger.

    A number that leaves it to the council's usual way of counting says plain days.
    """
    days = days_told(value)
    if days is None:
        return value
    if days.weeks:
        return ngettext("%(n)s uge", "%(n)s uger", days.weeks) % {"n": days.weeks}
    if days.are == DaysAre.WORKING:
        return ngettext("%(n)s hverdag", "%(n)s hverdage", days.count) % {"n": days.count}
    plain = ngettext("%(n)s dag", "%(n)s dage", days.count) % {"n": days.count}
    return str(_("%(days)s, alle dage talt med") % {"days": plain}) if days.are else plain
