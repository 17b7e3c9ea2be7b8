"""Rødovre: a plan and a status each year, efforts carried on, and the round of 2021 open right now."""

from holdepunkt import clock, tenancy
from holdepunkt.pages.demo import councils_told
from holdepunkt.pages.demo.councils import tell_council, tell_disability_council
from holdepunkt.pages.demo.telling import (
    UNDER_FIVE,
    Answer,
    Steps,
    Told,
    add_efforts,
    answer,
    approve,
    begin_item,
    carry_on,
    decide,
    hear,
    let_head_approve,
    lock,
    open_round,
    reach,
    remind,
)
from holdepunkt.pages.demo.town import Person, Town, day, found
from holdepunkt.people import actions as people
from holdepunkt.people.asker import machine
from holdepunkt.people.rules import Role
from holdepunkt.policy.actions import item as items
from holdepunkt.policy.actions import plan
from holdepunkt.policy.actions.effort import stop_effort
from holdepunkt.policy.models import ActionPlan, StatusReport
from holdepunkt.policy.rules.kinds import CarryOver, Decision

COMMITTEE = "social-og-sundhedsudvalget"
COUNCIL = "udsatteraadet"
HOME, JOB = "socialafdelingen", "jobcenteret"
FAMILY, ADVICE = "boerne-og-familieafdelingen", "raadgivnings-og-behandlingscenteret"
ALL_GOALS = "forebygge sammen tryg-base beskaeftigelse sundt-liv"
LAW: dict[str | int, str] = {
    "law_and_plan": "Politikken »Vi finder løsninger sammen« siger, at der hvert år laves en handleplan og en status. Ingen lov kræver det."
}
COUNTED = "egen optælling (eksempel)"
PEOPLE = (
    Person("finn", "Finn Fyrretræ", HOME, Role.POLICY_LEAD, "2017-01-01"),
    Person("ib", "Ib Ibenholt", HOME, Role.DEPARTMENT_HEAD, "2015-01-01"),
    Person("jens", "Jens Jernurt", HOME, Role.DATA_PROTECTION_OFFICER, "2018-05-25"),
    Person("ulla", "Ulla Ulvefod", ADVICE, Role.UNIT_LEADER, "2018-01-01"),
    Person("mads", "Mads Mælkebøtte", JOB, Role.DEPARTMENT_HEAD, "2016-01-01"),
    Person("dan", "Dan Dueurt", ADVICE, Role.EFFORT_LEAD, "2016-01-01"),
    Person("carla", "Carla Cedertræ", JOB, Role.EFFORT_LEAD, "2016-01-01"),
    Person("jon", "Jon Jasmin", JOB, Role.EFFORT_LEAD, "2017-01-01"),
    Person("kaja", "Kaja Kornblomst", FAMILY, Role.EFFORT_LEAD, "2017-01-01"),
    Person("lone", "Lone Liljekonval", HOME, Role.EFFORT_LEAD, "2016-01-01"),
    Person("hanne", "Hanne Hyldebær", COMMITTEE, Role.COMMITTEE_SECRETARY, "2015-01-01"),
    Person("gry", "Gry Guldregn", COMMITTEE, Role.COMMITTEE_MEMBER, "2018-01-01"),
    Person("ove", "Ove Oliven", COMMITTEE, Role.COMMITTEE_MEMBER, "2018-01-01"),
    Person("sofie", "Sofie Syren", "handicapraadet", Role.ADVISORY_COUNCIL_SECRETARY, "2018-06-01"),
    Person("eva", "Eva Elletræ", COUNCIL, Role.ADVISORY_COUNCIL_MEMBER, "2018-06-01"),
    Person("bo", "Bo Bøgeblad", COUNCIL, Role.ADVISORY_COUNCIL_MEMBER, "2018-06-01"),
    Person("jette", "Jette Jordbær", COUNCIL, Role.ADVISORY_COUNCIL_SECRETARY, "2018-03-01"),
)

