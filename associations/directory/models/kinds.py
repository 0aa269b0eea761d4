"""What kinds of associations there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.freshness.public_rows import public_rows


@public_rows
class AssociationKind(models.Model):
    """What kind of association: sport, culture, night walks … Chosen from, not invented."""

    slug = models.SlugField(_("kortnamn"), unique=True)
    name = models.CharField(_("namn"), max_length=80)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("slag av förening")
        verbose_name_plural = _("slag av föreningar")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
