"""Each component has the tags, roles, aria and classes that readers and the design system need."""

import pytest

from holdepunkt.ui.tests.pages import drawn, one, text

# component | how it is written | what must be there (XPath)
STRUCTURE = [
    ("button", 'c.button("Gem")', [".//button[@type='submit'][contains(@class,'button-primary')]"]),
    ("button with value", 'c.button("Gem kladde", "secondary", "draft", "1")', [".//button[@name='draft'][@value='1'][contains(@class,'button-secondary')]"]),
    ("link button", 'c.link_button("Læs", "/x")', [".//a[@href='/x'][contains(@class,'button')]"]),
    ("badge", 'c.badge("Kladde", "warn")', [".//span[@class='badge badge-warning'][text()='Kladde']"]),
    ("tag", 'c.tag("Bolig")', [".//span[text()='Bolig']"]),
    ("stage", 'c.stage_mark("Forsinket", "late")', [".//span/svg[@aria-hidden='true']", ".//span/span[text()='Forsinket']"]),
    ("quiet alert", 'c.alert("Gemt", "Sendt", "good")', [".//div[@role='status'][@class='alert alert-success']", ".//svg[@role='img'][@aria-label]", ".//p[@class='alert-heading']"]),
    ("loud alert", 'c.alert("Pas på", tone="bad")', [".//div[@role='alert'][@class='alert alert-error']"]),
    ("card", 'c.card("Et hjem", "/x", "Tekst", "2 indsatser")', [".//h3/a[@href='/x'][text()='Et hjem']", ".//p[text()='2 indsatser']"]),
    ("accordion", 'c.accordion([{"heading": "A", "text": "B", "open": true}, {"heading": "C", "text": "D"}])', [".//details[@open]/summary", ".//details[not(@open)]/summary"]),
    ("breadcrumbs", 'c.breadcrumbs([("A", "/"), ("B", "")])', [".//nav[@class='breadcrumbs'][@aria-label]/ol[@class='breadcrumbs__list']", ".//li/a[@class='breadcrumbs__link'][@href='/']", ".//li[@aria-current='page']"]),
    ("steps", 'c.steps([{"label": "A", "state": "done", "href": "/a"}, {"label": "B", "state": "current"}, {"label": "C"}])', [".//ol[contains(@class,'step-indicator')]", ".//li/a[@class='step'][@href='/a']", ".//li[@class='current']/div[@aria-current='step']", ".//li[@class='disabled']"]),
    ("tabs", 'c.tabs([{"label": "A", "href": "/a", "current": true, "count": 0}, {"label": "B", "href": "/b"}])', [".//nav[contains(@class,'tab-container')][@aria-label]/ul[@class='tab-list']", ".//a[@aria-current='page'][@href='/a']/span[text()='A (0)']", ".//a[not(@aria-current)][@href='/b']"]),
    ("table", 'c.table("Løfter", ["Navn", {"label": "År", "number": true, "sort_href": "?s", "sorted": "descending"}], [["A", 1]])', [".//table[contains(@class,'table-md-responsive-headers')]/caption", ".//th[@scope='col'][@aria-sort='descending']/a[@href='?s']", ".//th[@scope='row'][@data-title='Navn']", ".//td[@data-title='År']"]),
    ("rows", 'c.row_list([{"lead": "3", "heading": "A", "text": "B", "action": c.link_button("Svar", "/s")}])', [".//ul/li//h3[text()='A']", ".//a[@href='/s']"]),
    ("pagination", 'c.pagination(4, 12, "?side={}")', [".//nav[@aria-label]", ".//a[@rel='prev'][@href='?side=3']", ".//a[@rel='next'][@href='?side=5']", ".//a[@aria-current='page'][@href='?side=4']"]),
    ("progress", 'c.progress(2, 5, "Svaret")', [".//progress[@max='5'][@value='2'][@aria-label='Svaret']"]),
    ("bar", 'c.meter_bar([{"label": "Svaret", "count": 3, "tone": "good"}, {"label": "Tavs", "count": 1, "tone": "idle"}])', [".//svg[@aria-hidden='true']/rect[@width='746.0']", ".//svg/rect[@x='750.0']", ".//ul/li[contains(., 'Tavs')]/strong[text()='1']"]),
    ("squares", 'c.squares([{"tone": "done", "label": "Mentor: færdig", "href": "/p/1"}], "Det vil vi")', [".//ul[@aria-label='Det vil vi']/li/a[@href='/p/1']/span[@class='sr-only'][text()='Mentor: færdig']", ".//a/svg[@aria-hidden='true']"]),
    ("timeline", 'c.timeline([{"when": "Tirsdag", "text": "Læst"}])', [".//ol/li/p[text()='Tirsdag']"]),
    ("empty state", 'c.empty_state("Intet venter på dig")', [".//p[text()='Intet venter på dig']"]),
    ("figure", 'c.figure("12", "borgere", "Egen optælling", "2021", "Afrundet")', [".//strong[text()='12']", ".//p[contains(., 'Egen optælling, 2021')]", ".//p[text()='Afrundet']"]),
    ("person", 'c.person_chip("Dan Holm", "Social")', [".//span[@aria-hidden='true'][text()='D']", ".//span[text()='Dan Holm']"]),
    ("pairs", 'c.definition_list([("Periode", "2019")])', [".//dl/div[dt='Periode'][dd='2019']"]),
    ("quotes", 'c.quote_pair("Enkelt", "Ord for ord", "side 4")', [".//figure/blockquote[@lang='da']/p[text()='Ord for ord']", ".//figcaption[text()='side 4']"]),
    ("own words", 'c.own_words("Min dør", "Asta")', [".//figure/blockquote/p[text()='Min dør']", ".//figcaption[text()='Asta']"]),
    ("side menu", 'c.side_menu([{"label": "A", "href": "#a", "current": true}])', [".//nav[@aria-label]/ul[contains(@class,'sidenav-list')]/li/a[@aria-current='page']"]),
    ("search", 'c.search_field("/s", "Søg i politikken", value="bolig")', [".//form[@role='search'][@method='get']/label[@for='search-q']", ".//input[@id='search-q'][@type='search'][@value='bolig']"]),
    ("post button", 'c.post_button("Fortryd", "/f", hidden={"id": 7})', [".//form[@method='post'][@action='/f']/input[@name='csrfmiddlewaretoken']", ".//input[@name='_key'][string-length(@value)=32]", ".//input[@name='id'][@value='7']", ".//button"]),
    ("copy", 'c.copy_block("Indstilling", "At …")', [".//textarea[@readonly][text()='At …']", ".//button[@hidden][@type='button'][@data-copy]"]),
    ("passage kind", 'c.passage_kind("Værdi")', [".//span[text()='Værdi']"]),
    ("dates", 'c.date_list([{"when": "14. jan.", "text": "Møde", "href": "/m"}])', [".//ul/li/span[text()='14. jan.']", ".//a[@href='/m']"]),
    ("years", 'c.year_cards([{"year": 2020, "stage": "forsinket", "tone": "late", "text": "…"}])', [".//ul/li//span[text()='forsinket']"]),
    ("links", 'c.link_list([("A", "/a")])', [".//ul/li/a[@href='/a'][text()='A']"]),
    ("heading", 'c.page_heading("Overskrift", "Over", "Under")', [".//h1[text()='Overskrift']", ".//p[text()='Over']", ".//p[text()='Under']"]),
    ("icon", 'c.icon("check")', [".//svg[@class='icon-svg'][@aria-hidden='true']/use[contains(@href,'all-svg-icons')]"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "paths"), STRUCTURE, ids=[row[0] for row in STRUCTURE])
def test_a_component_has_its_structure(name: str, source: str, paths: list[str]) -> None:
    tree = drawn("{{ " + source + " }}")
    for path in paths:
        one(tree, path)


def test_the_thread_shows_an_empty_station_as_empty_in_words() -> None:
    tree = drawn(
        "{% call c.thread() %}"
        '{% call c.station(1, "Det vil vi") %}<p>Bolig</p>{% endcall %}'
        '{{ c.station(5, "Beslutning", "empty", "Socialudvalget") }}'
        "{% endcall %}"
    )
    assert [text(h) for h in tree.xpath(".//ol/li//h2")] == ["Det vil vi", "Beslutning, endnu tom"]
    assert text(one(tree, ".//li[2]//p")) == "Socialudvalget"


def test_a_card_a_panel_and_a_sheet_hold_what_is_put_in_them() -> None:
    for call in ('c.card("A")', "c.panel()", 'c.print_sheet("A")', 'c.fold("A")', "c.prose()"):
        tree = drawn("{% call " + call + " %}<b>inde</b>{% endcall %}")
        assert text(one(tree, ".//b")) == "inde"


def test_words_from_outside_are_escaped_everywhere() -> None:
    tree = drawn(
        '{{ c.card(x) }}{{ c.badge(x) }}{{ c.table(x, [x], [[x]]) }}{{ c.alert(x, x, "bad") }}'
        "{{ c.own_words(x) }}{{ c.copy_block(x, x) }}",
        x="<script>alert(1)</script>",
    )
    assert tree.xpath(".//script") == []


def test_a_table_without_rows_says_so() -> None:
    assert "Ingen rækker endnu." in text(drawn('{{ c.table("Tom", ["A", "B"], []) }}'))


def test_one_page_alone_has_no_pagination() -> None:
    assert drawn("{{ c.pagination(1, 1) }}").xpath(".//nav") == []


def test_every_shape_of_a_stage_is_its_own() -> None:
    tones = ["done", "good", "begun", "late", "bad", "idle"]
    shapes = set()
    for tone in tones:
        tree = drawn("{{ c.shape(tone=tone) }}", tone=tone)
        shapes.add("".join(part.tag + str(part.get("d")) + str(part.get("fill")) for part in one(tree, ".//svg")))
    assert len(shapes) == len(tones)
