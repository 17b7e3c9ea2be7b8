"""Faxe: each committee its own effort plan, a fourth point of its own free will, and statuses nobody promised."""

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
    decide,
    hear,
    let_head_approve,
    lock,
    open_round,
    reach,
    remind,
)
from holdepunkt.pages.demo.town import Person, Town, day, found
from holdepunkt.people.rules import Role
from holdepunkt.policy.actions import plan
from holdepunkt.policy.actions.effort import stop_effort
from holdepunkt.policy.models import ActionPlan
from holdepunkt.policy.rules.kinds import Decision

SOCIAL, JOBS, CHILDREN = "socialudvalget", "beskaeftigelsesudvalget", "boerneudvalget"
COUNCIL = "udsatteraadet"
HOME, JOB, FAMILY = "socialafdelingen", "jobcentret", "boerneafdelingen"
PERIOD = ("2018-09-01", "2022-12-31")
LAW_OF_PLAN: dict[str | int, str] = {
    "law": "Politikken siger, at hvert fagudvalg laver sin egen indsatsplan. Ingen lov kræver den."
}
LAW_OF_STATUS: dict[str | int, str] = {
    "law": "Hverken en lov eller politikken kræver en status. Udvalget har selv bedt om den."
}
COUNTED = "egen optælling (eksempel)"
PEOPLE = (
    Person("finn", "Finn Flint", HOME, Role.POLICY_LEAD, "2017-01-01"),
    Person("ib", "Ib Ildsten", HOME, Role.DEPARTMENT_HEAD, "2015-01-01"),
    Person("jens", "Jens Jaspis", HOME, Role.DATA_PROTECTION_OFFICER, "2018-05-25"),
    Person("ulla", "Ulla Ultramarin", HOME, Role.UNIT_LEADER, "2018-01-01"),
    Person("mads", "Mads Marmor", JOB, Role.DEPARTMENT_HEAD, "2016-01-01"),
    Person("dan", "Dan Dolomit", HOME, Role.EFFORT_LEAD, "2016-01-01"),
    Person("lone", "Lone Lava", HOME, Role.EFFORT_LEAD, "2016-01-01"),
    Person("carla", "Carla Cement", JOB, Role.EFFORT_LEAD, "2016-01-01"),
    Person("jon", "Jon Jaspis", JOB, Role.EFFORT_LEAD, "2016-01-01", "2021-05-31"),
    Person("kaja", "Kaja Kalksten", FAMILY, Role.EFFORT_LEAD, "2017-01-01"),
    Person("hanne", "Hanne Havsten", SOCIAL, Role.COMMITTEE_SECRETARY, "2015-01-01"),
    Person("gry", "Gry Granit", SOCIAL, Role.COMMITTEE_MEMBER, "2018-01-01"),
    Person("ove", "Ove Onyks", JOBS, Role.COMMITTEE_MEMBER, "2018-01-01"),
    Person("sofie", "Sofie Safir", "handicapraadet", Role.ADVISORY_COUNCIL_SECRETARY, "2017-01-01"),
    Person("eva", "Eva Elvsten", COUNCIL, Role.ADVISORY_COUNCIL_MEMBER, "2017-01-01"),
    Person("bo", "Bo Bjergkrystal", COUNCIL, Role.ADVISORY_COUNCIL_MEMBER, "2017-01-01"),
    Person("jette", "Jette Jade", COUNCIL, Role.ADVISORY_COUNCIL_SECRETARY, "2018-03-01"),
)

