"""Every kind and stage has a Danish label, so that no page ever shows a code word."""

from enum import StrEnum

import pytest

from holdepunkt.policy.labels import LABELS, choices, label
from holdepunkt.policy.rules import kinds

ENUMS = [one for one in vars(kinds).values() if isinstance(one, type) and issubclass(one, StrEnum) and one in LABELS]


@pytest.mark.parametrize("kind", ENUMS, ids=lambda one: one.__name__)
def test_every_member_has_a_label_and_is_a_choice(kind: type[StrEnum]) -> None:
    assert {member for member in kind} == set(LABELS[kind])
    assert len(choices(kind)) == len(kind)
    assert all(label(member).strip() for member in kind)


def test_every_enum_of_the_slice_is_looked_at() -> None:
    told = {name for name, one in vars(kinds).items() if isinstance(one, type) and issubclass(one, StrEnum)}
    assert told - {one.__name__ for one in ENUMS} <= {"StrEnum", "LinkKind"}
