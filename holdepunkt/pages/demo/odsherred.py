"""Odsherred: 2017 to 2019 and the evaluation; then nothing, and the policy is still in use."""

from holdepunkt import clock, tenancy
from holdepunkt.pages.demo import councils_told
from holdepunkt.pages.demo.councils import tell_council, tell_disability_council
from holdepunkt.pages.demo.telling import (
    UNDER_FIVE,
    Answer,
    Told,
    add_efforts,
    answer,
    approve,
    begin_item,
    carry_on,
    decide,
    fill_in,
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
from holdepunkt.policy.actions import draft, evaluation, plan
from holdepunkt.policy.actions.effort import stop_effort
from holdepunkt.policy.models import ActionPlan
from holdepunkt.policy.rules.evaluation import Advice
from holdepunkt.policy.rules.kinds import CarryOver, Decision

COMMITTEE = "social-og-forebyggelsesudvalget"
COUNCIL = "raadet-for-socialt-udsatte"
PEOPLE = (
    Person("finn", "Finn Fiskehejre", "social-og-psykiatri", Role.POLICY_LEAD, "2016-01-01"),
    Person("ib", "Ib Isfugl", "social-og-psykiatri", Role.DEPARTMENT_HEAD, "2015-01-01"),
    Person("jens", "Jens Jernspurv", "social-og-psykiatri", Role.DATA_PROTECTION_OFFICER, "2018-05-25"),
    Person("ulla", "Ulla Ugle", "social-og-psykiatri", Role.UNIT_LEADER, "2018-01-01"),
    Person("dan", "Dan Dompap", "social-og-psykiatri", Role.EFFORT_LEAD, "2016-01-01"),
    Person("carla", "Carla Canadagås", "job-og-ydelser", Role.EFFORT_LEAD, "2016-01-01"),
    Person("kaja", "Kaja Kernebider", "borgerservice", Role.EFFORT_LEAD, "2017-01-01"),
    Person("lone", "Lone Lærke", "omsorg-og-sundhed", Role.EFFORT_LEAD, "2016-01-01"),
    Person("mads", "Mads Musvit", "boern-og-familie", Role.EFFORT_LEAD, "2016-01-01"),
    Person("hanne", "Hanne Havlit", COMMITTEE, Role.COMMITTEE_SECRETARY, "2015-01-01"),
    Person("gry", "Gry Grønirisk", COMMITTEE, Role.COMMITTEE_MEMBER, "2018-01-01"),
    Person("ove", "Ove Ørnunge", COMMITTEE, Role.COMMITTEE_MEMBER, "2018-01-01"),
    Person("sofie", "Sofie Sanglærke", "handicapraadet", Role.ADVISORY_COUNCIL_SECRETARY, "2017-01-01"),
    Person("eva", "Eva Ederfugl", COUNCIL, Role.ADVISORY_COUNCIL_MEMBER, "2017-01-01"),
    Person("bo", "Bo Blishøne", COUNCIL, Role.ADVISORY_COUNCIL_MEMBER, "2017-01-01"),
    Person("jette", "Jette Jagtfalk", COUNCIL, Role.ADVISORY_COUNCIL_SECRETARY, "2018-03-01"),
)

LAW: dict[str | int, str] = {"law": "Ingen lov kræver en årlig status. Den følger af politikken selv."}
ABOUT_EVALUATION: dict[str | int, str] = {
    "law": "Ingen lov kræver evalueringen. Politikken siger, at den evalueres i 2019.",
    "involvement": "Rådet for socialt udsatte har været med ved to bordmøder.",
    "economy": "Evalueringen er lavet inden for rammen.",
}

DEPARTMENTS = (
    ("Dialog i Social og Psykiatri", "2017-10-31"),
    ("Dialog i Job og Ydelser", "2017-12-15"),
    ("Dialog i Borgerservice", "2018-03-31"),
    ("Dialog i Omsorg og Sundhed", "2018-05-31"),
    ("Dialog i Børn og Familie", "2018-09-30"),
)
FIRST_PLAN = (
    Told(
        "temamoede",
        "",
        COUNCIL,
        "finn",
        "overordnet",
        working_title="Temamødet",
        plain="Rådet for socialt udsatte holder et møde, hvor borgere og andre kan sige deres mening og komme med forslag.",
        citizens="Borgere er med til at vælge emnerne og sidder med ved alle borde.",
        employees="To medarbejdere skriver ned, så ingen ord går tabt.",
        economy="25.000 kr. til lokale og mad",
        effect="Flere forslag kommer fra dem, det handler om.",
        indicator="Deltagere på temamødet",
        counted_in="deltagere",
        about_people=True,
    ),
    Told(
        "dialoger",
        "",
        "social-og-psykiatri",
        "dan",
        "overordnet",
        working_title="Dialogerne",
        plain="Afdelingerne taler om ét spørgsmål: Hvordan kan hjælpen hænge sammen på tværs?",
        employees="Hver afdeling vælger selv, hvem der er med.",
        economy="Inden for rammen",
        effect="Afdelingerne kender hinanden og ved, hvem de kan ringe til.",
        indicator="Afdelinger, der har holdt dialog",
        counted_in="afdelinger",
    ),
    Told(
        "udbredelse",
        "",
        "social-og-psykiatri",
        "finn",
        "overordnet",
        working_title="Politikken ud at leve",
        plain="Politikken bliver vist på møder i kommunen, hos frivillige og i lokale foreninger.",
        others="Frivillige og lokale foreninger viser selv politikken frem hos sig.",
        economy="10.000 kr. til tryk",
        effect="Flere kender politikken og bruger den.",
        indicator="Foreninger, der har fået politikken vist",
        counted_in="foreninger",
    ),
)
FIRST_STEPS = {
    "temamoede": (("Rådet har valgt emner", "2017-12-15"), ("Temamødet er holdt", "2018-03-15")),
    "dialoger": DEPARTMENTS,
    "udbredelse": (
        ("Politikken er vist i alle fem afdelinger", "2017-12-01"),
        ("Vist i tyve foreninger", "2018-12-01"),
    ),
}
YEAR_2019 = (
    Told(
        "fast-kontakt",
        "En fast kontakt, når man skifter afdeling",
        "social-og-psykiatri",
        "dan",
        "reel-adgang",
        "tvaergaaende-indsats helt-menneske individuelt-tilrettelagt",
        "job-og-ydelser omsorg-og-sundhed",
        working_title="Fast kontakt",
        plain="Den, der kender dig, går med til det første møde det nye sted.",
        citizens="Otte borgere har prøvet det og sagt, hvad der skal være anderledes.",
        employees="Medarbejdere fra tre afdelinger lavede aftalen sammen.",
        economy="Inden for rammen",
        effect="Ingen skal fortælle det hele forfra.",
        indicator="Skift med en fast kontakt",
        counted_in="skift",
        about_people=True,
    ),
    Told(
        "boligraad",
        "Råd om bolig, før det brænder på",
        "borgerservice",
        "kaja",
        "forebygge",
        "et-sted-at-bo forebyggende-tilbud betingelser",
        "social-og-psykiatri",
        working_title="Boligrådet",
        plain="Du kan få råd, når det første brev om huslejen kommer.",
        citizens="Rådet for socialt udsatte har læst brevene igennem.",
        economy="120.000 kr.",
        effect="Færre mister deres hjem.",
        indicator="Samtaler, før sagen gik videre",
        counted_in="samtaler",
        about_people=True,
    ),
    Told(
        "faelles-spisning",
        "Fælles spisning i lokale foreninger",
        "omsorg-og-sundhed",
        "lone",
        "inklusion",
        "mod-ensomhed",
        "civilsamfundet",
        working_title="Fælles spisning",
        plain="Hver anden torsdag er der mad og selskab for alle, der har lyst.",
        citizens="Gæster laver mad sammen med de frivillige.",
        others="Tre foreninger stiller hus og hænder til rådighed.",
        economy="60.000 kr.",
        effect="Færre spiser alene.",
        indicator="Gæster på en aften",
        counted_in="gæster",
        about_people=True,
    ),
    Told(
        "sundhed-i-byen",
        "Sundhedssnak der, hvor folk er",
        "omsorg-og-sundhed",
        "lone",
        "medtaenkes",
        "medtaenkes sundt-liv",
        "civilsamfundet social-og-psykiatri",
        working_title="Sundhedssnak",
        plain="En sygeplejerske kommer i varmestuen og tager en snak med dem, der vil.",
        citizens="Gæsterne i varmestuen valgte dag og tid.",
        economy="90.000 kr.",
        effect="Flere får den behandling, de har ret til.",
        indicator="Samtaler om helbred",
        counted_in="samtaler",
        about_people=True,
    ),
)
STEPS_2019 = {
    "fast-kontakt": (("Aftale mellem tre afdelinger", "2019-03-31"), ("Første skift med fast kontakt", "2019-06-30")),
    "boligraad": (("Brevet er skrevet om", "2019-04-30"), ("Rådgivning to dage om ugen", "2019-09-01")),
    "faelles-spisning": (("Første aften", "2019-02-28"), ("Ti aftener holdt", "2019-11-30")),
    "sundhed-i-byen": (("Fast dag i varmestuen", "2019-05-01"),),
}
STATUS_2017 = {
    "temamoede": Answer(
        "2018-02-01",
        "on_track",
        "Rådet har valgt to emner: at blive mødt, og at have et sted at bo.",
        "Mødet er den 8. marts på biblioteket.",
        took_part="council citizens",
    ),
    "dialoger": Answer(
        "2018-02-05",
        "on_track",
        "To af fem afdelinger har holdt dialog. Begge ønsker en fast person at ringe til.",
        "Borgerservice er næste.",
        took_part="employees departments",
        figure=(2, "2018-01-31", "egen optælling (eksempel)"),
    ),
    "udbredelse": Answer(
        "2018-02-08",
        "on_track",
        "Alle fem afdelinger har fået politikken vist. Ni foreninger har også.",
        "Vi tager på besøg i idrætsforeninger i foråret.",
        took_part="volunteers associations",
        figure=(9, "2018-01-31", "egen optælling (eksempel)"),
    ),
}
STATUS_2018 = {
    "temamoede": Answer(
        "2019-01-24",
        "done",
        "64 kom. Der kom 17 forslag. Det, flest sagde, var: Bliv i telefonen, til jeg er hjulpet.",
        "Forslagene går til afdelingerne.",
        took_part="council citizens close_ones volunteers",
        figure=(64, "2018-03-08", "deltagerlisten (eksempel)"),
    ),
    "dialoger": Answer(
        "2019-02-11",
        "done",
        "Alle fem afdelinger har holdt dialog. Den sidste blev to måneder senere end planlagt.",
        "Vi fortsætter med to fælles dage om året.",
        "Børn og Familie flyttede hus i september.",
        took_part="employees departments",
        figure=(5, "2018-11-29", "egen optælling (eksempel)"),
    ),
    "udbredelse": Answer(
        "2019-02-12",
        "done",
        "23 foreninger har fået politikken vist.",
        "Kortet med de fem værdier bliver trykt igen.",
        took_part="volunteers associations",
        figure=(23, "2018-12-10", "egen optælling (eksempel)"),
    ),
}
STATUS_2019 = {
    "temamoede": Answer(
        "2020-02-18",
        "late",
        "Mødet i efteråret blev ikke til noget. Rådet manglede tre medlemmer.",
        "Rådet finder en ny dag, når det er fuldtalligt.",
        "Tre stole stod tomme i rådet.",
        took_part="council",
    ),
    "dialoger": Answer(
        "2020-02-20",
        "on_track",
        "Den ene af de to fælles dage er holdt.",
        "Der er brug for en ny dag.",
        because="Dagen i november blev lagt sammen med januars.",
        took_part="employees departments",
        figure=(5, "2019-05-14", "egen optælling (eksempel)"),
    ),
    "udbredelse": Answer("2020-02-20", no_news=True),
    "fast-kontakt": Answer(
        "2020-02-25",
        "done",
        "14 skift er sket med en fast kontakt. Borgerne siger, at det betød, at de turde komme.",
        "Aftalen bliver stående.",
        took_part="citizens employees departments",
        figure=(14, "2019-12-31", "egen optælling (eksempel)"),
    ),
    "faelles-spisning": Answer(
        "2020-02-27",
        "stopped",
        "Fire aftener blev holdt, før huset blev solgt.",
        "Lone taler med menighedsrådet om et køkken.",
        took_part="citizens volunteers associations",
        figure=(18, "2019-06-06", "talt på aftenen (eksempel)"),
    ),
    "sundhed-i-byen": Answer(
        "2020-02-27",
        "on_track",
        "En fast dag om ugen siden maj. Nogle få er gået videre til egen læge.",
        "Tandlægen vil gerne med.",
        took_part="citizens volunteers employees",
        because="Dagen fortsætter efter årets slutning.",
        figure=(UNDER_FIVE, "2019-12-20", "sygeplejerskens egen optælling (eksempel)"),
    ),
}


def tell() -> Town:
    """Tell Odsherred's years."""
    town = found("odsherred", on="2017-06-01", people=PEOPLE)
    with tenancy.within(town.municipality):
        first = _first_plan(town)
        _status_2017(town)
        _plan_2019(town, first)
        _status_2018(town, first)
        _the_year_2019(town)
        _evaluation(town)
        _status_2019(town)
        _next_policy(town)
        tell_council(town, councils_told.ODSHERRED)
        tell_disability_council(town)
    return town


def _first_plan(town: Town) -> ActionPlan:
    """The plan of the text names no persons and few dates: a correction with a reason adds them."""
    with clock.standing_at(day("2017-08-15")):
        old = town.policy.plans.get(key="handleplan-2017-2018")
        reason = "Teksten nævner ikke, hvem der er ansvarlig, eller hvornår de enkelte skridt er nået. Det gør denne udgave. (Eksempel.)"
        new = plan.correct_plan(plan=old, reason=reason, by=town.by("finn"))
        new = plan.change_plan(plan=new, by=town.by("finn"), drafted_by=town.units["social-og-psykiatri"])
    rows = {row.key: row for row in new.efforts.all()}
    for told in FIRST_PLAN:
        fill_in(town, rows[told.key], told, on="2017-08-15", by="finn", steps=FIRST_STEPS[told.key])
    hear(
        town,
        COUNCIL,
        asked="2017-08-16",
        due_on="2017-08-30",
        by="finn",
        plan=new,
        said="2017-08-28",
        words="Hold mødet om eftermiddagen og med noget at spise. Så kommer vi.",
        considered="Mødet bliver holdt kl. 15, og der er mad.",
    )
    approve(town, new, COMMITTEE, on="2017-09-05", by="finn", start="2017-09-06")
    reach(
        town,
        ("dialoger", "Dialog i Social og Psykiatri", "2017-10-12"),
        ("udbredelse", "Politikken er vist i alle fem afdelinger", "2017-11-20"),
        ("dialoger", "Dialog i Job og Ydelser", "2017-12-05"),
        ("temamoede", "Rådet har valgt emner", "2017-12-11"),
    )
    return new


def _status_2017(town: Town) -> None:
    report = open_round(town, 2017, opened="2018-01-15", due_on="2018-02-16", meeting="2018-04-10")
    answer(town, report, STATUS_2017)
    report = lock(town, report, on="2018-02-26")
    reach(town, ("temamoede", "Temamødet er holdt", "2018-03-08"), ("dialoger", "Dialog i Borgerservice", "2018-03-20"))
    hear(
        town,
        COUNCIL,
        asked="2018-02-27",
        due_on="2018-03-13",
        by="finn",
        report=report,
        said="2018-03-12",
        words="Vi kan mærke, at nogen er begyndt at tale sammen. Bliv ved.",
        considered="Dialogerne fortsætter som planlagt.",
    )
    report = let_head_approve(town, report, on="2018-03-20")
    item = begin_item(
        town,
        COMMITTEE,
        "Status 2017 på Politik for socialt udsatte",
        on="2018-03-21",
        meeting="2018-04-10",
        agenda="2018-04-05",
        number="EKS-2018-007",
        report=report,
        texts=LAW,
    )
    decide(
        town,
        item,
        sent="2018-03-28",
        agenda="2018-04-05",
        meeting="2018-04-10",
        decision=Decision.NOTED,
        text="Taget til efterretning. Udvalget takker rådet for dets ord.",
    )
    reach(
        town,
        ("dialoger", "Dialog i Omsorg og Sundhed", "2018-05-24"),
        ("udbredelse", "Vist i tyve foreninger", "2018-11-06"),
        ("dialoger", "Dialog i Børn og Familie", "2018-11-29"),
    )


def _plan_2019(town: Town, first: ActionPlan) -> ActionPlan:
    year = ("2019-01-01", "2019-12-31")
    """Beyond what the text promises: its efforts do not stand for the theme meeting and the dialogues of 2017-2018."""
    with clock.standing_at(day("2018-11-06")):
        new = plan.next_plan(
            plan=first, title="Handleplan 2019", period_from=day(year[0]), period_to=day(year[1]), by=town.by("finn")
        )
        new = plan.change_plan(
            plan=new, by=town.by("finn"), goals=town.goals("overordnet forebygge reel-adgang medtaenkes inklusion")
        )
    carry_on(
        town,
        new,
        "temamoede",
        CarryOver.CHANGE,
        on="2018-11-06",
        by="finn",
        period=year,
        steps=(("Et nyt temamøde er holdt", "2019-10-31"),),
        promises=town.promises("temamoeder-og-dialoger"),
    )
    carry_on(
        town,
        new,
        "dialoger",
        CarryOver.CHANGE,
        on="2018-11-06",
        by="finn",
        period=year,
        title="To fælles dage om året for de fem afdelinger",
        promises=town.promises("temamoeder-og-dialoger"),
        steps=(("Fælles dag i foråret", "2019-05-31"), ("Fælles dag i efteråret", "2019-11-30")),
    )
    carry_on(town, new, "udbredelse", CarryOver.CONTINUE, on="2018-11-06", by="finn", period=year)
    add_efforts(town, new, YEAR_2019, on="2018-11-07", by="finn", period=year, steps=STEPS_2019)
    hear(
        town,
        COUNCIL,
        asked="2018-11-08",
        due_on="2018-11-30",
        by="finn",
        plan=new,
        said="2018-11-27",
        words="Godt, at nogen går med første gang. Det er dér, vi plejer at blive væk.",
        considered="Den faste kontakt er sat først i planen.",
    )
    return approve(town, new, COMMITTEE, on="2018-12-11", by="finn", start="2019-01-02")


def _status_2018(town: Town, first: ActionPlan) -> None:
    """The answers of 2018 belong to the efforts of the first plan; meanwhile 2019's plan runs."""
    report = open_round(town, 2018, opened="2019-01-15", due_on="2019-02-15", meeting="2019-04-09")
    answer(town, report, STATUS_2018)
    report = lock(town, report, on="2019-02-25")
    hear(
        town,
        COUNCIL,
        asked="2019-02-26",
        due_on="2019-03-12",
        by="finn",
        report=report,
        said="2019-03-11",
        words="17 forslag er mange. Vi vil gerne vide, hvad der blev af dem.",
        considered="Rådet får et svar på hvert forslag inden sommer.",
    )
    report = let_head_approve(town, report, on="2019-03-19")
    item = begin_item(
        town,
        COMMITTEE,
        "Status 2018 på Politik for socialt udsatte",
        on="2019-03-20",
        meeting="2019-04-09",
        agenda="2019-04-04",
        number="EKS-2019-003",
        report=report,
        texts=LAW,
    )
    decide(
        town,
        item,
        sent="2019-03-27",
        agenda="2019-04-04",
        meeting="2019-04-09",
        decision=Decision.NOTED,
        text="Taget til efterretning.",
    )
    with clock.standing_at(day("2019-04-10")):
        plan.close_plan(plan=first, by=town.by("finn"))


def _the_year_2019(town: Town) -> None:
    reach(
        town,
        ("faelles-spisning", "Første aften", "2019-02-21"),
        ("fast-kontakt", "Aftale mellem tre afdelinger", "2019-03-26"),
        ("sundhed-i-byen", "Fast dag i varmestuen", "2019-05-07"),
        ("boligraad", "Brevet er skrevet om", "2019-05-09"),
        ("dialoger", "Fælles dag i foråret", "2019-05-14"),
        ("fast-kontakt", "Første skift med fast kontakt", "2019-06-12"),
    )
    with clock.standing_at(day("2019-09-04")):
        stop_effort(
            effort=town.effort["faelles-spisning"],
            on=day("2019-09-04"),
            by=town.by("lone"),
            reason="Huset, hvor vi spiste, blev solgt, og foreningerne fandt ikke et nyt køkken i tide.",
        )


def _evaluation(town: Town) -> None:
    """Promised for 2019, finished in 2020: late, and said so."""
    with clock.standing_at(day("2019-11-12")):
        made = evaluation.begin_evaluation(policy=town.policy, year=2019, by=town.by("finn"))
    with clock.standing_at(day("2020-09-01")):
        made = evaluation.change_evaluation(
            evaluation=made,
            by=town.by("finn"),
            is_example=True,
            how_made="Vi læste tre års svar, talte med de fem afdelinger og holdt to bordmøder med rådet. Foråret gik, uden at vi kunne mødes, så evalueringen blev forsinket.",
            worked_well="Dialogerne gav navne på dem, man kan ringe til. Den faste kontakt gjorde, at flere turde komme.",
            was_missing="Målene har ingen tal. Efter 2019 er der ingen handleplan, og ingen har haft til opgave at lave den.",
            citizens_say="»Det er ikke nok, at I taler sammen. Nogen skal også tale med mig.« Sagt ved et af bordmøderne.",
        )
        for goal, advice, text in LEARNED:
            evaluation.add_conclusion(evaluation=made, text=text, advice=advice, goal_key=goal, by=town.by("finn"))
    with clock.standing_at(day("2020-09-15")):
        made = evaluation.finish_evaluation(evaluation=made, on=day("2020-09-15"), by=town.by("finn"))
    item = begin_item(
        town,
        COMMITTEE,
        "Evaluering af Politik for socialt udsatte",
        on="2020-09-16",
        meeting="2020-10-06",
        agenda="2020-10-01",
        number="EKS-2020-021",
        evaluation=made,
        texts=ABOUT_EVALUATION,
    )
    decide(
        town,
        item,
        sent="2020-09-23",
        agenda="2020-10-01",
        meeting="2020-10-06",
        decision=Decision.NOTED,
        text="Taget til efterretning. Udvalget ønsker en ny politik og bruger den nuværende, til den er klar.",
    )
    with clock.standing_at(day("2020-10-07")):
        evaluation.publish_evaluation(evaluation=made, on=day("2020-10-07"), by=town.by("finn"))


LEARNED = (
    ("", Advice.CHANGE, "Skriv, hvem der laver den næste handleplan, og hvornår. Ellers bliver der ingen."),
    ("overordnet", Advice.KEEP, "Dialogerne virkede. De skal fortsætte uden at være et projekt."),
    ("forebygge", Advice.CHANGE, "Sæt et tal på, så man kan se, om færre mister deres hjem."),
    ("reel-adgang", Advice.KEEP, "Den faste kontakt er det, borgerne nævner først."),
    ("medtaenkes", Advice.CHANGE, "Sig, hvem der tænker med, og hvor. I dag er det alles og derfor ingens."),
    ("inklusion", Advice.KEEP, "Foreningerne vil gerne. De har brug for et fast sted at mødes."),
    ("", Advice.NEW, "Skriv et afsnit om tænder og helbred. Det manglede i alle samtaler."),
)


def _status_2019(town: Town) -> None:
    """Asked in time, but the committee got it two months into 2021. Nobody has asked about 2020."""
    report = open_round(town, 2019, opened="2020-01-20", due_on="2020-02-28", meeting="2020-04-14")
    answer(town, report, STATUS_2019)
    remind(town, report, "2020-02-24", "2020-03-03")
    with clock.standing_at(day("2020-04-30")):
        operator = machine(town.municipality, "Driften")
        people.end_post(post=town.posts["kaja"], ends_on=day("2020-04-30"), by=operator)
    report = lock(town, report, on="2020-12-10")
    hear(
        town,
        COUNCIL,
        asked="2020-12-11",
        due_on="2021-01-08",
        by="finn",
        report=report,
        said="2021-01-05",
        words="Det er længe siden, vi hørte noget. Fællesspisningen mangler.",
        considered="Afdelingen leder efter et nyt køkken.",
    )
    report = let_head_approve(town, report, on="2021-01-12")
    item = begin_item(
        town,
        COMMITTEE,
        "Status 2019 på Politik for socialt udsatte",
        on="2021-01-13",
        meeting="2021-02-09",
        agenda="2021-02-04",
        number="EKS-2021-002",
        report=report,
        texts=LAW,
    )
    decide(
        town,
        item,
        sent="2021-01-27",
        agenda="2021-02-04",
        meeting="2021-02-09",
        decision=Decision.NOTED,
        text="Taget til efterretning. Udvalget bemærker, at status kommer sent, og beder om en ny politik.",
    )
    with clock.standing_at(day("2021-02-10")):
        plan.close_plan(plan=town.policy.plans.get(title="Handleplan 2019"), by=town.by("finn"))


def _next_policy(town: Town) -> None:
    """The next policy's draft begins from what the evaluation learned."""
    with clock.standing_at(day("2021-09-20")):
        made = town.policy.evaluations.get(year=2019)
        new = draft.begin_version(policy=town.policy, by=town.by("finn"), from_evaluation=made)
        draft.change_version(
            version_of=new,
            by=town.by("finn"),
            title="Politik for socialt udsatte i Odsherred Kommune, udkast til næste",
        )
