"""Choosers that find a Chinese substring and offer only what the user may choose."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import URLPattern
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
)

from enforcement.views.guard import guarded


def matching(terms: str, fields: list[str]) -> Q:
    """Every term (split at spaces) stands somewhere in the fields. An index of words finds no part of a Chinese name."""
    return reduce(and_, (reduce(or_, (Q(**{f"{name}__icontains": term}) for name in fields)) for term in terms.split()), Q())


class SubstringForm(BaseFilterForm):
    """The search box of a chooser."""

    q = forms.CharField(label="搜索", required=False, widget=forms.TextInput(attrs={"placeholder": "输入名称中的任意几个字"}))

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data.get("q")
        if said:
            self.is_searching, self.search_query = True, said
            objects = objects.filter(matching(said, objects.model.snippet_viewset.chooser_search_fields)).distinct()
        return objects


class _Choosable:
    filter_form_class = SubstringForm

    def get_object_list(self) -> QuerySet[Any]:
        return self.model.snippet_viewset.choosable(self.request.user)  # type: ignore[attr-defined]

    def can_create(self) -> bool:
        return False


class SubstringChooseView(_Choosable, ChooseView):
    pass


class SubstringResultsView(_Choosable, ChooseResultsView):
    pass


class ReachableMultipleView(SnippetChosenMultipleView):
    """Several at once: those out of reach are left out."""

    def get_objects(self, pks: list[str]) -> QuerySet[Any]:
        return self.model.snippet_viewset.choosable(self.request.user).filter(pk__in=[pk for pk in pks if pk.isdigit()])


class ReachableChooserViewSet(SnippetChooserViewSet):
    """Chooser of a ``ReachableViewSet``; records are made in their own form, never here."""

    choose_view_class = SubstringChooseView
    choose_results_view_class = SubstringResultsView
    chosen_multiple_view_class = ReachableMultipleView

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns = [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]
        if self.model.snippet_viewset.common_good:
            return patterns
        return guarded(patterns, self.model)
