"""Every form there is: those that the people of Lundby meet on its pages, and what their addresses take besides.

Lundby (`holdepunkt/tests/matrix/at_work.py`) has a row at each stage and a person of each role. An address whose form no
page shows at these stages is sent to straight, with the fields that it reads.
"""

from dataclasses import dataclass, field, replace

from torture.house import House
from torture.visitor import TOKEN, Field, Form, Visitor, crawl, kind_of

TOWN, SLUG = "Lundby", "lundby"
ACCOUNT, HALFWAY = "account", "account, halfway in"
LEAVES_ALONE = ("demo_sign_in", "sign_out", "language", "components")
"""Who sent these would be somebody else, or gone. Whoever has not signed in sends them."""
EXTRA = {
    "pages:demo_sign_in": ("uuid",),
    "pages:report_order": ("format",),
    "people:setup_load_do": ("source", "words"),
    "policy:draft_load": ("source", "words"),
    "policy:item_order": ("format",),
    "policy:part_move": ("side", "vej"),
    "policy:status_no_news": ("came_by",),
    "ui:language": ("sprog", "next"),
    "voice:hearing": ("code", "kode"),
    "voice:hearing_message_run": ("until", "way"),
    "voice:item_move": ("way",),
    "voice:on_way": ("matter",),
}
"""What an address reads beside a reason, a key and a version."""
USUAL = ("why", "words")
STRAIGHT = "of no page"


@dataclass
class Cast:
    """Somebody in a town: how they come in, and the forms they have met, one of each kind."""

    told: str
    town: str
    visitor: Visitor
    account: tuple[str, str] = ("", "")
    codes: list[str] = field(default_factory=list)
    forms: dict[tuple[object, ...], Form] = field(default_factory=dict)
    token: str = ""

    def come_in(self) -> None:
        """Sign in, as often as needed, and take the token that every form of this session carries."""
        self.visitor.session.cookies.clear()
        if self.account[0]:
            code = self.codes.pop() if self.codes and self.told == ACCOUNT else ""
            answer = self.visitor.sign_in_with_password(SLUG, self.account, code)
            if self.told == HALFWAY:
                self.meet(answer.location)
        elif self.visitor.who:
            self.visitor.sign_in(self.visitor.who, self.town)
        self._take_token()

    def _take_token(self) -> None:
        for path in (self.visitor.home, f"/{slug_of(self.town)}/forslag/nyt/", "/"):
            for form in self.visitor.open(path).forms():
                if token := next((one.values[0] for one in form.fields if one.name == TOKEN and one.values), ""):
                    self.token = token
                    return

    def meet(self, *pages: str, each_kind: int = 0) -> None:
        """Keep the forms of these pages, and with `each_kind` those of so many pages of each kind from there on."""
        answers = (
            crawl(self.visitor, *pages, most=5000, each_kind=each_kind) if each_kind else map(self.visitor.open, pages)
        )
        for page in answers:
            for form in page.forms():
                if kind_of(form.action).rsplit(":", 1)[-1] not in LEAVES_ALONE:
                    self.forms.setdefault(form.kind, form)

    def fresh(self, form: Form) -> dict[str, list[str]]:
        """What a browser sends when nothing is changed, with the token of today's session."""
        sent = form.sent()
        return sent | {TOKEN: [self.token]} if form.method == "post" else sent


def slug_of(town: str) -> str:
    """How the town stands in addresses."""
    return town.lower().replace("ø", "oe")


def everybody(house: House, *, demo: tuple[str, ...] = ()) -> list[Cast]:
    """A person of each role in Lundby, one with an account, one who is only halfway in, and these of the demo's Rødovre."""
    at_work = house.lundby
    people = [_person(house, TOWN, role, at_work.people.get(role, "")) for role in at_work.opens]
    codes = {ACCOUNT: list(at_work.codes), HALFWAY: []}
    accounts = [
        replace(_person(house, TOWN, told, ""), account=at_work.account, codes=own) for told, own in codes.items()
    ]
    return [*people, *accounts, *(_person(house, "Rødovre", who, who) for who in demo)]


def _person(house: House, town: str, told: str, who: str) -> Cast:
    visitor = Visitor(house.address)
    visitor.who, visitor.home = who, f"/{slug_of(town)}/"
    return Cast(told or "a visitor", town, visitor)


def gather(house: House, one: Cast, *, each_kind: int) -> None:
    """Let somebody come in and meet the forms of their pages; each page of Lundby once, unless `each_kind` asks for more."""
    at_work = house.lundby
    one.come_in()
    if one.town != TOWN:
        one.meet(one.visitor.home, each_kind=each_kind)
    elif one.told == ACCOUNT:
        own = (path for name, paths in at_work.paths.items() if name in OWN for path in paths)
        one.meet(*own)
    elif one.told != HALFWAY:
        role = "" if one.told == "a visitor" else one.told
        if each_kind:
            one.meet(*at_work.opens[role], one.visitor.home, each_kind=each_kind)
        else:
            one.meet(*at_work.gathers[role], one.visitor.home)


OWN = ("people:own_password", "people:confirm", "people:code_app", "people:code_app_remove", "people:recovery_codes")
"""The pages that only somebody with an account of their own has something on."""


def send_the_rest_straight(house: House, people: list[Cast]) -> set[str]:
    """Give whoever may send to it each address of forms that nobody has met on a page; returns these addresses."""
    at_work = house.lundby
    met = {kind_of(form.action) for one in people for form in one.forms.values() if form.method == "post"}
    of_role = {"" if one.told == "a visitor" else one.told: one for one in people if one.town == TOWN}
    rest = {name for name in at_work.sends if name not in met}
    for name in sorted(rest):
        one = of_role["" if name.rsplit(":", 1)[-1] in LEAVES_ALONE else at_work.sends[name]]
        fields = tuple(Field(part, STRAIGHT, ("",)) for part in (*USUAL, *EXTRA.get(name, ())))
        hidden = tuple(Field(part, "hidden", ("",)) for part in (TOKEN, "_key", "_version"))
        for number, path in enumerate(at_work.paths[name]):
            one.forms[name, number] = Form(path, path, "post", hidden + fields)
    return rest