FROM_2019 = (
    Told(
        "tidlige-tegn",
        "Fælles svar på tidlige tegn",
        FAMILY,
        "kaja",
        "forebygge",
        "tidlige-tegn koordineret-indsats udveksle-viden",
        f"{JOB} {HOME}",
        plain="Ser en af os flere ting, der bekymrer, ringer vi sammen inden en uge.",
        citizens="Den, det handler om, er altid med, når vi taler sammen.",
        employees="Medarbejdere fra tre afdelinger mødes hver måned.",
        economy="Inden for rammen",
        effect="Hjælpen kommer før.",
        indicator="Fælles møder inden en uge",
        counted_in="møder",
    ),
    Told(
        "pusterum",
        "Et pusterum for dem, der er tæt på",
        ADVICE,
        "dan",
        "forebygge",
        "se-de-naere stoette-til-naere god-relation borgeren-afgoer",
        "frivillige-foreninger",
        working_title="Pusterum",
        plain="Familie og venner kan mødes, tale sammen og få fri en aften.",
        citizens="Borgeren bestemmer, hvem der bliver inviteret.",
        others="En forening låner os sit hus.",
        economy="85.000 kr.",
        effect="Færre pårørende brænder sammen.",
        indicator="Pårørende, der har været med",
        counted_in="pårørende",
        about_people=True,
    ),
    Told(
        "kort-vej",
        "Kort vej til behandling",
        ADVICE,
        "dan",
        "forebygge",
        "kort-ventetid",
        plain="Fra du ringer, til du sidder over for nogen, må der højst gå to uger.",
        employees="Behandlerne holder to tider fri hver uge.",
        economy="Inden for rammen",
        effect="Hjælpen er der, mens lysten er der.",
        indicator="Dage fra første kontakt til første samtale",
        counted_in="dage",
    ),
    Told(
        "en-doer-ind",
        "Én dør ind: åben tid hver uge",
        HOME,
        "lone",
        "sammen",
        "tilgaengelige helhedsvurdering kendte-tilbud digital-vejledning",
        f"frivillige-foreninger {JOB}",
        working_title="Én dør ind",
        plain="Hver tirsdag kan du komme uden en aftale og få hjælp til breve og blanketter.",
        citizens="To borgere er med til at tage imod.",
        others="Frivillige hjælper med Digital Post.",
        economy="140.000 kr.",
        effect="Ingen går forgæves.",
        indicator="Besøg i den åbne tid",
        counted_in="besøg",
        about_people=True,
    ),
    Told(
        "borgerens-dagsorden",
        "Borgeren sætter dagsordenen",
        HOME,
        "lone",
        "sammen",
        "beslutte-sammen god-tone ingen-mellem-to-stole helhedsorienteret samarbejdskultur",
        f"{JOB} {ADVICE}",
        plain="Når flere er med til mødet, skriver du selv, hvad det skal handle om.",
        citizens="Udsatterådet lavede kortet, man skriver på.",
        employees="30 medarbejdere har øvet sig.",
        economy="40.000 kr.",
        effect="Flere går fra et møde og ved, hvad der sker nu.",
        indicator="Møder med borgerens egen dagsorden",
        counted_in="møder",
    ),
    Told(
        "efter-sygehuset",
        "Et sted at bo efter sygehuset",
        HOME,
        "lone",
        "tryg-base",
        "ikke-overladt",
        "psykiatrien",
        plain="Ingen bliver skrevet ud uden en seng at sove i.",
        citizens="Aftalen bliver lavet, mens du er indlagt.",
        economy="300.000 kr.",
        effect="Ingen står alene på fortovet.",
        indicator="Borgere, der blev skrevet ud uden et sted at bo",
        counted_in="borgere",
        about_people=True,
    ),
    Told(
        "blive-boende",
        "Hjælp til at blive boende",
        HOME,
        "lone",
        "tryg-base",
        "blive-boende boligsocialt-arbejde",
        "boligforeninger",
        plain="Boligforeningen ringer til os, før sagen går videre.",
        others="Tre boligforeninger er med.",
        economy="Inden for rammen",
        effect="Færre mister deres hjem.",
        indicator="Husstande, der blev boende",
        counted_in="husstande",
        about_people=True,
    ),
    Told(
        "smaa-job",
        "Små job med plads til forskel",
        JOB,
        "jon",
        "beskaeftigelse",
        "alternative-vilkaar fleksible-tilbud mentor",
        "frivillige-foreninger",
        working_title="Små job",
        plain="Et job kan være tre timer om ugen og begynde klokken elleve.",
        citizens="De første ti fortalte, hvad et godt lille job er.",
        economy="200.000 kr.",
        effect="Flere har noget at stå op til.",
        indicator="Borgere i et lille job",
        counted_in="borgere",
        about_people=True,
    ),
    Told(
        "frivillig",
        "Frivillig som en dør ind",
        JOB,
        "carla",
        "beskaeftigelse",
        "frivillig-som-doer",
        "frivillige-foreninger",
        plain="Vi følger med den første dag i foreningen.",
        others="Fire foreninger tager imod.",
        economy="30.000 kr.",
        effect="Flere er en del af noget.",
        indicator="Borgere, der er begyndt som frivillige",
        counted_in="borgere",
        about_people=True,
    ),
)
FROM_2020 = (
    Told(
        "sundhed-paa-gaden",
        "Sundhed på gaden",
        ADVICE,
        "dan",
        "sundt-liv",
        "opsoegende lighed-i-sundhed kendte-sundhedstilbud",
        "frivillige-foreninger",
        plain="En sygeplejerske går med, hvor folk er, to dage om ugen.",
        citizens="En, der selv har levet på gaden, går med på turen.",
        economy="350.000 kr.",
        effect="Sår, tænder og hoste bliver set på i tide.",
        indicator="Samtaler om helbred",
        counted_in="samtaler",
        about_people=True,
    ),
    Told(
        "tandlaege",
        "Tandlæge uden omveje",
        ADVICE,
        "dan",
        "sundt-liv",
        "rummes andre-veje",
        plain="Du kan gå direkte ind fra værestedet. Én fast formiddag om ugen.",
        citizens="Gæsterne på værestedet har valgt tiden.",
        economy="150.000 kr.",
        effect="Færre har ondt.",
        indicator="Besøg hos tandlægen",
        counted_in="besøg",
        about_people=True,
    ),
)
FROM_2021 = (
    Told(
        "flere-slags-boliger",
        "Flere slags boliger",
        HOME,
        "lone",
        "tryg-base",
        "forskellige-boliger skaeve-boliger billige-boliger",
        "boligforeninger",
        plain="Vi finder grunde og huse, hvor man kan bo på sin egen måde og have sin hund med.",
        citizens="Udsatterådet har tegnet ønsker på et kort.",
        economy="Der skal søges penge i 2022.",
        effect="Flere finder et sted, der passer.",
        indicator="Steder, der er undersøgt",
        counted_in="steder",
    ),
    Told(
        "behandling-paa-egen-maade",
        "Flere måder at gå i behandling på",
        ADVICE,
        "dan",
        "sundt-liv",
        "andre-veje rummes",
        "kriminalforsorgen",
        plain="Du kan mødes med din behandler på en bænk, i telefonen eller hjemme.",
        citizens="Tolv borgere har sagt, hvad der fik dem til at blive.",
        economy="Inden for rammen",
        effect="Flere bliver til det sidste møde.",
        indicator="Forløb, der er gjort færdige",
        counted_in="forløb",
        about_people=True,
    ),
)

