"""What is known of the four towns' councils. What is not here, nobody has told us, and the pages say so."""

from holdepunkt.pages.demo.councils import Rule, Sits, Told
from holdepunkt.voice.rules.council import RuleKey

OWN_TEXT = "Kommunens egen tekst om rådet"
FOR_WHOM = Rule(RuleKey.FOR_WHOM, "Borgere i en udsat position")

RULES_ODSHERRED = (FOR_WHOM,)
RULES_ROEDOVRE = (
    FOR_WHOM,
    Rule(RuleKey.MEMBERS_LEAST, "15"),
    Rule(RuleKey.MEMBERS_MOST, "15"),
    Rule(RuleKey.POLITICIANS, "no"),
    Rule(RuleKey.MEETINGS_A_YEAR, "4"),
    Rule(RuleKey.TERM_YEARS, "2"),
    Rule(RuleKey.HEARING, "all", "Rådet er høringspart."),
    Rule(RuleKey.SINGLE_CASES, "never"),
    Rule(RuleKey.DIALOGUE, "Et dialogmøde med udvalget hvert år"),
)
RULES_NYBORG = (
    FOR_WHOM,
    Rule(RuleKey.MEMBERS_MOST, "12", "6 til 10 medlemmer, da rådet begyndte."),
    Rule(RuleKey.MEETINGS_A_YEAR, "4"),
    Rule(RuleKey.ITEMS_DAYS, "10"),
    Rule(RuleKey.AGENDA_DAYS, "5"),
    Rule(RuleKey.QUORUM, "half"),
    Rule(RuleKey.OPENNESS, "closed"),
    Rule(RuleKey.MINUTES_PUBLIC, "yes"),
    Rule(
        RuleKey.HEARING_ANSWERS_BY, "members", "Foreninger og mennesker med egne erfaringer. Medarbejdere svarer ikke."
    ),
    Rule(RuleKey.SINGLE_CASES, "principle"),
    Rule(RuleKey.REPORT, "Hvert år til udvalget i årets første tre måneder"),
    Rule(RuleKey.REPORT_MONTH, "3"),
)
RULES_FAXE = (
    FOR_WHOM,
    Rule(RuleKey.CHAIR, "several"),
    Rule(RuleKey.HEARING_ANSWERS_BY, "chair"),
    Rule(
        RuleKey.HEARING_BETWEEN,
        "yes",
        "Høringen sendes til alle med en frist. Formændene skriver et udkast, og medlemmerne siger, hvad de mener.",
    ),
)

ODSHERRED = Told(
    unit="raadet-for-socialt-udsatte",
    about="Rådet for socialt udsatte er borgere og foreninger, der taler for andre. Kommunen spørger dem til råds.",
    source=OWN_TEXT,
    rules=RULES_ODSHERRED,
    sits=(
        Sits("Eva Ederfugl", "egne erfaringer", "first_name", "eva", True),
        Sits("Bo Blishøne", "", "no_name", "bo"),
        Sits("Asta Alk", "Værestedet Fjorden (eksempel)", "full_name", shows_seat=True, post="chair"),
        Sits("Gerda Gærdesmutte", by_post=True, large_print=True),
        Sits("Viggo Vibe", "pårørende"),
    ),
    topics=("Bussen om aftenen", "Et sted at bade"),
)
ROEDOVRE = Told(
    unit="udsatteraadet",
    about="Udsatterådet er 15 borgere og fagfolk. Rådet siger sin mening, før kommunen beslutter.",
    source=OWN_TEXT,
    rules=RULES_ROEDOVRE,
    sits=(
        Sits("Eva Elletræ", "egne erfaringer", "full_name", "eva", True),
        Sits("Bo Bøgeblad", "", "first_name", "bo"),
        Sits("Asta Asp", "en forening (eksempel)", "full_name", shows_seat=True),
        Sits("Gerda Gran", by_post=True, large_print=True),
        Sits("Viggo Valnød", "pårørende"),
        Sits("Rosa Ribs", "", "first_name"),
    ),
    task_due="2021-10-29",
)
NYBORG = Told(
    unit="udsatteraadet",
    about="Udsatterådet er en stemme for dem, der har det sværest. Det giver råd til udvalget.",
    source="Rådets vedtægt 2018-2021. Den præcise dag kendes ikke",
    since="2018-01-01",
    rules=RULES_NYBORG,
    seats=(("users", None, None), ("associations", None, None), ("professionals", None, None)),
    silent=("professionals",),
    sits=(
        Sits("Eva Efterårsvind", "egne erfaringer", "first_name", "eva", True),
        Sits("Bo Blæst", "", "no_name", "bo"),
        Sits("Asta Aftenrøde", "en forening (eksempel)", "full_name", shows_seat=True, post="chair"),
        Sits("Gerda Gnist", by_post=True, large_print=True),
        Sits("Viggo Vårsol", "pårørende"),
        Sits("Rosa Regnbue", "", "first_name"),
    ),
    planned="2021-12-01",
)
FAXE = Told(
    unit="udsatteraadet",
    about="Udsatterådet giver tidligt besked om, hvad der mangler. Det er en stemme fra byen selv.",
    source=OWN_TEXT,
    rules=RULES_FAXE,
    sits=(
        Sits("Eva Elvsten", "egne erfaringer", "first_name", "eva", True, post="chair"),
        Sits("Bo Bjergkrystal", "", "no_name", "bo", post="chair"),
        Sits("Asta Agat", "en forening (eksempel)", "full_name", shows_seat=True),
        Sits("Gerda Granit", by_post=True, large_print=True),
        Sits("Viggo Vulkan", "pårørende"),
    ),
)
