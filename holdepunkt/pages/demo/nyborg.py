"""Nyborg: three strategies by the lead department, a year that was never told, one that was, and one just begun."""

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
from holdepunkt.policy.actions.effort import hand_effort, stop_effort
from holdepunkt.policy.models import ActionPlan
from holdepunkt.policy.rules.kinds import Decision

COMMITTEE = "social-og-familieudvalget"
COUNCIL, CIVIL = "udsatteraadet", "civilsamfundet"
HOME, JOB, HEALTH, BUILDING = ("socialafdelingen", "jobcenter", "sundhed-og-omsorg", "teknik-og-miljoe")
PERIOD = ("2020-01-01", "2025-12-31")
COUNTED = "egen optælling (eksempel)"
PEOPLE = (
    Person("finn", "Finn Fuldmåne", HOME, Role.POLICY_LEAD, "2017-01-01"),
    Person("ib", "Ib Islys", HOME, Role.DEPARTMENT_HEAD, "2015-01-01"),
    Person("jens", "Jens Januarsne", HOME, Role.DATA_PROTECTION_OFFICER, "2018-05-25"),
    Person("ulla", "Ulla Uvejr", HOME, Role.UNIT_LEADER, "2018-01-01"),
    Person("dan", "Dan Dugdråbe", HOME, Role.EFFORT_LEAD, "2016-01-01"),
    Person("carla", "Carla Cirrus", JOB, Role.EFFORT_LEAD, "2016-01-01"),
    Person("lone", "Lone Lysning", HEALTH, Role.EFFORT_LEAD, "2016-01-01"),
    Person("mads", "Mads Morgenstjerne", BUILDING, Role.EFFORT_LEAD, "2016-01-01"),
    Person("kaja", "Kaja Komet", HEALTH, Role.EFFORT_LEAD, "2018-01-01", "2021-08-31"),
    Person("hanne", "Hanne Halvmåne", COMMITTEE, Role.COMMITTEE_SECRETARY, "2015-01-01"),
    Person("gry", "Gry Gråsky", COMMITTEE, Role.COMMITTEE_MEMBER, "2018-01-01"),
    Person("ove", "Ove Opklaring", COMMITTEE, Role.COMMITTEE_MEMBER, "2018-01-01"),
    Person("sofie", "Sofie Solopgang", "handicapraadet", Role.ADVISORY_COUNCIL_SECRETARY, "2018-03-01"),
    Person("eva", "Eva Efterårsvind", COUNCIL, Role.ADVISORY_COUNCIL_MEMBER, "2018-03-01"),
    Person("bo", "Bo Blæst", COUNCIL, Role.ADVISORY_COUNCIL_MEMBER, "2018-03-01"),
    Person("jette", "Jette Jævndøgn", COUNCIL, Role.ADVISORY_COUNCIL_SECRETARY, "2018-03-01"),
)