OF_SOCIAL = (
    Told(
        "vej-til-hjem",
        "En vej til eget hjem",
        HOME,
        "dan",
        "hjemloeshed",
        "helhedsorienteret-stoette",
        JOB,
        plain="Ingen sover ude uden at have fået et tilbud, og én følger med hele vejen.",
        citizens="To, der selv har prøvet det, er med på holdet.",
        employees="Fire medarbejdere deler en vagttelefon.",
        economy="450.000 kr. om året",
        effect="Flere får et hjem og beholder det.",
        indicator="Borgere, der er flyttet i egen bolig",
        counted_in="borgere",
        about_people=True,
    ),
    Told(
        "natlampe",
        "Et varmt sted om natten",
        HOME,
        "lone",
        "hjemloeshed",
        "helhedsorienteret-stoette",
        plain="Fra november til marts er der et sted at sidde i varmen.",
        others="Frivillige holder lyset tændt.",
        economy="95.000 kr. om året",
        effect="Ingen fryser.",
        indicator="Nætter, der var åbent",
        counted_in="nætter",
    ),
    Told(
        "din-egen-plan",
        "Tilbud, der passer til dig",
        HOME,
        "lone",
        "misbrug",
        "individuelle-tilbud samskabelse",
        working_title="Din egen vej",
        plain="Vi spørger, hvad der virkede sidst, og begynder dér.",
        citizens="En gruppe, der selv er kommet videre, hjælper nye.",
        economy="Inden for rammen",
        effect="Flere bliver, til de er færdige.",
        indicator="Borgere, der gjorde forløbet færdigt",
        counted_in="borgere",
        about_people=True,
    ),
    Told(
        "vaerested",
        "Værestedet som det næste skridt",
        HOME,
        "dan",
        "misbrug",
        "vaeresteder",
        plain="Vi går med derhen den første gang.",
        citizens="Brugerrådet tager imod.",
        economy="60.000 kr. om året",
        effect="Flere får venner, der ikke er en del af det gamle.",
        indicator="Nye, der er blevet faste gæster",
        counted_in="gæster",
        about_people=True,
    ),
    Told(
        "en-plan-sammen",
        "Én plan, vi laver sammen med den unge",
        HOME,
        "lone",
        "uddannelse-og-beskaeftigelse",
        "plan-med-den-unge",
        f"{JOB} {FAMILY}",
        plain="Ét møde, én plan og ét navn at ringe til.",
        citizens="Den unge sætter mødet og vælger, hvem der er med.",
        economy="Inden for rammen",
        effect="Færre planer, og flere bliver til noget.",
        indicator="Unge med én fælles plan",
        counted_in="unge",
        about_people=True,
    ),
    Told(
        "fritid",
        "Fritid med en ven",
        HOME,
        "dan",
        "kriminalitet",
        "unge-faellesskaber",
        FAMILY,
        plain="En frivillig og en ung går til det samme to gange om ugen.",
        others="Seks foreninger er med.",
        economy="70.000 kr. om året",
        effect="Flere har et sted at høre til.",
        indicator="Unge, der går til noget",
        counted_in="unge",
        about_people=True,
    ),
)
OF_JOBS = (
    Told(
        "laer-paa-jobbet",
        "Lær det på jobbet",
        JOB,
        "carla",
        "uddannelse-og-beskaeftigelse",
        "uddannelse-til-alle alle-kan-bidrage",
        plain="Man lærer at læse og regne i pauserne, på sit eget job.",
        citizens="De første ti har lavet opgaverne om.",
        economy="210.000 kr. om året",
        effect="Flere tør søge en uddannelse.",
        indicator="Borgere, der er begyndt",
        counted_in="borgere",
        about_people=True,
    ),
    Told(
        "hjem-og-job",
        "Hjem og job på samme tid",
        JOB,
        "jon",
        "hjemloeshed",
        "helhedsorienteret-stoette",
        HOME,
        plain="Vi hjælper med jobbet, også før flytningen er på plads.",
        economy="Inden for rammen",
        effect="Indtægten kommer, så huslejen kan betales.",
        indicator="Borgere med job og egen bolig",
        counted_in="borgere",
        about_people=True,
    ),
    Told(
        "job-uden-alkohol",
        "Arbejdspladser, der ved besked",
        JOB,
        "carla",
        "misbrug",
        "individuelle-tilbud",
        HOME,
        plain="Otte arbejdspladser giver plads til behandling i arbejdstiden.",
        economy="Inden for rammen",
        effect="Flere beholder deres job.",
        indicator="Arbejdspladser, der er med",
        counted_in="arbejdspladser",
    ),
)
OF_CHILDREN = (
    Told(
        "foraeldrecafe",
        "Forældrecafé med SSP",
        FAMILY,
        "kaja",
        "kriminalitet",
        "foraeldre-og-ssp",
        plain="En aften om måneden, hvor forældre kan spørge om alt.",
        economy="35.000 kr. om året",
        indicator="Forældre på en aften",
        counted_in="forældre",
        about_people=True,
    ),
    Told(
        "plads-i-klassen",
        "Plads i klassen",
        FAMILY,
        "kaja",
        "uddannelse-og-beskaeftigelse",
        "uddannelse-til-alle",
        plain="To voksne i timen, når det er svært.",
        economy="Inden for rammen",
        indicator="Klasser med to voksne",
        counted_in="klasser",
    ),
)
STEPS: dict[str, Steps] = {
    "vej-til-hjem": (
        ("Holdet er samlet", "2018-12-01"),
        ("Vagttelefonen er åben", "2019-06-01"),
        ("25 har fået eget hjem", "2022-06-30"),
    ),
    "natlampe": (("Åben første vinter", "2018-11-30"), ("Åben fjerde vinter", "2021-11-30")),
    "din-egen-plan": (("Gruppen er begyndt", "2019-03-01"), ("Halvdelen bliver færdige", "2022-12-01")),
    "vaerested": (("Aftale med brugerrådet", "2019-01-31"), ("Fast følgeskab hver uge", "2020-09-30")),
    "en-plan-sammen": (("Tre afdelinger bruger samme ark", "2019-09-30"), ("Alle nye unge har én plan", "2021-12-31")),
    "fritid": (("Seks foreninger er med", "2019-05-31"), ("Ti foreninger er med", "2021-09-30")),
    "laer-paa-jobbet": (("Første hold", "2019-08-15"), ("Tredje hold", "2021-08-15")),
    "hjem-og-job": (("Aftale mellem to afdelinger", "2019-04-30"), ("De første er i job", "2020-04-30")),
    "job-uden-alkohol": (("Fire arbejdspladser er med", "2020-01-31"), ("Otte arbejdspladser er med", "2022-01-31")),
    "foraeldrecafe": (("Første aften", "2022-01-31"),),
}
STATUS_2019 = {
    "vej-til-hjem": Answer(
        "2020-02-03",
        "on_track",
        "Holdet er samlet, og telefonen er åben. Ni har fået eget hjem.",
        "Vi mangler små boliger.",
        took_part="citizens employees departments",
        figure=(9, "2019-12-31", COUNTED),
    ),
    "natlampe": Answer(
        "2020-02-05",
        "on_track",
        "Der var åbent alle nætter.",
        "Vi søger penge til næste vinter.",
        took_part="volunteers",
        figure=(121, "2019-12-31", "vagtbogen (eksempel)"),
    ),
    "din-egen-plan": Answer(
        "2020-02-05",
        "on_track",
        "Gruppen mødes hver mandag og tager imod nye.",
        "Vi spørger, hvad der virkede.",
        took_part="citizens close_ones",
        figure=(12, "2019-12-31", COUNTED),
    ),
    "vaerested": Answer("2020-02-06", no_news=True),
    "en-plan-sammen": Answer(
        "2020-02-10",
        "late",
        "To af tre afdelinger bruger det samme ark.",
        "Den tredje begynder til maj.",
        "Arket passede ikke til deres system.",
        took_part="citizens departments",
        figure=(6, "2019-12-31", COUNTED),
    ),
    "fritid": Answer(
        "2020-02-06",
        "on_track",
        "Seks foreninger er med, og 14 unge går til noget.",
        "Vi spørger fire foreninger mere.",
        took_part="volunteers associations",
        figure=(14, "2019-12-31", COUNTED),
    ),
    "laer-paa-jobbet": Answer(
        "2020-02-12",
        "on_track",
        "Første hold er i gang på tre arbejdspladser.",
        "Andet hold i august.",
        took_part="citizens employees",
        figure=(10, "2019-12-31", COUNTED),
    ),
    "hjem-og-job": Answer(
        "2020-02-14",
        "on_track",
        "Aftalen er lavet. De første er på vej.",
        "Vi følger op hver måned.",
        took_part="departments",
        figure=(UNDER_FIVE, "2019-12-31", COUNTED),
    ),
}
STATUS_2020 = {
    "vej-til-hjem": Answer(
        "2021-02-01",
        "on_track",
        "17 har nu fået eget hjem. To er flyttet igen, og vi hjælper stadig.",
        "Vi mangler stadig små boliger.",
        took_part="citizens employees departments",
        figure=(17, "2020-12-31", COUNTED),
    ),
    "natlampe": Answer(
        "2021-02-03",
        "on_track",
        "Åbent alle nætter, med færre stole og mere te.",
        "Næste vinter er betalt.",
        took_part="volunteers",
        figure=(121, "2020-12-31", "vagtbogen (eksempel)"),
    ),
    "din-egen-plan": Answer(
        "2021-02-03",
        "on_track",
        "Gruppen mødtes udenfor hele foråret. 19 gjorde forløbet færdigt.",
        "Vi skriver ned, hvad der virkede.",
        took_part="citizens close_ones",
        figure=(19, "2020-12-31", COUNTED),
    ),
    "vaerested": Answer(
        "2021-02-08",
        "on_track",
        "Følgeskabet er fast hver uge.",
        "Brugerrådet vil gerne have en aften mere.",
        took_part="citizens volunteers",
        figure=(8, "2020-12-31", COUNTED),
    ),
    "en-plan-sammen": Answer(
        "2021-02-09",
        "on_track",
        "Alle tre afdelinger bruger det samme ark nu.",
        "Alle nye unge skal have én plan i 2021.",
        took_part="citizens departments",
        figure=(21, "2020-12-31", COUNTED),
    ),
    "laer-paa-jobbet": Answer(
        "2021-02-12",
        "late",
        "Andet hold begyndte fire måneder for sent.",
        "Tredje hold i august.",
        "Arbejdspladserne var lukket.",
        took_part="citizens employees",
        because="Et hold mindre i 2020 end planlagt.",
        figure=(16, "2020-12-31", COUNTED),
    ),
    "hjem-og-job": Answer(
        "2021-02-15",
        "late",
        "De første er ikke i job endnu.",
        "Vi prøver igen, når butikkerne åbner.",
        "Næsten ingen ansatte nye folk i foråret.",
        took_part="departments",
        figure=(UNDER_FIVE, "2020-12-31", COUNTED),
    ),
}


