"""An editor's preview shows the draft, not what is live."""

from __future__ import annotations

import pytest

from enforcement.models import Edition
from tests.portal.factory import make_edition

pytestmark = pytest.mark.django_db


def preview(edition: Edition) -> str:
    response = edition.make_preview_request(preview_mode="")
    assert response.status_code == 200
    return response.rendered_content


def test_shows_the_draft_with_its_amounts() -> None:
    edition = make_edition("A1")
    tier = edition.tiers.first()
    tier.standard = "处7万元以上9万元以下罚款"
    edition.tiers = [tier]
    edition.act = "改过的行为"
    page = preview(edition)
    assert "改过的行为" in page and "7万元至9万元" in page and "500元" not in page


def test_shows_a_draft_that_is_hardly_begun() -> None:
    edition = make_edition("A1")
    edition.act, edition.instrument, edition.in_force_from = "", None, None
    edition.tiers = []
    assert "未填写违法行为" in preview(edition)


def test_is_neither_kept_nor_taken_from_what_is_kept(client: object) -> None:
    edition = make_edition("A1")
    client.get("/benchmarks/A1/")  # type: ignore[attr-defined]
    edition.act = "只在草稿里"
    assert "只在草稿里" in preview(edition)
    assert "只在草稿里" not in client.get("/benchmarks/A1/").content.decode()  # type: ignore[attr-defined]
