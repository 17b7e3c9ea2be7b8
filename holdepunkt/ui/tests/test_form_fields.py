"""Every kind of field is drawn with label, hint, error and control, tied together by ids."""

from datetime import date

import pytest
from django import forms
from lxml import html

from holdepunkt.ui.forms import BigChoices, Chips, KeyedForm
from holdepunkt.ui.tests.pages import drawn, one, text

CHOICES = [("a", "Et"), ("b", "To")]
FIELDS = {
    "text": (forms.CharField(), ".//input[@type='text'][contains(@class,'form-input')]"),
    "area": (forms.CharField(widget=forms.Textarea), ".//textarea[contains(@class,'form-input')]"),
    "number": (forms.IntegerField(), ".//input[@type='number']"),
    "day": (forms.DateField(), ".//input[@type='date']"),
    "mail": (forms.EmailField(), ".//input[@type='email']"),
    "secret": (forms.CharField(widget=forms.PasswordInput), ".//input[@type='password']"),
    "select": (forms.ChoiceField(choices=CHOICES), ".//select[@class='form-select']"),
    "many": (forms.MultipleChoiceField(choices=CHOICES), ".//select[@multiple]"),
    "file": (forms.FileField(), ".//input[@type='file']"),
    "check": (forms.BooleanField(), ".//input[@type='checkbox'][@class='form-checkbox']"),
}
GROUPS = {
    "radio": (forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect), "radio"),
    "big": (forms.ChoiceField(choices=CHOICES, widget=BigChoices(tones={"a": "good"})), "radio"),
    "boxes": (forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple), "checkbox"),
    "chips": (forms.MultipleChoiceField(choices=CHOICES, widget=Chips), "checkbox"),
}


def a_form(field: forms.Field, data: dict[str, object] | None = None) -> KeyedForm:
    """A form of one field, called `it`."""
    field.label, field.help_text = "Hvad?", "Kort."
    return type("AForm", (KeyedForm,), {"it": field})(data)


def tree_of(form: forms.Form) -> html.HtmlElement:
    """The form as the renderer draws it."""
    return html.fragment_fromstring(str(form), create_parent="div")


@pytest.mark.parametrize("kind", FIELDS)
def test_a_field_has_a_label_and_a_hint(kind: str) -> None:
    field, path = FIELDS[kind]
    tree = tree_of(a_form(field))
    control = one(tree, path)
    assert text(one(tree, f".//label[@for='{control.get('id')}']")) == "Hvad?"
    hint = one(tree, ".//span[@class='form-hint']")
    assert text(hint) == "Kort."
    assert hint.get("id") in control.get("aria-describedby").split()


@pytest.mark.parametrize("kind", FIELDS)
def test_a_wrong_field_says_what_is_wrong_and_is_marked_invalid(kind: str) -> None:
    field, path = FIELDS[kind]
    tree = tree_of(a_form(field, {"nothing": "here"}))
    control, error = one(tree, path), one(tree, ".//span[@class='form-error-message']")
    assert text(error).startswith("Fejl:")
    assert error.get("id") in control.get("aria-describedby").split()
    assert control.get("aria-invalid") == "true"
    one(tree, ".//div[contains(@class,'form-error')]")


@pytest.mark.parametrize("kind", GROUPS)
def test_a_group_is_a_fieldset_with_a_legend_and_a_label_for_each_choice(kind: str) -> None:
    field, control_type = GROUPS[kind]
    tree = tree_of(a_form(field, {"it": "b"} if control_type == "radio" else {"it": ["b"]}))
    assert text(one(tree, ".//fieldset/legend")) == "Hvad?"
    controls = tree.xpath(f".//fieldset//input[@type='{control_type}']")
    assert [text(one(tree, f".//label[@for='{c.get('id')}']")) for c in controls] == ["Et", "To"]
    assert [c.get("checked") is not None for c in controls] == [False, True]


@pytest.mark.parametrize("kind", GROUPS)
def test_a_wrong_group_ties_its_error_to_the_fieldset(kind: str) -> None:
    tree = tree_of(a_form(GROUPS[kind][0], {"nothing": "here"}))
    error = one(tree, ".//span[@class='form-error-message']")
    assert error.get("id") in one(tree, ".//fieldset").get("aria-describedby").split()
    assert text(error) == "Fejl: Vælg noget her."


def test_only_what_one_may_leave_empty_is_marked() -> None:
    assert "valgfrit" in str(a_form(forms.CharField(required=False)))
    assert "valgfrit" not in str(a_form(forms.CharField()))
    assert "valgfrit" not in str(a_form(forms.BooleanField(required=False)))


def test_a_date_is_written_as_the_browser_wants_it() -> None:
    form = a_form(forms.DateField(initial=date(2021, 3, 1)))
    assert one(tree_of(form), ".//input[@type='date']").get("value") == "2021-03-01"


def test_a_field_can_be_drawn_by_itself_and_hidden_fields_stay_hidden() -> None:
    form = a_form(forms.CharField())
    group = html.fragment_fromstring(form["it"].as_field_group(), create_parent="div")
    one(group, ".//div[@class='form-group']/label")
    one(tree_of(form), ".//input[@type='hidden'][@name='_key'][string-length(@value)=36]")


def test_big_choices_carry_a_shape_beside_the_word() -> None:
    tree = tree_of(a_form(GROUPS["big"][0]))
    assert len(tree.xpath(".//label/svg[@aria-hidden='true']")) == 1


def test_options_in_groups_and_a_file_already_there_are_drawn() -> None:
    grouped = forms.ChoiceField(choices=[("Afdelinger", CHOICES)])
    one(tree_of(a_form(grouped)), ".//select/optgroup[@label='Afdelinger']")
    boxes = forms.ChoiceField(choices=[("Afdelinger", CHOICES)], widget=forms.RadioSelect)
    assert "Afdelinger" in text(tree_of(a_form(boxes)))


def test_the_whole_form_has_a_summary_of_errors_that_links_to_the_fields() -> None:
    tree = drawn('{{ c.form(f, "Gem", cancel_href="/x") }}', f=a_form(forms.CharField(), {"a": 1}))
    summary = one(tree, ".//div[@data-module='error-summary'][@role='alert']")
    target = one(summary, ".//a").get("href").removeprefix("#")
    one(tree, f".//form[@method='post']//input[@id='{target}']")
    one(tree, ".//form/input[@name='csrfmiddlewaretoken']")
    one(tree, ".//form//a[@href='/x']")


def test_a_form_that_saves_as_one_writes_says_so_aloud() -> None:
    tree = drawn('{{ c.form(f, "Gem", autosave_href="/a") }}', f=a_form(forms.CharField()))
    one(tree, ".//form[@hx-post='/a'][@data-autosave]//p[@role='status'][@data-saved]")