def tell() -> Town:
    """Tell Faxe's years."""
    town = found("faxe", on="2018-06-15", people=PEOPLE)
    with tenancy.within(town.municipality):
        _council_was_early(town)
        social = _plan(
            town,
            SOCIAL,
            "Indsatsplan 2018-2022 for Socialudvalget",
            "hjemloeshed misbrug uddannelse-og-beskaeftigelse",
            "kriminalitet",
            OF_SOCIAL,
        )
        jobs = _plan(
            town,
            JOBS,
            "Indsatsplan 2018-2022 for Beskæftigelsesudvalget",
            "uddannelse-og-beskaeftigelse hjemloeshed misbrug",
            "",
            OF_JOBS,
        )
        _approved(town, social, SOCIAL, "EKS-2018-019")
        _approved(town, jobs, JOBS, "EKS-2018-020")
        reach(
            town,
            ("natlampe", "Åben første vinter", "2018-11-15"),
            ("vej-til-hjem", "Holdet er samlet", "2018-11-27"),
            ("vaerested", "Aftale med brugerrådet", "2019-01-24"),
            ("din-egen-plan", "Gruppen er begyndt", "2019-02-25"),
            ("hjem-og-job", "Aftale mellem to afdelinger", "2019-04-29"),
            ("fritid", "Seks foreninger er med", "2019-05-28"),
            ("vej-til-hjem", "Vagttelefonen er åben", "2019-06-01"),
            ("laer-paa-jobbet", "Første hold", "2019-08-15"),
        )
        _status_2019(town)
        reach(
            town,
            ("job-uden-alkohol", "Fire arbejdspladser er med", "2020-01-29"),
            ("en-plan-sammen", "Tre afdelinger bruger samme ark", "2020-05-11"),
            ("vaerested", "Fast følgeskab hver uge", "2020-09-21"),
        )
        _status_2020(town)
        _the_year_2021(town)
        tell_council(town, councils_told.FAXE)
        tell_disability_council(town)
    return town