STEPS: dict[int, dict[str, Steps]] = {
    2019: {
        "tidlige-tegn": (("Aftale mellem tre afdelinger", "2019-05-01"), ("Første fælles dag", "2019-10-01")),
        "pusterum": (("Første aften", "2019-04-15"), ("Fem aftener holdt", "2019-12-15")),
        "kort-vej": (("To frie tider hver uge", "2019-03-01"),),
        "en-doer-ind": (("Døren åbner", "2019-02-05"), ("Frivillige er med hver uge", "2019-09-01")),
        "borgerens-dagsorden": (("Kortet er trykt", "2019-06-01"),),
        "efter-sygehuset": (("Aftale med psykiatrien", "2019-09-30"),),
        "blive-boende": (("Aftale med tre boligforeninger", "2019-08-31"),),
        "smaa-job": (("Ti arbejdspladser har sagt ja", "2019-11-30"),),
        "frivillig": (("Fire foreninger er med", "2019-06-30"),),
    },
    2020: {
        "tidlige-tegn": (("Møder hver måned", "2020-12-01"),),
        "pusterum": (("Otte aftener holdt", "2020-12-15"),),
        "kort-vej": (("Vi måler hver måned", "2020-03-01"),),
        "en-doer-ind": (("Også åbent om aftenen", "2020-10-01"),),
        "borgerens-dagsorden": (("30 medarbejdere har øvet sig", "2020-11-01"),),
        "efter-sygehuset": (("Aftale med psykiatrien", "2020-09-30"),),
        "blive-boende": (("Aftale med tre boligforeninger", "2020-05-31"),),
        "smaa-job": (("Ti arbejdspladser har sagt ja", "2020-06-30"), ("Tyve arbejdspladser", "2020-12-15")),
        "sundhed-paa-gaden": (("Sygeplejersken er begyndt", "2020-03-01"),),
        "tandlaege": (("Den faste formiddag begynder", "2020-09-01"),),
    },
    2021: {
        "tidlige-tegn": (("Alle afdelinger er med", "2021-10-01"),),
        "pusterum": (("Otte aftener holdt", "2021-12-15"),),
        "kort-vej": (("Højst ti dage i gennemsnit", "2021-12-31"),),
        "en-doer-ind": (("Åbent igen efter nedlukningen", "2021-05-15"), ("Også åbent om aftenen", "2021-10-01")),
        "borgerens-dagsorden": (("Kortet er med på alle møder", "2021-12-01"),),
        "efter-sygehuset": (("Aftale med psykiatrien", "2021-06-30"),),
        "blive-boende": (("Alle boligforeninger er med", "2021-12-15"),),
        "smaa-job": (("Femten arbejdspladser", "2021-09-30"),),
        "sundhed-paa-gaden": (("En, der selv har levet der, går med", "2021-04-01"),),
        "tandlaege": (("To formiddage om ugen", "2021-06-01"),),
        "flere-slags-boliger": (("Tre steder er undersøgt", "2021-12-20"),),
        "behandling-paa-egen-maade": (("Første forløb uden for huset", "2021-05-01"),),
    },
}
REACHED = {
    2019: (
        ("en-doer-ind", "Døren åbner", "2019-02-05"),
        ("kort-vej", "To frie tider hver uge", "2019-02-26"),
        ("pusterum", "Første aften", "2019-04-11"),
        ("tidlige-tegn", "Aftale mellem tre afdelinger", "2019-04-30"),
        ("borgerens-dagsorden", "Kortet er trykt", "2019-05-21"),
        ("frivillig", "Fire foreninger er med", "2019-06-20"),
        ("en-doer-ind", "Frivillige er med hver uge", "2019-08-27"),
        ("tidlige-tegn", "Første fælles dag", "2019-09-26"),
        ("pusterum", "Fem aftener holdt", "2019-12-05"),
    ),
    2020: (
        ("sundhed-paa-gaden", "Sygeplejersken er begyndt", "2020-02-20"),
        ("kort-vej", "Vi måler hver måned", "2020-02-28"),
        ("blive-boende", "Aftale med tre boligforeninger", "2020-05-28"),
        ("smaa-job", "Ti arbejdspladser har sagt ja", "2020-06-25"),
        ("tandlaege", "Den faste formiddag begynder", "2020-08-31"),
        ("borgerens-dagsorden", "30 medarbejdere har øvet sig", "2020-10-29"),
        ("tidlige-tegn", "Møder hver måned", "2020-11-30"),
    ),
    2021: (
        ("sundhed-paa-gaden", "En, der selv har levet der, går med", "2021-03-25"),
        ("behandling-paa-egen-maade", "Første forløb uden for huset", "2021-04-28"),
        ("en-doer-ind", "Åbent igen efter nedlukningen", "2021-05-11"),
        ("tidlige-tegn", "Alle afdelinger er med", "2021-09-22"),
        ("en-doer-ind", "Også åbent om aftenen", "2021-09-30"),
    ),
}
STATUS_2019 = {
    "tidlige-tegn": Answer(
        "2020-02-03",
        "done",
        "Tre afdelinger har en aftale og har holdt 11 fælles møder inden en uge.",
        "Møderne bliver faste hver måned.",
        took_part="citizens departments employees",
        figure=(11, "2019-12-31", COUNTED),
    ),
    "pusterum": Answer(
        "2020-02-04",
        "done",
        "Fem aftener. Flere siger, at de for første gang talte om sig selv.",
        "Otte aftener i 2020.",
        took_part="close_ones volunteers",
        figure=(22, "2019-12-05", COUNTED),
    ),
    "kort-vej": Answer(
        "2020-02-04",
        "done",
        "To tider er holdt fri hver uge. Ventetiden er faldet fra 24 til 17 dage.",
        "Vi måler hver måned.",
        took_part="employees",
        figure=(17, "2019-12-31", "behandlingscenterets kalender (eksempel)"),
    ),
    "en-doer-ind": Answer(
        "2020-02-10",
        "done",
        "Døren har været åben 46 tirsdage. De fleste kommer med et brev, de ikke forstår.",
        "Vi prøver en aften om måneden.",
        took_part="citizens volunteers employees",
        figure=(412, "2019-12-17", COUNTED),
    ),
    "borgerens-dagsorden": Answer(
        "2020-02-10",
        "done",
        "Kortet er trykt og prøvet på 38 møder.",
        "Flere medarbejdere skal øve sig.",
        took_part="council citizens employees",
        figure=(38, "2019-12-31", COUNTED),
    ),
    "efter-sygehuset": Answer(
        "2020-02-12",
        "late",
        "Vi har mødtes to gange med psykiatrien. Der er ikke en aftale endnu.",
        "Et nyt møde i april.",
        "Vi er uenige om, hvem der betaler de første nætter.",
        took_part="departments",
        figure=(UNDER_FIVE, "2019-12-31", COUNTED),
    ),
    "blive-boende": Answer(
        "2020-02-12",
        "late",
        "To boligforeninger er med. Den tredje vil vente til nytår.",
        "Vi mødes i marts.",
        "Reglerne for at dele oplysninger er svære.",
        took_part="associations",
        figure=(14, "2019-12-31", COUNTED),
    ),
    "smaa-job": Answer(
        "2020-02-20",
        "late",
        "Syv arbejdspladser har sagt ja.",
        "Vi ringer til dem, der sagde måske.",
        "Mange tror, det koster.",
        took_part="citizens associations",
        figure=(9, "2019-12-31", COUNTED),
    ),
    "frivillig": Answer(
        "2020-02-21",
        "stopped",
        "Fire foreninger tog imod, og seks begyndte.",
        took_part="volunteers associations",
        figure=(6, "2019-11-30", COUNTED),
    ),
}
STATUS_2020 = {
    "tidlige-tegn": Answer(
        "2021-02-01",
        "done",
        "Møderne er faste. I foråret var de på telefon.",
        "Resten af afdelingerne kommer med.",
        took_part="citizens departments employees",
        figure=(26, "2020-12-31", COUNTED),
    ),
    "pusterum": Answer(
        "2021-02-02",
        "late",
        "Tre aftener blev holdt, før vi lukkede ned. Vi har ringet til alle.",
        "Vi begynder igen, når vi må.",
        "Man måtte ikke mødes.",
        took_part="close_ones volunteers",
        figure=(12, "2020-12-15", COUNTED),
    ),
    "kort-vej": Answer(
        "2021-02-02",
        "done",
        "Ventetiden er 12 dage. Samtaler på telefon hjalp.",
        "Målet er ti dage.",
        took_part="employees citizens",
        figure=(12, "2020-12-31", "behandlingscenterets kalender (eksempel)"),
    ),
    "en-doer-ind": Answer(
        "2021-02-15",
        "late",
        "Døren var lukket 19 uger. Vi åbnede en telefon i stedet.",
        "Vi åbner, når vi må.",
        "Huset var lukket.",
        took_part="volunteers employees",
        figure=(231, "2020-12-08", COUNTED),
    ),
    "borgerens-dagsorden": Answer("2021-02-15", no_news=True),
    "efter-sygehuset": Answer(
        "2021-02-16",
        "late",
        "Udkastet til en aftale ligger hos regionen.",
        "Vi rykker i marts.",
        "Regionen har haft travlt med andet.",
        took_part="departments",
        figure=(5, "2020-12-31", COUNTED),
    ),
    "blive-boende": Answer(
        "2021-02-16",
        "done",
        "Tre boligforeninger ringer nu, før sagen går videre.",
        "De sidste to kommer med.",
        took_part="associations citizens",
        figure=(23, "2020-12-31", COUNTED),
    ),
    "smaa-job": Answer(
        "2021-02-24",
        "on_track",
        "Ti arbejdspladser har sagt ja. Fem holdt pause.",
        "Vi når tyve i foråret.",
        "Butikker og caféer var lukket.",
        because="Pausen er aftalt med arbejdspladserne, og de er klar igen.",
        took_part="citizens associations",
        figure=(11, "2020-12-31", COUNTED),
    ),
    "sundhed-paa-gaden": Answer(
        "2021-02-08",
        "done",
        "Sygeplejersken har gået alle uger, også under nedlukningen.",
        "En, der selv har levet der, skal gå med.",
        took_part="citizens volunteers",
        figure=(187, "2020-12-31", "sygeplejerskens dagbog (eksempel)"),
    ),
}
STATUS_2021 = {
    "tidlige-tegn": Answer(
        "2021-11-08",
        "done",
        "Alle afdelinger er med nu. 31 fælles møder inden en uge.",
        "Vi fortsætter uden at være et projekt.",
        took_part="citizens departments employees",
        figure=(31, "2021-10-31", COUNTED),
        because="Det, vi ville, er nået før tid.",
    ),
    "kort-vej": Answer(
        "2021-11-09",
        "on_track",
        "Ventetiden er 11 dage.",
        "En tid mere om ugen fra januar.",
        took_part="employees",
        figure=(11, "2021-10-31", "behandlingscenterets kalender (eksempel)"),
    ),
    "sundhed-paa-gaden": Answer(
        "2021-11-09",
        "on_track",
        "Den nye kollega, der selv har levet der, gør, at flere siger ja.",
        "Vi søger penge til to dage mere.",
        took_part="citizens volunteers",
        figure=(204, "2021-10-31", "sygeplejerskens dagbog (eksempel)"),
    ),
    "en-doer-ind": Answer(
        "2021-11-16",
        "on_track",
        "Døren er åben igen, også en aften om måneden.",
        "Vi skriver nye skilte.",
        took_part="citizens volunteers employees",
        figure=(268, "2021-11-09", COUNTED),
    ),
    "borgerens-dagsorden": Answer("2021-11-16", no_news=True),
    "behandling-paa-egen-maade": Answer(
        "2021-11-17",
        stated="on_track",
        happened="De første forløb er i gang uden for huset.",
        draft=True,
        took_part="citizens",
    ),
}


