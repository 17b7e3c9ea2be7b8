"""Components that are made once and serve every page may know nothing of any page."""

from typing import Any

import pytest
from django.template import engines
from jinja2 import meta


def asked_of_the_page(name: str) -> set[str]:
    """The names a template takes from whoever imports it."""
    env: Any = engines["jinja"]
    source = env.env.loader.get_source(env.env, name)[0]
    return meta.find_undeclared_variables(env.env.parse(source)) - set(env.env.globals)


@pytest.mark.parametrize("name", ["marks", "cards", "ways", "counts"])
def test_a_component_that_is_made_once_asks_nothing_of_the_page(name: str) -> None:
    assert (
        f'{{% import "ui/c/{name}.html" as _{name} %}}' in engines["jinja"].env.loader.get_source(None, "ui/c.html")[0]
    )
    assert asked_of_the_page(f"ui/c/{name}.html") == set()


def test_what_one_can_press_asks_for_the_pages_own_protection() -> None:
    assert asked_of_the_page("ui/c/doors.html") == {"csrf_input"}
