"""What our commands have in common. Like the clock, it belongs to no slice."""

from django.core.management.base import BaseCommand


class HouseCommand(BaseCommand):
    """A command that begins at once.

    Django would look at all models, forms and addresses before each: a third of what a small command takes. They are
    the same from one start to the next; the tests look at them, and so does `holdepunkt check`.
    """

    requires_system_checks = ()