def _council_was_early(town: Town) -> None:
    hear(
        town,
        COUNCIL,
        asked="2018-06-15",
        due_on="2018-06-30",
        by="finn",
        version_of=town.version,
        said="2018-06-28",
        words="Vi blev spurgt, før teksten var skrevet. Det kan mærkes. (Eksempel.)",
        considered="Rådets ord er med i forordet.",
    )


def _plan(
    town: Town,
    committee: str,
    title: str,
    goals: str,
    own: str,
    told: tuple[Told, ...],
    on: str = "2018-08-20",
    period: tuple[str, str] = PERIOD,
) -> ActionPlan:
    with clock.standing_at(day(on)):
        new = plan.draft_plan(
            policy=town.policy,
            title=title,
            drafted_by=town.units[committee],
            by=town.by("finn"),
            local_word="indsatsplan",
            period_from=day(period[0]),
            period_to=day(period[1]),
            goals=town.goals(goals),
            own_choice=town.goals(own),
        )
    add_efforts(town, new, told, on=on, by="finn", period=period, steps=STEPS)
    return new


def _approved(town: Town, new: ActionPlan, committee: str, number: str) -> None:
    hear(
        town,
        COUNCIL,
        asked="2018-08-27",
        due_on="2018-09-14",
        by="finn",
        plan=new,
        said="2018-09-12",
        words="Skriv navn på den, man kan ringe til. Ikke kun på afdelingen.",
        considered="Hver indsats har en ansvarlig, og borgeren får nummeret.",
    )
    item = begin_item(
        town,
        committee,
        new.title,
        on="2018-09-17",
        meeting="2018-10-03",
        agenda="2018-09-28",
        number=number,
        plan=new,
        texts=LAW_OF_PLAN,
    )
    decide(
        town,
        item,
        sent="2018-09-20",
        agenda="2018-09-28",
        meeting="2018-10-03",
        decision=Decision.APPROVED,
        text="Godkendt.",
    )
    new = approve(town, new, committee, on="2018-10-03", by="finn", start="2018-10-08")
    with clock.standing_at(day("2018-10-09")):
        plan.annex_plan(plan=new, version_of=town.version, on=day("2018-10-09"), by=town.by("finn"))


