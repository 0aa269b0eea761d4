"""Tells in the admin how far the sizes of pictures have come."""

from typing import Any

from django import template

from core.pictures.models import AskedSizes, PortalImage
from core.pictures.progress_view import progress_context, sizes_context

register = template.Library()


@register.inclusion_tag("core/admin/picture_progress.html", takes_context=True)
def picture_progress(context: Any) -> dict[str, Any]:
    """Tell of all pictures, where something is to be told."""
    return progress_context(context["request"].user)


@register.inclusion_tag("core/admin/picture_sizes.html")
def sizes_of(image: PortalImage) -> dict[str, Any]:
    """Tell of one picture."""
    return sizes_context(AskedSizes.objects.filter(image=image).first())
