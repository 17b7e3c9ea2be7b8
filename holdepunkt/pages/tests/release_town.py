"""The small town that stands in the copy kept of each release: a policy, a locked year, a decision. All made up.

Run inside a house of its own: `python -m holdepunkt.pages.tests.release_town`.
"""

import os


def build() -> None:
    """Make the town through the actions of the release, on the days of its story."""
    from holdepunkt import clock
    from holdepunkt.pages.tests.builders import a_decision
    from holdepunkt.people.tests.builders import a_town
    from holdepunkt.policy.tests.builders import a_policy
    from holdepunkt.policy.tests.builders_status import TODAY

    with clock.standing_at(TODAY):
        town = a_town()
        a_decision(town, a_policy(town))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdepunkt.settings")
    import django

    django.setup()
    build()
