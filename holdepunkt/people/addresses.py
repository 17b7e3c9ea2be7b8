"""Where a request comes from: its address behind our own proxies, and its browser in two words."""

import re

from django.conf import settings
from django.http import HttpRequest

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}")


def address_of(request: HttpRequest) -> str:
    """The sender's address: the connection's own, or what the outermost of our own proxies saw.

    Only as many steps of the header are believed as HOLDEPUNKT_PROXIES says; a sender can write the rest.
    """
    own = str(request.META.get("REMOTE_ADDR", ""))
    told = request.META.get("HTTP_X_FORWARDED_FOR", "")
    steps = [step.strip() for step in told.split(",") if step.strip()]
    count = settings.HOLDEPUNKT_PROXIES
    found = steps[-count] if 0 < count <= len(steps) else own
    return found if ADDRESS.fullmatch(found) else "0.0.0.0"


def browser_name(agent: str) -> str:
    """Name the browser and the machine in two words.

    >>> browser_name("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0")
    'Firefox, Windows'
    >>> browser_name("curl/8")
    ''
    """
    found = [next((name for sign, name in table if sign in agent), "") for table in (BROWSERS, MACHINES)]
    return ", ".join(filter(None, found))