def _status_2019(town: Town) -> None:
    """The text promises no yearly status. The committee asked for one all the same."""
    report = open_round(town, 2019, opened="2020-01-15", due_on="2020-02-14", meeting="2020-03-11")
    answer(town, report, STATUS_2019)
    report = lock(town, report, on="2020-02-19")
    hear(
        town,
        COUNCIL,
        asked="2020-02-19",
        due_on="2020-02-25",
        by="finn",
        report=report,
        said="2020-02-24",
        words="Ni hjem er ni mennesker. Tak.",
        considered="Holdet har fået rådets hilsen.",
    )
    report = let_head_approve(town, report, on="2020-02-26")
    item = begin_item(
        town,
        SOCIAL,
        "Status 2019 på Udsattepolitikken",
        on="2020-02-26",
        meeting="2020-03-11",
        agenda="2020-03-06",
        number="EKS-2020-003",
        report=report,
        texts=LAW_OF_STATUS,
    )
    decide(
        town,
        item,
        sent="2020-02-28",
        agenda="2020-03-06",
        meeting="2020-03-11",
        decision=Decision.NOTED,
        text="Taget til efterretning. Udvalget vil gerne have en status igen næste år, selv om politikken ikke kræver det.",
    )


def _status_2020(town: Town) -> None:
    report = open_round(town, 2020, opened="2021-01-15", due_on="2021-02-12", meeting="2021-03-10")
    answer(town, report, STATUS_2020)
    remind(town, report, "2021-02-05", "2021-02-16")
    report = lock(town, report, on="2021-02-17")
    hear(
        town,
        COUNCIL,
        asked="2021-02-17",
        due_on="2021-02-24",
        by="finn",
        report=report,
        said="2021-02-23",
        words="Vagttelefonen blev taget hver gang, også julenat. Fritiden mangler i papirerne. Hvad blev der af den?",
        considered="Der kom ikke et svar om fritiden i år. Det står i status.",
    )
    report = let_head_approve(town, report, on="2021-02-25")
    item = begin_item(
        town,
        SOCIAL,
        "Status 2020 på Udsattepolitikken",
        on="2021-02-25",
        meeting="2021-03-10",
        agenda="2021-03-05",
        number="EKS-2021-005",
        report=report,
        texts=LAW_OF_STATUS,
    )
    decide(
        town,
        item,
        sent="2021-02-26",
        agenda="2021-03-05",
        meeting="2021-03-10",
        decision=Decision.SENT_ON,
        text="Oversendt til byrådet til orientering.",
    )


def _the_year_2021(town: Town) -> None:
    """Jon has left, and his effort waits for his head; the café's committee has a draft with two points only."""
    reach(town, ("laer-paa-jobbet", "Tredje hold", "2021-09-06"), ("natlampe", "Åben fjerde vinter", "2021-11-01"))
    with clock.standing_at(day("2021-06-14")):
        stop_effort(
            effort=town.effort["job-uden-alkohol"],
            on=day("2021-06-14"),
            by=town.by("carla"),
            reason="Fire arbejdspladser er det, vi kan nå at følge ordentligt. De bliver en del af »Lær det på jobbet«.",
        )
    _plan(
        town,
        CHILDREN,
        "Indsatsplan 2021-2022 for Børneudvalget",
        "kriminalitet uddannelse-og-beskaeftigelse",
        "",
        OF_CHILDREN,
        on="2021-10-04",
        period=("2021-10-01", "2022-12-31"),
    )
