from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    name = "enforcement"
    verbose_name = "行政执法"
    default_auto_field = "django.db.models.BigAutoField"
