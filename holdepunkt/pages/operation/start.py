"""The self-test at start: a house in operation that is not fit does not open its door."""

import logging

from django.conf import settings

from holdepunkt.pages.operation import live, said
from holdepunkt.pages.operation.finding import Finding

log = logging.getLogger("holdepunkt.start")


class NotFit(SystemExit):
    """The site must not serve like this. Its text names every finding and how to change it."""


def told(findings: list[Finding]) -> str:
    """The findings as an operator reads them."""
    lines = [f"{one.number}: {one.text()}\n      {one.change}" for one in findings]
    return "\n".join(["Holdepunkt does not start, because it is not fit for operation.", *lines])


def refuse_unless_fit() -> None:
    """In operation, stop with NotFit when a check finds an error; warnings are said and let pass."""
    if not settings.HOLDEPUNKT_PRODUCTION:
        return
    found = [*said.findings(), *live.findings()]
    for one in found:
        (log.warning if one.is_warning else log.error)("%s: %s %s", one.number, one.text(), one.change)
    if errors := [one for one in found if not one.is_warning]:
        raise NotFit(told(errors))
