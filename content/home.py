"""Makes the first page and names the site, when there is none yet."""

from __future__ import annotations

from wagtail.models import Page, Site

from content.pages import HomePage
from content.site import SiteIdentity

SAMPLE_IDENTITY = {
    "site_name": "桦岭市行政执法公示平台",
    "city": "桦岭市",
    "organiser": "桦岭市人民政府",
    "maintainer": "桦岭市司法局",
    "phone": "0430-5500001",
    "address": "桦岭市江滨大街1号",
    "site_code": "2299810001",
    "icp_number": "示例备案号",
    "police_number": "示例公安备案号",
    "sample_data": True,
}


def make_home(*, sample: bool = True) -> HomePage:
    """The home page; on an empty database Wagtail's welcome page makes room for it.

    With ``sample`` the site bears the invented city's name and says that its
    data are samples. Without it the identity is left for the city to fill in.
    """
    home = HomePage.objects.first()
    if home:
        return home
    root = Page.objects.get(depth=1)
    home = HomePage(title="首页", slug="shouye")
    root.add_child(instance=home)
    Site.objects.all().delete()
    identity = SAMPLE_IDENTITY if sample else {}
    name = str(identity.get("site_name") or SiteIdentity._meta.get_field("site_name").get_default())
    site = Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True, site_name=name)
    for welcome in Page.objects.filter(depth=2).exclude(pk=home.pk):
        welcome.delete()
    SiteIdentity.objects.create(site=site, **identity)
    return home