def tell() -> Town:
    """Tell Rødovre's years."""
    town = found("roedovre", on="2018-06-01", people=PEOPLE)
    with tenancy.within(town.municipality):
        first = _plan_2019(town)
        second = _plan_2020(town, first)
        _status_2019(town)
        reach(town, *REACHED[2020])
        third = _plan_2021(town, second)
        _status_2020(town)
        _the_year_2021(town)
        _status_2021(town)
        _plan_2022(town, third)
        tell_council(town, councils_told.ROEDOVRE)
        tell_disability_council(town)
    return town


def _year(year: int) -> tuple[str, str]:
    return f"{year}-01-01", f"{year}-12-31"


def _plan_2019(town: Town) -> ActionPlan:
    with clock.standing_at(day("2018-10-01")):
        new = plan.draft_plan(
            policy=town.policy,
            title="Handleplan 2019",
            drafted_by=town.units[HOME],
            by=town.by("finn"),
            period_from=day("2019-01-01"),
            period_to=day("2019-12-31"),
            goals=town.goals(ALL_GOALS),
            plain="Den første plan. Den begynder der, hvor borgerne sagde, at det trykker mest.",
        )
    add_efforts(town, new, FROM_2019, on="2018-10-02", by="finn", period=_year(2019), steps=STEPS[2019])
    hear(
        town,
        COUNCIL,
        asked="2018-10-15",
        due_on="2018-11-05",
        by="finn",
        plan=new,
        said="2018-11-01",
        words="Skriv den så kort, at man kan læse den ved en kop kaffe. Og svar, når vi ringer.",
        considered="Planen er kortet ned. Den åbne tid er sat først.",
    )
    return approve(town, new, COMMITTEE, on="2018-12-05", by="finn", start="2019-01-02")


