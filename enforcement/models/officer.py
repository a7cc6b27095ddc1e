"""Whom a user works for: the ground of every right on an object."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enforcement.models.agency import Agency


class Officer(models.Model):
    """Binds a user to an agency; they see and touch what belongs to it and to those below it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, verbose_name="用户", on_delete=models.CASCADE, related_name="officer")
    agency = models.ForeignKey(Agency, verbose_name="所属机关", on_delete=models.PROTECT, related_name="officers")

    class Meta:
        verbose_name = "人员所属机关"
        verbose_name_plural = "人员所属机关"

    def __str__(self) -> str:
        return f"{self.user} · {self.agency}"
