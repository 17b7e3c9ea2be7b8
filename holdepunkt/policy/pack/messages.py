"""What the checker says, in Danish and English. One row per message: what is wrong, what was expected.

`{found}` is what stands there, `{choices}` what could stand there. A table instead of gettext, since
a pack can be checked without Django.
"""

from typing import NamedTuple


class Message(NamedTuple):
    """One message in both languages."""

    wrong_da: str
    expected_da: str
    wrong_en: str
    expected_en: str


MESSAGES: dict[str, Message] = {
    "too_large": Message("Filen er for stor", "højst {choices}", "The file is too large", "at most {choices}"),
    "long_line": Message("En linje er for lang", "højst {choices} tegn på en linje", "A line is too long", "at most {choices} characters on a line"),
    "encoding": Message("Filen er ikke skrevet i UTF-8", "UTF-8 (gem filen igen som UTF-8)", "The file is not UTF-8", "UTF-8 (save the file again as UTF-8)"),
    "syntax": Message("Filen er ikke gyldig TOML", "TOML: {choices}", "The file is not valid TOML", "TOML: {choices}"),
    "too_deep": Message("Lister ligger for dybt inde i hinanden", "højst få lag", "Lists are nested too deeply", "a few levels at most"),
    "missing": Message("Nøglen mangler", "en værdi", "The key is missing", "a value"),
    "unknown_key": Message("Vi kender ikke nøglen", "{choices}", "We do not know the key", "{choices}"),
    "text": Message("Det er ikke tekst", "tekst i anførselstegn", "It is not text", "text in quotes"),
    "empty": Message("Teksten er tom", "mindst ét tegn. Udelad nøglen, hvis det er ukendt", "The text is empty", "at least one character. Leave the key out when unknown"),
    "long": Message("Teksten er for lang", "højst {choices} tegn", "The text is too long", "at most {choices} characters"),
    "key_form": Message("Sådan kan en nøgle ikke skrives", "små bogstaver a-z, tal og bindestreg, fx tryg-base", "A key cannot be written like that", "small letters a-z, digits and hyphens, such as safe-home"),
    "accent_form": Message("Det er ikke en farve", "en farve som #1f5f5b", "It is not a colour", "a colour such as #1f5f5b"),
    "link_form": Message("Det er ikke en adresse", "noget, der begynder med https://", "It is not an address", "something that begins with https://"),
    "number": Message("Det er ikke et helt tal", "et helt tal uden anførselstegn", "It is not a whole number", "a whole number without quotes"),
    "figure": Message("Det er ikke et tal", "et tal uden anførselstegn, fx 12 eller 12.5", "It is not a number", "a number without quotes, such as 12 or 12.5"),
    "range": Message("Tallet er uden for det mulige", "{choices}", "The number is out of range", "{choices}"),
    "flag": Message("Det er ikke ja eller nej", "true eller false uden anførselstegn", "It is not yes or no", "true or false without quotes"),
    "choice": Message("Det kan man ikke vælge", "ét af: {choices}", "That cannot be chosen", "one of: {choices}"),
    "day": Message("Det er ikke en dato", "en dato uden anførselstegn, fx 2017-05-30. Udelad nøglen, hvis den er ukendt", "It is not a date", "a date without quotes, such as 2017-05-30. Leave the key out when unknown"),
    "when": Message("Det er ikke et år eller en dato", "et år (2017) eller en dato (2017-05-30) uden anførselstegn. Udelad nøglen, hvis den er ukendt", "It is not a year or a date", "a year (2017) or a date (2017-05-30) without quotes. Leave the key out when unknown"),
    "month_day": Message("Det er ikke en dag i året", "måned og dag i anførselstegn, fx \"02-28\"", "It is not a day of the year", "month and day in quotes, such as \"02-28\""),
    "list": Message("Det er ikke en liste", "en liste i kantede parenteser", "It is not a list", "a list in square brackets"),
    "many_rows": Message("Der er for mange rækker", "højst {choices}", "There are too many rows", "at most {choices}"),
    "more": Message("Der er flere fejl, end vi viser", "ret disse først (vi viser {choices})", "There are more faults than we show", "mend these first (we show {choices})"),
    "table": Message("Det er ikke en tabel", "en tabel med nøgler", "It is not a table", "a table with keys"),
    "version": Message("Vi kender ikke den udgave af formatet", "format = {choices}", "We do not know that version of the format", "format = {choices}"),
    "shape": Message("Det kan vi ikke læse", "{choices}", "We cannot read that", "{choices}"),
    "twice": Message("To rækker har samme nøgle", "en nøgle for sig selv; den står også i linje {choices}", "Two rows have the same key", "a key of its own; it also stands on line {choices}"),
    "reserved": Message("Nøglen er vores egen", "en anden nøgle end {choices}", "The key is our own", "another key than {choices}"),
    "unit_missing": Message("Vi kender ikke enheden", "en af enhederne: {choices}", "We do not know the unit", "one of the units: {choices}"),
    "goal_missing": Message("Vi kender ikke målet", "et af målene: {choices}", "We do not know the goal", "one of the goals: {choices}"),
    "level_missing": Message("Vi kender ikke niveauet", "et af niveauerne i [[levels]]: {choices}", "We do not know the level", "one of the levels in [[levels]]: {choices}"),
    "passage_missing": Message("Vi kender ikke tekststedet", "et af tekststederne: {choices}", "We do not know the passage", "one of the passages: {choices}"),
    "promise_missing": Message("Vi kender ikke punktet", "et af punkterne i [[promises]]: {choices}", "We do not know the promise", "one of the promises: {choices}"),
    "national_missing": Message("Vi kender ikke det nationale mål", "et af: {choices}", "We do not know the national goal", "one of: {choices}"),
    "no_levels": Message("Der er mål, men ingen ord for dem", "mindst én [[levels]]", "There are goals but no words for them", "at least one [[levels]]"),
    "circle": Message("Rækkerne peger i ring", "en række, der ender et sted", "The rows point in a circle", "a row that ends somewhere"),
    "dates": Message("Tiden går baglæns", "tidligst {choices}", "Time runs backwards", "{choices} at the earliest"),
    "own_predecessor": Message("Politikken kan ikke afløse sig selv", "en anden udgaves slug", "The policy cannot replace itself", "the slug of another edition"),
    "approver_kind": Message("Den slags enhed kan ikke godkende en politik", "et råd eller udvalg: {choices}", "That kind of unit cannot approve a policy", "a council or committee: {choices}"),
    "receiver_kind": Message("Den slags enhed får ikke en status", "et udvalg eller byrådet: {choices}", "That kind of unit receives no status", "a committee or the city council: {choices}"),
    "contrast": Message("Hvid tekst kan ikke læses på farven (kontrast {found})", "en mørkere farve: mindst {choices} mod hvid", "White text cannot be read on the colour (contrast {found})", "a darker colour: at least {choices} against white"),
    "not_counted": Message("Et punkt kan ikke stå i et tekststed af den slags; det vises, men tæller aldrig", "et tekststed af slagsen {choices}", "A promise cannot stand in a passage of that kind; it is shown, never counted", "a passage of the kind {choices}"),
    "no_promise": Message("Teksten vil noget her, men intet punkt peger på stedet", "mindst én [[promises]] med passage = \"{choices}\"", "The text wants something here, but no promise points to the place", "at least one [[promises]] with passage = \"{choices}\""),
    "no_rhythm": Message("Punktet handler om politikken selv, men har ingen række i [[rhythm]]", "mindst én [[rhythm]] med promise = \"{choices}\"", "The promise is about the policy itself but has no row in [[rhythm]]", "at least one [[rhythm]] with promise = \"{choices}\""),
    "anchor_long": Message("Ankeret er for langt; teksten selv skal ikke stå her", "højst {choices} ord", "The anchor is too long; the text itself does not belong here", "at most {choices} words"),
    "rhythm_needs": Message("Den slags række mangler noget", "nøglen {choices}", "That kind of row lacks something", "the key {choices}"),
    "rhythm_no_use": Message("Den slags række bruger ikke nøglen", "{choices}", "That kind of row does not use the key", "{choices}"),
    "never_zero": Message("Det kan ikke ske hvert 0. år", "mindst 1", "It cannot happen every 0 years", "at least 1"),
    "too_many_goals": Message("Der er ikke så mange mål at være bundet til", "højst {choices}", "There are not that many goals to be bound to", "at most {choices}"),
    "evaluation_early": Message("Evalueringen ligger, før politikken begynder", "tidligst {choices}", "The evaluation comes before the policy begins", "{choices} at the earliest"),
    "ended_unit": Message("Enheden er ophørt, og ingen har afløst den", "en successor til enheden, eller en anden enhed", "The unit has ended and nobody has replaced it", "a successor of the unit, or another unit"),
    "nobody_of_kind": Message("Der er ingen enhed af den slags", "mindst én enhed med kind = {choices}", "There is no unit of that kind", "at least one unit with kind = {choices}"),
    "chosen_twice": Message("Målet er både bundet og eget valg", "målet ét af stederne", "The goal is both bound and own choice", "the goal in one of the places"),
    "field_twice": Message("Feltet står to gange i sagen", "hvert felt én gang (kun free må gentages)", "The field stands twice in the paper", "each field once (only free may repeat)"),
    "disagree": Message("To pakker for kommunen siger ikke det samme", "det samme i begge: {choices}", "Two packs of the municipality disagree", "the same in both: {choices}"),
    "slug_twice": Message("To pakker har samme politik", "hver politik i én fil", "Two packs hold the same policy", "each policy in one file"),
}  # fmt: skip