STRATEGIES: dict[str, tuple[str, str, tuple[Told, ...]]] = {
    "boliger": (
        "Strategi for boliger 2020-2025",
        "afdaekke-boliger boligforeninger",
        (
            Told(
                "boliger-i-tal",
                "Boliger i tal: hvad der er, og hvad der mangler",
                BUILDING,
                "mads",
                "boliger afdaekke-boliger",
                "afdaekke-boliger",
                f"{HOME} boligforeninger",
                working_title="Boliger i tal",
                plain="Vi tæller de boliger, man kan betale, og spørger, hvad der mangler.",
                citizens="20 borgere har fortalt, hvor og hvordan de gerne vil bo.",
                economy="100.000 kr. i 2020",
                effect="Vi bygger det, der er brug for.",
                indicator="Boliger til under 3.500 kr. om måneden",
                counted_in="boliger",
            ),
            Told(
                "aftale-boligforeninger",
                "Aftale med boligforeningerne om at ringe i tide",
                HOME,
                "dan",
                "boliger boligforeninger",
                "boligforeninger paa-tvaers",
                "boligforeninger",
                working_title="Ring i tide",
                plain="Boligforeningen ringer, når den første husleje mangler.",
                others="Alle boligforeninger er inviteret.",
                economy="Inden for rammen",
                effect="Færre mister deres hjem.",
                indicator="Borgere uden et hjem",
                counted_in="borgere",
                about_people=True,
            ),
            Told(
                "skaeve-boliger",
                "Seks skæve boliger",
                BUILDING,
                "mads",
                "boliger afdaekke-boliger",
                "afdaekke-boliger",
                f"{HOME} {COUNCIL}",
                plain="Små huse, hvor der er plads til at bo på sin egen måde.",
                citizens="Udsatterådet er med til at vælge stedet.",
                economy="4,2 mio. kr., heraf statslige midler",
                effect="Nogle finder et hjem, som ellers ikke ville.",
                indicator="Boliger, der er klar",
                counted_in="boliger",
            ),
        ),
    ),
    "sundhed": (
        "Strategi for sundhed 2020-2025",
        "sundhedstilbud faellesskaber",
        (
            Told(
                "sundhed-paa-vaerestedet",
                "Sundhedsvagt på værestedet",
                HEALTH,
                "lone",
                "sundhed sundhedstilbud",
                "sundhedstilbud sundhed-og-trivsel lighed-i-sundhed",
                f"{HOME} {CIVIL}",
                working_title="Sundhedsvagten",
                plain="To timer om ugen er der en sygeplejerske, som man bare kan gå hen til.",
                citizens="Gæsterne har valgt dagen.",
                economy="180.000 kr. om året",
                effect="Flere bruger de tilbud, der er.",
                indicator="Besøg hos sundhedsvagten",
                counted_in="besøg",
                about_people=True,
            ),
            Told(
                "taender",
                "Gode tænder igen",
                HEALTH,
                "kaja",
                "sundhed sundhedstilbud",
                "sundhedstilbud lighed-i-sundhed",
                HOME,
                plain="En fast tandlæge, som ved, at det kan tage tid at turde.",
                citizens="Rådet har skrevet, hvad en god tandlæge gør.",
                economy="220.000 kr. om året",
                effect="Flere kan spise og smile uden at have ondt.",
                indicator="Borgere, der har gjort behandlingen færdig",
                counted_in="borgere",
                about_people=True,
            ),
            Told(
                "faelles-fritid",
                "Følgeskab til fritiden",
                HEALTH,
                "lone",
                "sundhed faellesskaber",
                "meningsfulde-faellesskaber faellesskaber-fritid inddrage-borgere",
                CIVIL,
                working_title="Følgeskab",
                plain="En frivillig går med de første tre gange.",
                others="Otte foreninger har en kontaktperson.",
                citizens="Borgere og foreninger planlægger sammen.",
                economy="75.000 kr. om året",
                effect="Færre er alene.",
                indicator="Borgere, der er begyndt i en forening",
                counted_in="borgere",
                about_people=True,
            ),
        ),
    ),
    "beskaeftigelse": (
        "Strategi for beskæftigelse 2020-2025",
        "selvforsoergelse meningsfuld-beskaeftigelse",
        (
            Told(
                "vej-til-job",
                "Én medarbejder hele vejen",
                JOB,
                "carla",
                "beskaeftigelse selvforsoergelse",
                "stoette-selvforsoergelse forsoerge-sig-selv helhed-og-koordinering",
                HOME,
                plain="Den samme medarbejder følger dig, fra du begynder, og et halvt år ind i jobbet.",
                citizens="Borgeren vælger selv sin medarbejder.",
                economy="Inden for rammen",
                effect="Flere bliver i jobbet.",
                indicator="Borgere, der har fået et job",
                counted_in="borgere",
                about_people=True,
            ),
            Told(
                "noget-at-staa-op-til",
                "Noget at stå op til",
                JOB,
                "carla",
                "beskaeftigelse meningsfuld-beskaeftigelse",
                "meningsfuld-beskaeftigelse medbestemmelse",
                f"{CIVIL} {HEALTH}",
                plain="Værksted, køkken og have, hvor man kan komme, som man er.",
                citizens="Gæsterne holder selv husmøde hver fredag.",
                economy="410.000 kr. om året",
                effect="Flere har en dag, der giver mening.",
                indicator="Faste gæster i værkstedet",
                counted_in="gæster",
                about_people=True,
            ),
            Told(
                "socialt-frikort",
                "Flere bruger det sociale frikort",
                JOB,
                "carla",
                "beskaeftigelse selvforsoergelse",
                "forsoerge-sig-selv",
                CIVIL,
                plain="Vi fortæller om kortet dér, hvor folk er.",
                economy="Inden for rammen",
                effect="Flere prøver en dag med løn.",
                indicator="Borgere med et frikort",
                counted_in="borgere",
                about_people=True,
            ),
        ),
    ),
}
STEPS: dict[str, Steps] = {
    "boliger-i-tal": (("Tællingen er færdig", "2020-10-31"), ("Ny tælling", "2022-10-31")),
    "aftale-boligforeninger": (
        ("Aftalen er skrevet under", "2020-09-30"),
        ("Alle boligforeninger er med", "2021-09-30"),
    ),
    "skaeve-boliger": (
        ("Stedet er valgt", "2021-03-31"),
        ("De første tre er klar", "2022-12-31"),
        ("Alle seks er klar", "2024-06-30"),
    ),
    "sundhed-paa-vaerestedet": (("Sundhedsvagten begynder", "2020-03-01"), ("To gange om ugen", "2022-03-01")),
    "taender": (("Tandlægen er fundet", "2020-06-30"), ("50 har været der", "2021-12-31")),
    "faelles-fritid": (("Fem foreninger er med", "2020-11-30"), ("Ti foreninger er med", "2021-12-31")),
    "vej-til-job": (("De første 20 har valgt", "2020-12-31"), ("60 har valgt", "2022-12-31")),
    "noget-at-staa-op-til": (("Værkstedet åbner", "2020-05-01"), ("Haven er klar", "2021-06-01")),
    "socialt-frikort": (("Besøg på fem steder", "2020-12-31"),),
}
STATUS_2020 = {
    "boliger-i-tal": Answer(
        "2021-02-01",
        "on_track",
        "Tællingen er færdig. Der mangler små boliger tæt på byen.",
        "Tallene går til byrådets boligplan.",
        took_part="citizens departments associations",
        figure=(146, "2020-11-15", "Teknik og Miljøs optælling (eksempel)"),
    ),
    "aftale-boligforeninger": Answer(
        "2021-02-08",
        "on_track",
        "Aftalen er skrevet under med tre boligforeninger.",
        "De sidste to kommer med i 2021.",
        took_part="associations departments",
        figure=(41, "2020-12-31", COUNTED),
    ),
    "skaeve-boliger": Answer(
        "2021-02-01",
        "late",
        "To steder er undersøgt. Naboerne har spørgsmål.",
        "Rådet og naboerne mødes i maj.",
        "Det er svært at finde en grund.",
        took_part="council departments",
        because="Vi når ikke at vælge et sted i marts.",
        figure=(0, "2020-12-31", COUNTED),
    ),
    "sundhed-paa-vaerestedet": Answer(
        "2021-02-10",
        "on_track",
        "Vagten har været der næsten hver uge. I foråret stod den udenfor.",
        "Vi vil gerne komme to gange om ugen.",
        took_part="citizens volunteers",
        figure=(168, "2020-12-31", "vagtens dagbog (eksempel)"),
    ),
    "taender": Answer(
        "2021-02-11",
        "on_track",
        "Tandlægen begyndte i august. De første er færdige.",
        "Flere tider fra marts.",
        took_part="council citizens",
        figure=(UNDER_FIVE, "2020-12-31", "tandlægens optælling (eksempel)"),
    ),
    "faelles-fritid": Answer(
        "2021-02-10",
        "late",
        "Tre foreninger nåede at komme med, før de lukkede.",
        "Vi begynder igen til sommer.",
        "Foreningerne var lukket det meste af året.",
        took_part="volunteers associations",
        figure=(7, "2020-12-31", COUNTED),
    ),
    "vej-til-job": Answer(
        "2021-02-15",
        "on_track",
        "24 har valgt en fast medarbejder. Otte er i job.",
        "Vi følger dem et halvt år mere.",
        took_part="citizens employees",
        figure=(8, "2020-12-31", "Jobcenterets optælling (eksempel)"),
    ),
    "noget-at-staa-op-til": Answer(
        "2021-02-15",
        "on_track",
        "Værkstedet åbnede i maj med mundbind og god afstand.",
        "Haven skal være klar til juni.",
        took_part="citizens volunteers associations",
        figure=(32, "2020-12-31", COUNTED),
    ),
}
STATUS_2021 = {
    "boliger-i-tal": Answer(
        "2021-11-17",
        "on_track",
        "Byrådet har brugt tallene i sin boligplan.",
        "Vi tæller igen i 2022.",
        took_part="departments",
        figure=(139, "2021-10-31", "Teknik og Miljøs optælling (eksempel)"),
    ),
    "noget-at-staa-op-til": Answer(
        "2021-11-18",
        stated="done",
        happened="Haven er klar, og der er kommet høns.",
        next_step="",
        draft=True,
        took_part="citizens volunteers",
    ),
}