def _carry_all(town: Town, new: ActionPlan, year: int, on: str, changed: dict[str, dict[str, str]]) -> None:
    """Carry on everything that has a schedule in the new year; `changed` gives new words to some."""
    there = {effort.key for effort in new.follows.efforts.all()} if new.follows else set()
    for key, steps in STEPS[year].items():
        if key in there:
            how = CarryOver.CHANGE if key in changed else CarryOver.CONTINUE
            carry_on(town, new, key, how, on=on, by="finn", period=_year(year), steps=steps, **changed.get(key, {}))


def _plan_2020(town: Town, first: ActionPlan) -> ActionPlan:
    reach(town, *REACHED[2019])
    on = "2019-12-09"
    with clock.standing_at(day(on)):
        new = plan.next_plan(
            plan=first,
            title="Handleplan 2020",
            period_from=day("2020-01-01"),
            period_to=day("2020-12-31"),
            by=town.by("finn"),
        )
    _carry_all(town, new, 2020, on, {"smaa-job": {"title": "Små job med plads til forskel, også i butikker"}})
    carry_on(
        town,
        new,
        "frivillig",
        CarryOver.STOP,
        on=on,
        by="finn",
        period=_year(2020),
        reason="Foreningerne vil hellere selv tage imod. Vi giver dem et nummer, de kan ringe til.",
    )
    add_efforts(town, new, FROM_2020, on=on, by="finn", period=_year(2020), steps=STEPS[2020])
    hear(
        town,
        COUNCIL,
        asked="2019-12-09",
        due_on="2019-12-16",
        by="finn",
        plan=new,
        said="2019-12-13",
        words="Endelig noget om tænder. Hvem smiler, når det gør ondt?",
        considered="Tandlægen kommer med i 2020.",
    )
    return approve(town, new, COMMITTEE, on="2019-12-18", by="finn", start="2020-01-02")


