"""Where in the law a benchmark rests: law, article, paragraph, item."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from enforcement.models.edition import Edition
from enforcement.models.law import Law


class EditionCitation(Orderable):
    """One provision an edition cites; 0 in ``paragraph`` or ``item`` means not given."""

    class Role(models.TextChoices):
        BASIS = "basis", "法律依据"
        VIOLATED = "violated", "违反条款"
        PENALTY = "penalty", "处罚依据"

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="citations")
    role = models.CharField("用途", max_length=10, choices=Role, default=Role.BASIS)
    law = models.ForeignKey(Law, verbose_name="法律法规", on_delete=models.PROTECT, related_name="citations")
    article = models.PositiveIntegerField("条")
    sub_article = models.PositiveSmallIntegerField("条之几", default=0)
    paragraph = models.PositiveSmallIntegerField("款", default=0)
    item = models.PositiveSmallIntegerField("项", default=0)

    class Meta(Orderable.Meta):
        verbose_name = "条文"
        verbose_name_plural = "条文"
        indexes = [models.Index(fields=["law", "article"], name="citation_by_article")]
        constraints = [models.CheckConstraint(condition=Q(article__gt=0), name="citation_names_an_article")]

    def __str__(self) -> str:
        from enforcement.notation.citations import Citation, format_citation

        return format_citation(Citation(self.law.name, self.article, self.sub_article or None, self.paragraph or None, self.item or None))
