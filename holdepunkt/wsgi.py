"""The WSGI application that granian serves. In operation it opens only when the self-test finds it fit."""

import os

from django.core.wsgi import get_wsgi_application

from holdepunkt.memory import tidy_seldom

tidy_seldom()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdepunkt.settings")
application = get_wsgi_application()

from holdepunkt.pages.operation.start import refuse_unless_fit  # noqa: E402, because settings come first

refuse_unless_fit()