def _plan_2021(town: Town, second: ActionPlan) -> ActionPlan:
    on = "2020-12-01"
    with clock.standing_at(day(on)):
        new = plan.next_plan(
            plan=second,
            title="Handleplan 2021",
            period_from=day("2021-01-01"),
            period_to=day("2021-12-31"),
            by=town.by("finn"),
        )
    changed = {"kort-vej": {"title": "Kort vej til behandling: højst ti dage"}}
    _carry_all(town, new, 2021, on, changed)
    add_efforts(town, new, FROM_2021, on=on, by="finn", period=_year(2021), steps=STEPS[2021])
    hear(
        town,
        COUNCIL,
        asked="2020-12-02",
        due_on="2020-12-11",
        by="finn",
        plan=new,
        said="2020-12-09",
        words="Et hjem, hvor hunden må være med. Det har vi sagt i to år.",
        considered="Flere slags boliger er nu en indsats med en navngiven ansvarlig.",
    )
    hear(town, "handicapraadet", asked="2020-12-02", due_on="2020-12-11", by="finn", plan=new)
    item = begin_item(
        town,
        COMMITTEE,
        "Handleplan 2021 for Vi finder løsninger sammen",
        on="2020-12-12",
        meeting="2020-12-16",
        agenda="2020-12-14",
        number="EKS-2020-014",
        plan=new,
        texts=LAW,
    )
    decide(
        town,
        item,
        sent="2020-12-12",
        agenda="2020-12-14",
        meeting="2020-12-16",
        decision=Decision.APPROVED,
        text="Godkendt.",
    )
    return approve(town, new, COMMITTEE, on="2020-12-16", by="finn", start="2021-01-04")


