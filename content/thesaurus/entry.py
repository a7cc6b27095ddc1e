"""One entry of the thesaurus, as an editor keeps it, and where it came from."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from wagtail.models import RevisionMixin

from content.thesaurus.meaning import Meaning, join_means, join_said, saying_key, split_means, split_said
from content.thesaurus.notation import NotationError, parse_means, parse_said


class SeedLine(models.Model):
    """A line of the supplied thesaurus as it was when it was last taken over.

    It stays when editors delete the entry made from it, so that the line does
    not come back; an entry that still says the same was edited by nobody.
    """

    key = models.CharField("种子词条", max_length=40, unique=True)
    domain = models.CharField("领域", max_length=40, blank=True)
    line = models.TextField("内容")

    class Meta:
        verbose_name = "预置词条"
        verbose_name_plural = "预置词条"

    def __str__(self) -> str:
        return self.line


class ThesaurusEntry(RevisionMixin, models.Model):
    """What people say, and how laws and benchmarks say it. In effect as soon as it is saved."""

    said = models.TextField("人们怎么说", help_text="一行一个，或者用“|”隔开。写核心的几个字，不写“怎么罚”“多少钱”，不写“我”“邻居”。“…”代替中间不超过六个字，例如“欠…工资”。")
    means = models.TextField("法条和基准怎么写", help_text="一行一个，或者用“|”隔开，最能说明问题的写在最前。必须同时出现的词用“+”连接，例如“自行车 + 载人”。")
    domain = models.CharField("领域", max_length=40, blank=True, help_text="例如“道路交通”“食品安全”，用于归类，不影响检索。")
    note = models.TextField("说明", blank=True, help_text="为什么这样写，给其他编辑看，公众看不到。")
    active = models.BooleanField("启用", default=True, help_text="停用后检索不再使用，内容保留。")
    seed = models.OneToOneField(
        SeedLine, verbose_name="预置词条", related_name="entry", on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "词条"
        verbose_name_plural = "检索词库"
        ordering = ["domain", "pk"]

    def __str__(self) -> str:
        return " | ".join(split_said(self.said)[:3]) or "（空）"

    @property
    def meaning(self) -> Meaning:
        """Said and meant, as they are kept."""
        return Meaning(split_said(self.said), split_means(self.means))

    @meaning.setter
    def meaning(self, meaning: Meaning) -> None:
        self.said, self.means = join_said(meaning.said), join_means(meaning.means)

    @property
    def edited(self) -> bool:
        """Whether an editor wrote it, altered what was supplied, or switched it off."""
        return self.seed is None or not self.active or (str(self.meaning), self.domain) != (self.seed.line, self.seed.domain)

    def clean(self) -> None:
        """Keeps both sides in the notation; refuses what another active entry says already."""
        super().clean()
        faults: dict[str, Any] = {}
        try:
            self.said = join_said(parse_said(self.said))
        except NotationError as wrong:
            faults["said"] = str(wrong)
        try:
            self.means = join_means(parse_means(self.means))
        except NotationError as wrong:
            faults["means"] = str(wrong)
        if "said" not in faults and self.active:
            taken = [_taken(saying, other) for saying, other in self.clashes()]
            if taken:
                faults["said"] = taken
        if faults:
            raise ValidationError(faults)

    def clashes(self) -> list[tuple[str, ThesaurusEntry]]:
        """Sayings of this entry that another active entry has, with that entry."""
        wanted = {saying_key(saying): saying for saying in split_said(self.said)}
        found = []
        for other in ThesaurusEntry.objects.filter(active=True).exclude(pk=self.pk).only("said", "means"):
            shared = wanted.keys() & set(map(saying_key, split_said(other.said)))
            found += [(wanted[key], other) for key in sorted(shared)]
        return found


class ThesaurusVersion(models.Model):
    """A single row whose number grows with every change, in the change's own transaction.

    A time would not do: of two transactions the one that commits last may bear the earlier time.
    """

    number = models.PositiveBigIntegerField("版本号", default=0)

    class Meta:
        verbose_name = "词库版本"
        verbose_name_plural = "词库版本"

    def __str__(self) -> str:
        return str(self.number)


def _taken(saying: str, other: ThesaurusEntry) -> Any:
    address = reverse("wagtailsnippets_content_thesaurusentry:edit", args=[other.pk])
    return format_html(
        '“{}”已在词条<a href="{}">{} ⇒ {}</a>中，请修改那个词条，或者换一种说法。', saying, address, str(other), join_means(split_means(other.means)[:2])
    )
