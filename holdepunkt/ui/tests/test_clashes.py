"""Two people wrote at once: nothing is lost, and the person decides field by field."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from lxml import html

from holdepunkt.ui.forms import Clash, KeyedForm
from holdepunkt.ui.tests.pages import one
from holdepunkt.ui.views import merge_page


class EffortForm(KeyedForm):
    """A form as the product has them."""

    title = forms.CharField(label="Overskrift")
    stage = forms.ChoiceField(label="Trin", choices=[("late", "Forsinket"), ("good", "På sporet")])
    units = forms.MultipleChoiceField(label="Hvem", choices=[("1", "Job"), ("2", "Bolig")])
    day = forms.DateField(label="Dag", required=False)


def sent(**changes: object) -> EffortForm:
    """What Carla sent."""
    query = QueryDict(mutable=True)
    for name, value in {"title": "Mentor", "stage": "late", "units": ["1"], **changes}.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    form = EffortForm(query)
    assert form.is_valid(), form.errors
    return form


THEIRS = {"title": "Mentor", "stage": "good", "units": ["1", "2"], "day": date(2021, 3, 1)}


def test_a_clash_names_only_the_fields_that_differ_in_words() -> None:
    assert sent().clash(THEIRS) == [
        Clash("stage", "Trin", "På sporet", "Forsinket", ("good",)),
        Clash("units", "Hvem", "Job, Bolig", "Job", ("1", "2")),
        Clash("day", "Dag", "1. marts 2021", "", ("2021-03-01",)),
    ]


def test_choosing_theirs_takes_their_value_and_leaves_the_rest() -> None:
    form = sent(_use_units=["theirs"], _theirs_units=["1", "2"], _use_stage=["yours"])
    assert form.answers == {"title": "Mentor", "stage": "late", "units": ["1", "2"], "day": None}


def test_a_form_carries_a_key_and_the_version_it_began_from() -> None:
    form = sent(_key="6fa459ea-ee8a-3ca4-894e-db77e160355e", _version="7")
    assert (str(form.key), form.version) == ("6fa459ea-ee8a-3ca4-894e-db77e160355e", 7)
    assert EffortForm()["_key"].value() != EffortForm()["_key"].value()


@pytest.mark.django_db
def test_the_merge_page_shows_both_and_can_be_sent_again() -> None:
    form = sent(_key="6fa459ea-ee8a-3ca4-894e-db77e160355e", _version="1")
    request = RequestFactory().post("/x/")
    page = merge_page_of(request, form)
    assert page.status_code == 409
    tree = html.fromstring(page.content)
    one(tree, ".//form//input[@name='_version'][@value='2']")
    one(tree, ".//form//input[@name='_key'][@value='6fa459ea-ee8a-3ca4-894e-db77e160355e']")
    one(tree, ".//fieldset//input[@type='radio'][@name='_use_stage'][@value='theirs']")
    assert len(tree.xpath(".//input[@type='hidden'][@name='_theirs_units']")) == 2
    one(tree, ".//select[@name='stage']/option[@selected][@value='late']")
    assert tree.xpath(".//input[@name='_use_title']") == []


def merge_page_of(request: object, form: EffortForm) -> object:
    """The page Carla gets when Dan saved first."""
    request.municipality = None
    return merge_page(request, form, theirs=THEIRS, version=2, who="Dan", cancel_href="/x/")
