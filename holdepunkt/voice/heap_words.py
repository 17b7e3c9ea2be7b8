"""Heaps in words: how much lies in one, and what is told to whoever sent a part of it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.voice.models import Flood, HearingAnswer, Proposal, Story


def counted(row: Flood, count: int) -> str:
    """How much of what."""
    if row.gathering_id is not None:
        return ngettext("%(n)s tilmelding", "%(n)s tilmeldinger", count) % {"n": count}
    if row.hearing_id is not None:
        return ngettext("%(n)s høringssvar", "%(n)s høringssvar", count) % {"n": count}
    return ngettext("%(n)s forslag eller fortælling", "%(n)s forslag og fortællinger", count) % {"n": count}


def told_of_heap(post: Proposal | Story | HearingAnswer) -> str:
    """What whoever has the code reads of the heap it lies in; nothing when it goes its way."""
    if post.flood is None or not post.held_back:
        return ""
    if post.flood.stage == "dropped":
        return _("Det er lagt til side sammen med andre, fordi: %(why)s") % {"why": post.flood.why}
    return _("Der kom mange på én gang. Derfor venter det på, at en af os ser på det.")