def tell() -> Town:
    """Tell Nyborg's years."""
    town = found("nyborg", on="2019-04-01", people=PEOPLE)
    with tenancy.within(town.municipality):
        _how_the_policy_was_made(town)
        plans = [_strategy(town, goal) for goal in STRATEGIES]
        _heard_on_strategies(town, plans)
        _approved(town, plans)
        _status_2020(town)
        _the_year_2021(town)
        report = open_round(town, 2021, opened="2021-11-15", due_on="2021-12-10", meeting="2022-02-02")
        answer(town, report, STATUS_2021)
        tell_council(town, councils_told.NYBORG)
        tell_disability_council(town)
    return town


def _how_the_policy_was_made(town: Town) -> None:
    """N3: café meetings with citizens and a workshop, as bodies heard on the version. The words are examples."""
    hear(
        town,
        CIVIL,
        asked="2018-09-03",
        due_on="2018-09-28",
        by="finn",
        version_of=town.version,
        said="2018-09-20",
        written="2019-04-02",
        words="Cafémøder med borgere (eksempel): Det begynder med et sted at bo. Og en, man kan ringe til.",
        considered="Boliger blev det første fokusområde.",
    )
    hear(
        town,
        COUNCIL,
        asked="2018-11-01",
        due_on="2018-11-30",
        by="finn",
        version_of=town.version,
        said="2018-11-22",
        written="2019-04-02",
        words="Workshop med politikere, rådet og andre (eksempel): Tænder, ensomhed og noget at stå op til.",
        considered="Sundhed og beskæftigelse blev de to andre fokusområder.",
    )


