"""A short flood at each public form, while others write from addresses of their own."""

import pytest

from torture import flood
from torture.house import House

pytestmark = pytest.mark.slow
POSTS, PEOPLE = 11, 2


@pytest.mark.skipif(bool(flood.why_not()), reason=flood.why_not() or "possible")
def test_a_flood_waits_in_one_heap_at_each_form_and_nobodys_words_are_refused_or_lost(house: House) -> None:
    found = flood.torture(house, posts=POSTS, people=PEOPLE)
    assert [wrong for one in found for wrong in one.wrong] == []
    assert {one.door.kind: one.statuses[302] for one in found} == {one.kind: POSTS + PEOPLE for one in flood.DOORS}
    assert min(one.held for one in found) >= POSTS - flood.FLOOD_FROM
