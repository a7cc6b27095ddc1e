"""The first page and whose name it bears."""

from __future__ import annotations

import pytest
from django.test import Client

from content.home import SAMPLE_IDENTITY, make_home
from content.pages import HomePage
from content.site import SiteIdentity

pytestmark = pytest.mark.django_db


def test_a_real_site_bears_nothing_of_the_invented_city(client: Client) -> None:
    make_home(sample=False)
    identity = SiteIdentity.objects.get()
    assert not identity.sample_data and identity.site_name == "执法公示平台"
    page = client.get("/").content.decode()
    for value in SAMPLE_IDENTITY.values():
        assert value is True or str(value) not in page
    assert "示例数据" not in page


def test_made_once(client: Client) -> None:
    assert make_home().pk == make_home(sample=False).pk == HomePage.objects.get().pk
    assert SiteIdentity.objects.get().sample_data
