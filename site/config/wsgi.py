"""Django as WSGI. Servers run `config.asgi`, which stands before it."""

import os

from django.core.wsgi import get_wsgi_application

from config.own_files import keep_to_ourselves

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
keep_to_ourselves()

application = get_wsgi_application()

from config.buckets import hurry_buckets  # noqa: E402 - needs Django set up
from config.examining.registered import refuse_unusable  # noqa: E402
from config.kept_open import keep_open  # noqa: E402
from config.statement_limits import limit_statements  # noqa: E402

refuse_unusable()
limit_statements()
hurry_buckets()
keep_open()
