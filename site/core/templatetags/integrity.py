"""What a script or style sheet must contain for a browser to use it (Subresource Integrity)."""

from base64 import b64encode
from functools import cache
from hashlib import sha384

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
@cache
def integrity(name: str) -> str:
    """Return the attribute for the collected file `name`; a process reads each file once.

    Nothing where files are handed out as they lie in the project, to be worked on meanwhile.
    """
    if settings.DEBUG or not isinstance(staticfiles_storage, ManifestFilesMixin):
        return ""
    try:
        with staticfiles_storage.open(staticfiles_storage.stored_name(name)) as file:
            digest = b64encode(sha384(file.read()).digest()).decode()
    except OSError:
        # The page is worth more than the check.
        return ""
    return format_html(' integrity="sha384-{}"', digest)
