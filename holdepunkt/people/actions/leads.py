"""The wall around the last policy lead: no change may leave the municipality without one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from holdepunkt import clock
from holdepunkt.people import reads
from holdepunkt.people.access import NotPossible
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.ui.jinja import danish_date


@contextmanager
def leads_kept(municipality: Municipality, *, by: Asker) -> Iterator[None]:
    """Refuse what is done inside when it leaves a day without a policy lead sooner than before.

    One such change at a time: two leads cannot end each other. An operator's command may do so.
    """
    if by.kind == "machine":
        yield
        return
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    today = clock.today()
    before = reads.first_day_without_a_lead(municipality, since=today)
    yield
    after = reads.first_day_without_a_lead(municipality, since=today)
    if after is not None and (before is None or after < before):
        raise NotPossible(
            _("Så har I ingen tovholder for politikken %(day)s. Giv rollen til en anden, eller find en stedfortræder.")
            % {"day": danish_date(after)}
        )
