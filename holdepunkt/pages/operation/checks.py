"""`holdepunkt check --deploy`: what the fitness checks find, in Django's own form."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register

from holdepunkt.pages.operation import live, said
from holdepunkt.pages.operation.finding import Finding


def as_message(finding: Finding) -> CheckMessage:
    """A finding as Django prints it, with how to change it as the hint."""
    kind = Warning if finding.is_warning else Error
    return kind(finding.text(), hint=finding.change, id=f"holdepunkt.{finding.number}")


@register(deploy=True)
def fit_for_operation(app_configs: Sequence[AppConfig] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Whether the settings and the live database are fit for operation."""
    return [as_message(finding) for finding in (*said.findings(), *live.findings())]
