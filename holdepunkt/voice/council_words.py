"""Danish labels of the enums about councils; models and forms build their choices from them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from holdepunkt.voice.rules.body_answers import AnswersBy
from holdepunkt.voice.rules.council import (
    Approved,
    Basis,
    Chair,
    HearingRight,
    Openness,
    Quorum,
    RuleKey,
    SingleCases,
    YesNo,
)
from holdepunkt.voice.rules.council_answers import ChairFrom, Decisions, ExtraAsked, MeetingsAs, Substitutes, TermCounts
from holdepunkt.voice.rules.council_days import DaysAre
from holdepunkt.voice.rules.meetings import Came, ItemKind, ItemStage, LineKind, MeetingStage
from holdepunkt.voice.rules.members import MemberPost, SeatKind, ShownAs
from holdepunkt.voice.rules.outlays import OutlayKind
from holdepunkt.voice.rules.papers import PaperKind

LABELS: dict[type[StrEnum], dict[Any, Any]] = {
    RuleKey: {
        RuleKey.BASIS: _("hvad rådet er efter loven"),
        RuleKey.FOR_WHOM: _("hvem rådet taler for"),
        RuleKey.MEMBERS_LEAST: _("medlemmer, mindst"),
        RuleKey.MEMBERS_MOST: _("medlemmer, højst"),
        RuleKey.POLITICIANS: _("politikere som medlemmer"),
        RuleKey.APPOINTED_BY: _("hvem sætter rådet sammen"),
        RuleKey.TERM_YEARS: _("periode i år"),
        RuleKey.TERM_COUNTS: _("sådan tælles perioden"),
        RuleKey.TERM_BEGAN: _("den fælles periode begyndte"),
        RuleKey.REELECTION: _("genvalg"),
        RuleKey.SUBSTITUTES: _("suppleanter"),
        RuleKey.CHAIR: _("formand"),
        RuleKey.CHAIR_FROM: _("hvem er formand, og hvem vælger"),
        RuleKey.CHAIR_YEARS: _("formanden er valgt for så mange år"),
        RuleKey.SECRETARY: _("hvem er sekretær"),
        RuleKey.MEETINGS_AS: _("møder efter plan eller behov"),
        RuleKey.MEETINGS_A_YEAR: _("møder om året"),
        RuleKey.DAYS_ARE: _("sådan tælles dage"),
        RuleKey.ITEMS_DAYS: _("emner senest så længe før mødet"),
        RuleKey.AGENDA_DAYS: _("dagsorden senest så længe før mødet"),
        RuleKey.EXTRA_ASKED: _("hvem kan bede om et ekstra møde"),
        RuleKey.EXTRA_DAYS: _("ekstra møde senest så længe efter, at nogen bad om det"),
        RuleKey.EXTRA_AGENDA_DAYS: _("dagsorden til et ekstra møde senest så længe før"),
        RuleKey.OPENNESS: _("åbne eller lukkede møder"),
        RuleKey.SUBGROUPS: _("underudvalg og arbejdsgrupper"),
        RuleKey.PAPERS_BY_MAIL: _("papirerne lægges ved mailen med dagsordenen"),
        RuleKey.QUORUM: _("så mange skal være mødt, før rådet kan beslutte"),
        RuleKey.QUORUM_LEAST: _("mindste antal mødte"),
        RuleKey.QUORUM_CHAIR: _("formand eller næstformand skal være mødt"),
        RuleKey.DECISIONS: _("sådan beslutter rådet"),
        RuleKey.DISSENT: _("uenighed skrives i referatet"),
        RuleKey.MINUTES_DAYS: _("referat sendt senest så længe efter mødet"),
        RuleKey.OBJECT_DAYS: _("medlemmer kan sige imod så længe efter"),
        RuleKey.APPROVAL: _("sådan godkendes et referat"),
        RuleKey.MINUTES_PUBLIC: _("referater er offentlige"),
        RuleKey.HEARING: _("rådet skal høres"),
        RuleKey.HEARING_TOPICS: _("emner, rådet skal høres om"),
        RuleKey.HEARING_ANSWERS_BY: _("hvem der svarer på en høring"),
        RuleKey.HEARING_BETWEEN: _("svar på en høring mellem møderne"),
        RuleKey.HEARING_COMMENT_DAYS: _("dage, medlemmerne har til at sige deres mening om en høring"),
        RuleKey.HEARING_DAYS: _("tid til at svare på en høring, mindst"),
        RuleKey.HEARING_WRITE_DAYS: _("dage til at skrive rådets svar sammen"),
        RuleKey.SINGLE_CASES: _("sager om ét menneske"),
        RuleKey.SECRECY: _("tavshedspligt, rådets ord"),
        RuleKey.DIALOGUE: _("møder med udvalget"),
        RuleKey.REPORT: _("årsberetning"),
        RuleKey.REPORT_MONTH: _("årsberetningen er hos udvalget senest i måned nummer"),
        RuleKey.REPORT_DAY: _("og senest på dag nummer i den måned"),
        RuleKey.PAYS_TRAVEL: _("rejse betales"),
        RuleKey.PAYS_MEALS: _("mad betales"),
        RuleKey.PAYS_FEES: _("diæter eller honorar"),
        RuleKey.COSTS: _("satser og andet om penge"),
        RuleKey.RULES_CHANGE: _("sådan ændres reglerne"),
    },
    YesNo: {YesNo.YES: _("ja"), YesNo.NO: _("nej")},
    Basis: {
        Basis.OF_ITS_OWN: _("et råd af borgere uden for kommunens styre"),
        Basis.SPECIAL_COMMITTEE: _("et særligt udvalg, som byrådet har sat ned"),
        Basis.BY_LAW: _("et råd, som loven kræver"),
    },
    Chair: {Chair.NONE: _("ingen formand"), Chair.ONE: _("én formand"), Chair.SEVERAL: _("flere formænd")},
    DaysAre: {DaysAre.WORKING: _("hverdage"), DaysAre.CALENDAR: _("alle dage")},
    TermCounts: {
        TermCounts.OWN: _("hver plads for sig, fra medlemmets første dag"),
        TermCounts.REST: _("hver plads for sig; en ny sidder resten af den andens periode"),
        TermCounts.COMMON: _("fælles for alle, for eksempel byrådets valgperiode"),
    },
    Substitutes: {
        Substitutes.NONE: _("nej"),
        Substitutes.SOME: _("ja"),
        Substitutes.PERSONAL: _("ja, hvert medlem har sin egen"),
        Substitutes.LIST: _("ja, en fælles liste med en rækkefølge"),
    },
    ChairFrom: {
        ChairFrom.COUNCIL: _("rådet vælger selv"),
        ChairFrom.APPOINTED: _("byrådet eller udvalget vælger"),
        ChairFrom.POLITICIAN: _("en politiker"),
        ChairFrom.EMPLOYEE: _("en medarbejder i kommunen"),
    },
    MeetingsAs: {MeetingsAs.FIXED: _("et bestemt antal om året"), MeetingsAs.NEEDED: _("når der er brug for det")},
    ExtraAsked: {
        ExtraAsked.CHAIR: _("formanden"),
        ExtraAsked.ONE: _("ét medlem"),
        ExtraAsked.QUARTER: _("en fjerdedel af medlemmerne"),
        ExtraAsked.THIRD: _("en tredjedel af medlemmerne"),
        ExtraAsked.HALF: _("halvdelen af medlemmerne"),
    },
    Decisions: {
        Decisions.CONSENSUS: _("kun i enighed"),
        Decisions.MAJORITY: _("flertal"),
        Decisions.CASTING: _("flertal; ved lige mange stemmer afgør formanden"),
        Decisions.TWO_THIRDS: _("to tredjedele"),
        Decisions.NO_VOTES: _("rådet stemmer ikke; alle meninger skrives ned"),
    },
    Quorum: {
        Quorum.NONE: _("intet krav"),
        Quorum.THIRD: _("mindst en tredjedel"),
        Quorum.HALF: _("mindst halvdelen"),
        Quorum.MAJORITY: _("mere end halvdelen"),
        Quorum.TWO_THIRDS: _("mindst to tredjedele"),
        Quorum.NUMBER: _("et fast antal"),
    },
    Openness: {
        Openness.OPEN: _("åbne"),
        Openness.PARTLY: _("nogle åbne, nogle lukkede"),
        Openness.CLOSED: _("lukkede"),
    },
    Approved: {
        Approved.NEXT_MEETING: _("på næste møde"),
        Approved.IN_WRITING: _("skriftligt mellem møderne"),
        Approved.SILENCE: _("af sig selv, når ingen har sagt imod i tide"),
        Approved.BY_CHAIR: _("af formanden"),
    },
    HearingRight: {
        HearingRight.EVERYTHING: _("om alt, kommunen beslutter"),
        HearingRight.ALL: _("om alt, der rører dem, rådet taler for"),
        HearingRight.LISTED: _("om bestemte emner"),
        HearingRight.MAY: _("kommunen kan spørge, når den vil"),
        HearingRight.NONE: _("nej, men rådet kan sige sin mening"),
    },
    AnswersBy: {
        AnswersBy.MEMBERS: _("medlemmerne efter deres pladser. Sekretæren eller formanden skriver svaret"),
        AnswersBy.CHAIR: _("formanden alene"),
        AnswersBy.SECRETARY: _("sekretæren for rådet"),
        AnswersBy.MEETING: _("rådet på et møde"),
    },
    SingleCases: {
        SingleCases.NEVER: _("tages aldrig op"),
        SingleCases.PRINCIPLE: _("kan give anledning til at drøfte et princip"),
    },
    SeatKind: {
        SeatKind.USERS: _("mennesker med egne erfaringer"),
        SeatKind.CLOSE_ONES: _("pårørende"),
        SeatKind.ASSOCIATIONS: _("foreninger"),
        SeatKind.PROFESSIONALS: _("medarbejdere og fagfolk"),
        SeatKind.YOUNG: _("unge"),
        SeatKind.CITIZENS: _("andre borgere"),
        SeatKind.POLITICIANS: _("politikere"),
        SeatKind.OTHERS: _("andre"),
    },
    MemberPost: {
        MemberPost.MEMBER: _("medlem"),
        MemberPost.CHAIR: _("formand"),
        MemberPost.DEPUTY_CHAIR: _("næstformand"),
        MemberPost.SUBSTITUTE: _("suppleant"),
    },
    ShownAs: {
        ShownAs.NO_NAME: _("uden navn"),
        ShownAs.FIRST_NAME: _("kun fornavn"),
        ShownAs.FULL_NAME: _("hele navnet"),
    },
    MeetingStage: {
        MeetingStage.PLANNED: _("planlagt"),
        MeetingStage.SENT: _("dagsorden sendt"),
        MeetingStage.HELD: _("holdt, referat i gang"),
        MeetingStage.APPROVED: _("referat godkendt"),
        MeetingStage.PUBLISHED: _("referat offentligt"),
        MeetingStage.CALLED_OFF: _("aflyst"),
    },
    ItemStage: {
        ItemStage.PROPOSED: _("foreslået"),
        ItemStage.ON_AGENDA: _("på dagsordenen"),
        ItemStage.HANDED_BACK: _("givet tilbage"),
        ItemStage.TAKEN_BACK: _("trukket tilbage"),
    },
    ItemKind: {
        ItemKind.MINUTES: _("godkend referat"),
        ItemKind.TASKS: _("opgaver fra sidst"),
        ItemKind.TALK: _("drøft"),
        ItemKind.DECISION: _("beslut"),
        ItemKind.HEARING: _("svar på høring"),
        ItemKind.NEWS: _("orientering"),
        ItemKind.ANY_OTHER: _("eventuelt"),
    },
    LineKind: {
        LineKind.SAID: _("referat"),
        LineKind.DECISION: pgettext_lazy("a line of minutes", "beslutning"),
        LineKind.DISSENT: _("uenighed"),
        LineKind.TASK: pgettext_lazy("a line of minutes", "opgave"),
    },
    OutlayKind: {
        OutlayKind.TRAVEL: _("rejse"),
        OutlayKind.MEAL: _("mad"),
        OutlayKind.FEE: _("diæter eller honorar"),
        OutlayKind.OTHER: _("andet"),
    },
    PaperKind: {
        PaperKind.AGENDA: _("dagsorden"),
        PaperKind.AGENDA_LARGE: _("dagsorden med store bogstaver"),
        PaperKind.MINUTES: _("referat"),
    },
    Came: {Came.PRESENT: _("mødt"), Came.SENT_REGRETS: _("afbud"), Came.ABSENT: _("ikke mødt")},
}


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """The choices of an enum for a model or form field, value and Danish label."""
    return [(member.value, label) for member, label in LABELS[kind].items()]


def label(member: StrEnum) -> str:
    """The label of one member in the reader's language."""
    return str(LABELS[type(member)][member])