def _strategy(town: Town, goal: str) -> ActionPlan:
    title, below, told = STRATEGIES[goal]
    with clock.standing_at(day("2019-09-02")):
        new = plan.draft_plan(
            policy=town.policy,
            title=title,
            drafted_by=town.units[HOME],
            by=town.by("finn"),
            local_word="strategi",
            period_from=day(PERIOD[0]),
            period_to=day(PERIOD[1]),
            goals=town.goals(f"{goal} {below}"),
        )
    add_efforts(town, new, told, on="2019-09-03", by="finn", period=PERIOD, steps=STEPS)
    return new


WORDS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "boliger": (
        (
            COUNCIL,
            "Seks huse er et begyndelse. Lad os være med, når I vælger stedet.",
            "Rådet er med til at vælge stedet.",
        ),
        (CIVIL, "Vi kan hjælpe med at flytte og male.", "Det er skrevet ind i aftalen med boligforeningerne."),
    ),
    "sundhed": (
        (
            COUNCIL,
            "Man går ikke til tandlæge, når man skammer sig. Tandlægen skal vide det.",
            "Tandlægen mødes med rådet, før hun begynder.",
        ),
        (CIVIL, "Gå med de første tre gange. Én gang er ikke nok.", "Følgeskabet er sat til tre gange."),
    ),
    "beskaeftigelse": (
        (COUNCIL, "Et job er ikke det eneste, man kan stå op til.", "Strategien har fået et værksted og en have."),
        (CIVIL, "Vi har plads til flere i køkkenet.", "Køkkenet er med i »Noget at stå op til«."),
    ),
}


