from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "门户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal import checks, database_checks, generation  # noqa: F401 - checks register themselves
        from portal.metrics import receive

        generation.connect()
        receive.connect()
