"""Where an address leads in the world: the rows that its parts name, at a stage. New slices add lines here."""

from collections.abc import Callable
from typing import Any

from holdepunkt.tests.matrix.addresses import Address
from holdepunkt.tests.matrix.world import World

Find = Callable[[World, str], Any]


def _of(kind: str, field: str) -> Find:
    return lambda world, stage: getattr(world.row(kind, stage), field)


# A part of a route, with what stands before it, and what it names. The longest that fits counts.
PARTS: dict[str, Find] = {
    "<slug:slug>": lambda world, _stage: world.town.municipality.slug,
    "<slug:policy>": _of("policy", "slug"),
    "<int:number>": _of("version", "number"),
    "maal/<slug:policy>/<slug:key>": _of("goal", "key"),
    "det-vil-vi/<slug:policy>/<slug:key>": _of("promise", "key"),
    "indsats/<uuid:uuid>": _of("effort", "uuid"),
    "plan/<uuid:uuid>": _of("plan", "uuid"),
    "planer/<int:pk>": _of("plan", "pk"),
    "hoert/<int:pk>": _of("heard_on_plan", "pk"),
    "indsatser/<int:pk>": _of("effort", "pk"),
    "milepaele/<int:pk>": _of("milestone", "pk"),
    "status/<int:year>": lambda world, stage: world.row("note", stage).report.year,
    "<uuid:note>": _of("note", "uuid"),
    "status/<slug:policy>/<int:year>": _of("report", "year"),
    "hoering/<int:pk>": _of("heard_on_report", "pk"),
    "sager/<uuid:uuid>": _of("item", "uuid"),
    "<uuid:file_uuid>": _of("file", "uuid"),
    "punkter/<uuid:uuid>": _of("item", "uuid"),
    "<str:about>": lambda _world, _stage: "status",
    "nyt/<str:about>/<uuid:uuid>": _of("report", "uuid"),
    "evaluering/<uuid:uuid>": _of("evaluation", "uuid"),
    "<uuid:conclusion>": _of("conclusion", "uuid"),
    "evaluering/<slug:policy>/<int:year>": _of("evaluation", "year"),
    "<slug:section>": lambda _world, _stage: "grundlag",
    "<slug:noun>": lambda _world, _stage: "maal",
    "tekst/<slug:noun>/<int:pk>": _of("goal", "pk"),
    "maaltal/<int:pk>": _of("goal", "pk"),
    "<int:target>": _of("target", "pk"),
    "enheder/<int:pk>": _of("unit", "pk"),
    "mennesker/<int:pk>": _of("user", "pk"),
    "<int:post>": _of("post", "pk"),
    "<int:absence>": _of("absence", "pk"),
    "<uuid:session>": _of("session", "uuid"),
    "<uuid:provider>": _of("provider", "uuid"),
    "protokol/indsats/<int:pk>": _of("effort", "pk"),
    "forslag/<int:pk>": _of("proposal", "pk"),
    "<slug:number>": lambda world, stage: str(world.row("proposal", stage)),
    "skridt/<slug:step>": lambda _world, _stage: "svar",
    "traek-tilbage/<int:step>": _of("step", "pk"),
    "<int:run>": _of("run", "pk"),
    "<int:theme>": _of("theme", "pk"),
    "<int:flood>": _of("flood", "pk"),
    "<uuid:sheet>": _of("card", "sheet"),
    "forslag-i-indsats/<int:pk>": _of("tie", "pk"),
    "fortaellinger/<slug:number>": lambda world, stage: str(world.row("story", stage)),
    "fortaellinger/<int:pk>": _of("story", "pk"),
    "fortaellinger-i-politik/<int:pk>": _of("story_place", "pk"),
    "raad/<slug:key>": _of("council", "key"),
    "raad/<int:pk>": _of("council", "pk"),
    "regler/<slug:rule>": lambda _world, _stage: "chair",
    "<int:seat>": _of("seat", "pk"),
    "<int:member>": _of("member", "pk"),
    "<int:matter>": _of("matter", "pk"),
    "<int:paper>": _of("paper", "pk"),
    "<int:outlay>": _of("outlay", "pk"),
    "beretninger/<int:year>": _of("report_of_council", "year"),
    "beretning/<int:year>": _of("report_of_council", "year"),
    "beretninger/<int:year>/filer/<uuid:file>": _of("report_file", "uuid"),
    "beretning/<int:year>/filer/<uuid:file>": _of("report_file", "uuid"),
    "<int:item>": _of("agenda_item", "pk"),
    "<int:meeting>": _of("meeting", "pk"),
    "<int:line>": _of("line", "pk"),
    "<uuid:file>": _of("meeting_file", "uuid"),
    "referat/<int:number>": _of("meeting", "number"),
    "<int:gathering>": _of("gathering", "number"),
    "moeder/<int:pk>": _of("gathering", "pk"),
    "<int:sign_up>": _of("sign_up", "number"),
    "<slug:way>": lambda _world, _stage: "letter",
    "<int:said>": _of("heard", "number"),
    "oprindelse/<int:pk>": _of("goal", "pk"),
    "hoeringer/<int:number>": _of("hearing", "number"),
    "svar/<int:answer>": _of("hearing_answer", "number"),
    "hoeringer/<int:pk>": _of("hearing", "pk"),
    "hoeringer/<int:pk>/svar/<int:answer>": _of("hearing_answer", "pk"),
    "<int:body>": _of("hearing_body", "pk"),
    "<int:passage>": _of("hearing_passage", "pk"),
    "hoeringer/<int:pk>/temaer/<int:theme>": _of("hearing_theme", "pk"),
    "<str:slug>": lambda world, _stage: world.town.municipality.slug,
    "<str:kind>": lambda _world, _stage: "csv",
}


def values(address: Address, world: World, stage: str) -> dict[str, Any]:
    """The values of the address's parts; a part that no line above names is an error that says so."""
    found, route = {}, address.route
    while ">" in route:
        before = route[: route.rindex(">") + 1]
        part = before[before.rindex("<") :]
        fitting = [known for known in PARTS if before.endswith(known)]
        if not fitting:
            raise LookupError(f"{address.name}: found {before}; expected a line for it in {__name__}.PARTS")
        found[part.strip("<>").split(":")[1]] = PARTS[max(fitting, key=len)](world, stage)
        route = route[: before.rindex("<")]
    return found
