from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "内容"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import Page

        from content import signal_handlers  # noqa: F401 - connects its receivers
        from enforcement.kinds import Kind, register

        register(Kind("page", "栏目和文章", Page))