def _heard_on_strategies(town: Town, plans: list[ActionPlan]) -> None:
    for goal, new in zip(STRATEGIES, plans, strict=True):
        for unit, words, considered in WORDS[goal]:
            hear(
                town,
                unit,
                asked="2019-10-01",
                due_on="2019-10-31",
                by="finn",
                plan=new,
                said="2019-10-24",
                words=words,
                considered=considered,
            )
        with clock.standing_at(day("2019-11-04")):
            plan.mark_heard(plan=new, by=town.by("finn"))


def _approved(town: Town, plans: list[ActionPlan]) -> None:
    for new in plans:
        item = begin_item(
            town,
            COMMITTEE,
            new.title,
            on="2019-11-11",
            meeting="2019-12-04",
            agenda="2019-11-29",
            number="EKS-2019-031",
            plan=new,
        )
        decide(
            town,
            item,
            sent="2019-11-20",
            agenda="2019-11-29",
            meeting="2019-12-04",
            decision=Decision.APPROVED,
            text="Godkendt.",
        )
        approve(town, new, COMMITTEE, on="2019-12-04", by="finn", start="2020-01-02")


def _status_2020(town: Town) -> None:
    """The first report. One for 2019 was promised too, but the strategies began in 2020, and none was made."""
    reach(
        town,
        ("sundhed-paa-vaerestedet", "Sundhedsvagten begynder", "2020-02-25"),
        ("noget-at-staa-op-til", "Værkstedet åbner", "2020-05-18"),
        ("taender", "Tandlægen er fundet", "2020-06-24"),
        ("aftale-boligforeninger", "Aftalen er skrevet under", "2020-09-29"),
        ("boliger-i-tal", "Tællingen er færdig", "2020-10-28"),
        ("vej-til-job", "De første 20 har valgt", "2020-12-11"),
    )
    report = open_round(town, 2020, opened="2021-01-11", due_on="2021-02-19", meeting="2021-04-07")
    answer(town, report, STATUS_2020)
    remind(town, report, "2021-02-12", "2021-02-23")
    report = lock(town, report, on="2021-03-01")
    hear(
        town,
        COUNCIL,
        asked="2021-03-02",
        due_on="2021-03-16",
        by="finn",
        report=report,
        said="2021-03-15",
        words="41 er ikke et tal for os. Vi kender dem. Skynd jer med husene.",
        considered="Mødet med naboerne er rykket frem til april.",
    )
    hear(
        town,
        CIVIL,
        asked="2021-03-02",
        due_on="2021-03-16",
        by="finn",
        report=report,
        said="2021-03-12",
        words="Vi manglede et sted at mødes, da alt var lukket. Send os ud i det fri næste gang.",
        considered="Følgeskabet begynder igen med gåture.",
    )
    report = let_head_approve(town, report, on="2021-03-18")
    item = begin_item(
        town,
        COMMITTEE,
        "Rapport 2020 om udsattepolitikken",
        on="2021-03-19",
        meeting="2021-04-07",
        agenda="2021-03-31",
        number="EKS-2021-011",
        report=report,
    )
    decide(
        town,
        item,
        sent="2021-03-24",
        agenda="2021-03-31",
        meeting="2021-04-07",
        decision=Decision.NOTED,
        text="Taget til efterretning. Udvalget vil gerne med på besøg på værestedet.",
    )


def _the_year_2021(town: Town) -> None:
    """The place for the small houses is chosen late; the card stops; Kaja leaves, and her effort waits."""
    with clock.standing_at(day("2021-02-22")):
        stop_effort(
            effort=town.effort["socialt-frikort"],
            on=day("2021-02-22"),
            by=town.by("carla"),
            reason="Forsøget i staten slutter. Vi fortæller stadig om det, men ikke som en indsats for sig.",
        )
    reach(
        town,
        ("skaeve-boliger", "Stedet er valgt", "2021-05-26"),
        ("noget-at-staa-op-til", "Haven er klar", "2021-06-09"),
    )
    with clock.standing_at(day("2021-09-06")):
        hand_effort(
            effort=town.effort["faelles-fritid"],
            to=town.users["dan"],
            by=town.by("finn"),
            why="Lone tager en større del af værestedet.",
        )
