"""Django as WSGI. Servers run `config.asgi`, which stands before it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

from config.kept_open import keep_open  # noqa: E402 - needs Django set up

keep_open()
