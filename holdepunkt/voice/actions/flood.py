"""Heaps: what comes from one address without a pause waits together. Releasing and dropping them stands in `care`."""

from holdepunkt import clock
from holdepunkt.people.models import Municipality
from holdepunkt.voice.codes import print_of_address
from holdepunkt.voice.models import Flood, Gathering, Hearing
from holdepunkt.voice.rules.proposal import A_MINUTE, is_flood


def wait_in_line(municipality: Municipality) -> None:
    """Two at once wait for each other: for the next number, and for who is counted first."""
    locked = Municipality.objects.select_for_update(no_key=True).filter(pk=municipality.pk)  # because it only waits
    list(locked.values_list("pk"))


def heap_for(  # because its callers record
    municipality: Municipality, address: str, *, hearing: Hearing | None = None, gathering: Gathering | None = None,
    waits: bool = False,
) -> Flood | None:  # fmt: skip
    """Count a post from an address; the heap it is to wait in, or None when it goes its way.

    All forms count together, for as long as no whole minute passes between two posts. `waits` says that it waits
    however few they are.
    """
    if not address:
        return None
    wait_in_line(municipality)
    now = clock.now()
    told = print_of_address(address, clock.today().isoformat())
    running = Flood.objects.select_for_update().filter(
        municipality=municipality, fingerprint=told, newest_at__gt=now - A_MINUTE, stage__in=("counting", "waiting")
    )
    rows = list(running.order_by("pk"))
    about = (hearing.pk if hearing else None, gathering.pk if gathering else None)
    row = next((one for one in rows if (one.hearing_id, one.gathering_id) == about), None)
    if row is None:
        row = Flood(
            municipality=municipality, fingerprint=told, hearing=hearing, gathering=gathering, began_at=now
        )  # fmt: skip
        rows.append(row)
    row.newest_at, row.count = now, row.count + 1
    waits = waits or is_flood(sum(one.count for one in rows))
    row.stage = "waiting" if waits else row.stage
    row.save()
    return row if waits else None