def _finish(
    town: Town,
    report: StatusReport,
    *,
    locked: str,
    asked: str,
    due_on: str,
    said: str,
    words: str,
    considered: str,
    approved: str,
) -> StatusReport:
    """Lock the year, hear the council, and let the head approve it."""
    report = lock(town, report, on=locked)
    hear(
        town,
        COUNCIL,
        asked=asked,
        due_on=due_on,
        by="finn",
        report=report,
        said=said,
        words=words,
        considered=considered,
    )
    return let_head_approve(town, report, on=approved)


def _status_2019(town: Town) -> None:
    """Postponed once, since the committee could not meet in April, and taken up again in June."""
    report = open_round(town, 2019, opened="2020-01-15", due_on="2020-02-28", meeting="2020-04-15")
    answer(town, report, STATUS_2019)
    report = _finish(
        town,
        report,
        locked="2020-03-03",
        asked="2020-03-04",
        due_on="2020-03-20",
        said="2020-03-19",
        words="Den åbne dør er det bedste, der er sket. Nogle går stadig forgæves om mandagen.",
        considered="Der kommer et skilt med dage og telefonnummer.",
        approved="2020-03-27",
    )
    title = "Status 2019 på Vi finder løsninger sammen"
    item = begin_item(
        town,
        COMMITTEE,
        title,
        on="2020-03-30",
        meeting="2020-04-15",
        agenda="2020-04-07",
        number="EKS-2020-004",
        report=report,
        texts=LAW,
    )
    old = decide(
        town,
        item,
        sent="2020-03-31",
        agenda="2020-04-07",
        meeting="2020-04-15",
        decision=Decision.POSTPONED,
        text="Udsat til juni. Udvalget vil gerne tale om status, når det igen kan mødes.",
    )
    with clock.standing_at(day("2020-05-20")):
        again = items.take_up_again(item=old, meeting_on=day("2020-06-10"), by=town.by("finn"))
        again = items.change_item(item=again, by=town.by("finn"), agenda_on=day("2020-06-04"))
    decide(
        town,
        again,
        sent="2020-05-28",
        agenda="2020-06-04",
        meeting="2020-06-10",
        decision=Decision.NOTED,
        text="Taget til efterretning. Udvalget vil i december høre, hvordan det går med aftalen med psykiatrien.",
    )


