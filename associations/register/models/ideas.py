"""Ideas that did not become partnerships, told so that the next one is easier to propose."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin

from associations.register.querysets import IdeaQuerySet
from core.freshness.public_rows import public_rows
from core.models import SourceReference
from core.pages.search_document import SearchDocument
from home.listing import index_url


@public_rows
class NotPursued(DraftStateMixin, RevisionMixin, SourceReference):
    """An idea that the parties together decided not to take further.

    It is a draft until somebody who may publish approves it. Never called a refusal.
    """

    title = models.CharField(_("idén"), max_length=160)
    slug = models.SlugField(_("kortnamn"), unique=True)
    proposed_by = models.ForeignKey(
        "core.Actor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="ideas_not_pursued",
        verbose_name=_("vem som föreslog"),
    )
    discussed_with = models.ForeignKey(
        "core.Actor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("vem idén diskuterades med"),
    )
    target_groups = models.CharField(
        _("för vem"),
        max_length=160,
        blank=True,
        help_text=_("Grupper med komma emellan, till exempel ”barn, unga”."),
    )
    idea = models.TextField(_("vad idén gick ut på"))
    reason = models.TextField(
        _("varför parterna stannade där"),
        help_text=_("Det som parterna gemensamt kom fram till. Skriv inte ”avslag”."),
    )
    alternative_text = models.TextField(
        _("det som redan finns"), blank=True, help_text=_("Vad man kan vända sig till i stället.")
    )
    alternative = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("sida om det"),
    )
    as_of = models.DateField(_("uppgiften gäller"), null=True, blank=True)

    objects = IdeaQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("proposed_by"), FieldPanel("discussed_with")]),
        FieldPanel("target_groups"),
        FieldPanel("idea"),
        FieldPanel("reason"),
        FieldPanel("alternative_text"),
        PageChooserPanel("alternative"),
        FieldPanel("as_of"),
        *SourceReference.source_panels,
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("idé som inte gick vidare")
        verbose_name_plural = _("idéer som inte gick vidare")
        ordering = ("-as_of", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where the idea is read: its place on the register's page, or "" without a register."""
        register = index_url("associations.PartnershipRegisterPage")
        return f"{register}#{self.slug}" if register else ""


def idea_document(idea: NotPursued) -> SearchDocument | None:
    """An idea as search sees it: a draft is not found."""
    if not idea.live:
        return None
    return SearchDocument(
        kind="idea",
        title=idea.title,
        summary=idea.idea,
        text=f"{idea.reason} {idea.alternative_text} {idea.target_groups}",
        dated_on=idea.as_of,
        card={"as_of": idea.as_of.isoformat() if idea.as_of else None},
    )
