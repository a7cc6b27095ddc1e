"""Who runs the site: header, footer and meta tags of a government site (国办发〔2017〕47号, 发展指引)."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

CORRECTION_ADDRESS = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}"


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """What the footer must say, and whether the site shows sample data."""

    site_name = models.CharField("网站名称", max_length=80, default="执法公示平台")
    city = models.CharField("城市", max_length=40, default="本市", help_text="例如“桦岭市”，用于页面文字")
    organiser = models.CharField("主办单位", max_length=120, blank=True)
    maintainer = models.CharField("承办单位", max_length=120, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    address = models.CharField("联系地址", max_length=200, blank=True)
    site_code = models.CharField(
        "网站标识码", max_length=10, blank=True, validators=[RegexValidator(r"^\d{10}$", "网站标识码为10位数字。")]
    )
    icp_number = models.CharField("ICP备案号", max_length=60, blank=True)
    police_number = models.CharField("公安备案号", max_length=60, blank=True)
    police_code = models.CharField("公安备案编号", max_length=20, blank=True, help_text="备案链接中的数字")
    sample_data = models.BooleanField("示例数据", default=False, help_text="勾选后每页顶部注明本站内容为示例数据")

    panels = [
        MultiFieldPanel([FieldPanel("site_name"), FieldPanel("city"), FieldPanel("sample_data")], "网站"),
        MultiFieldPanel([FieldPanel("organiser"), FieldPanel("maintainer"), FieldPanel("phone"), FieldPanel("address")], "主办与联系"),
        MultiFieldPanel([FieldPanel("site_code"), FieldPanel("icp_number"), FieldPanel("police_number"), FieldPanel("police_code")], "标识与备案"),
    ]

    class Meta:
        verbose_name = "网站标识"

    @property
    def correction_url(self) -> str:
        """我为政府网站找错: the State's own form, told which site it is."""
        return CORRECTION_ADDRESS.format(code=self.site_code) if self.site_code else ""