def _status_2020(town: Town) -> None:
    report = open_round(town, 2020, opened="2021-01-15", due_on="2021-02-26", meeting="2021-04-14")
    answer(town, report, STATUS_2020)
    remind(town, report, "2021-02-19", "2021-03-02")
    report = _finish(
        town,
        report,
        locked="2021-03-08",
        asked="2021-03-09",
        due_on="2021-03-23",
        said="2021-03-22",
        words="En lukket dør er værst for den, der ikke har andre døre. Telefonen hjalp.",
        considered="Telefonen bliver stående, også når døren er åben.",
        approved="2021-03-29",
    )
    item = begin_item(
        town,
        COMMITTEE,
        "Status 2020 på Vi finder løsninger sammen",
        on="2021-03-30",
        meeting="2021-04-14",
        agenda="2021-04-08",
        number="EKS-2021-006",
        report=report,
        texts=LAW,
    )
    decide(
        town,
        item,
        sent="2021-03-31",
        agenda="2021-04-08",
        meeting="2021-04-14",
        decision=Decision.NOTED,
        text="Taget til efterretning.",
    )
    with clock.standing_at(day("2021-04-15")):
        for title in ("Handleplan 2019", "Handleplan 2020"):
            plan.close_plan(plan=town.policy.plans.get(title=title), by=town.by("finn"))


def _the_year_2021(town: Town) -> None:
    """Jon finds another job, and his effort waits for the head of his unit; the dentist stops."""
    reach(town, *REACHED[2021])
    with clock.standing_at(day("2021-06-21")):
        stop_effort(
            effort=town.effort["tandlaege"],
            on=day("2021-06-21"),
            by=town.by("dan"),
            reason="Tandlægen flyttede, og værestedets rum må ikke bruges til det længere. Gadesygeplejersken følger med til klinikken.",
        )
    with clock.standing_at(day("2021-09-30")):
        people.end_post(post=town.posts["jon"], ends_on=day("2021-09-30"), by=machine(town.municipality, "Driften"))


def _status_2021(town: Town) -> None:
    """The round is open: some have answered, one has a draft, some are silent, and one has no lead any more."""
    report = open_round(town, 2021, opened="2021-11-01", due_on="2021-11-19", meeting="2022-01-12")
    answer(town, report, STATUS_2021)
    remind(town, report, "2021-11-12", "2021-11-18")


def _plan_2022(town: Town, third: ActionPlan) -> None:
    """Next year's plan is begun; most efforts still wait for their one choice."""
    with clock.standing_at(day("2021-11-10")):
        new = plan.next_plan(
            plan=third,
            title="Handleplan 2022",
            period_from=day("2022-01-01"),
            period_to=day("2022-12-31"),
            by=town.by("finn"),
        )
    steps = (("Fem dage om ugen", "2022-09-01"),)
    carry_on(
        town, new, "sundhed-paa-gaden", CarryOver.CONTINUE, on="2021-11-10", by="finn", period=_year(2022), steps=steps
    )
    hear(town, COUNCIL, asked="2021-11-15", due_on="2021-12-06", by="finn", plan=new)
