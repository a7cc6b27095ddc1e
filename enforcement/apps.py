from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    name = "enforcement"
    verbose_name = "行政执法"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enforcement import signal_handlers  # noqa: F401 - connects its receivers
        from enforcement.imports import importer
        from enforcement.imports.benchmarks.importer import BenchmarkImporter
        from enforcement.kinds import Kind, register
        from enforcement.models import Agency, Edition, Law

        register(Kind("benchmark", "裁量权基准", Edition))
        register(Kind("agency", "执法主体", Agency))
        register(Kind("law", "法律法规", Law))
        importer.register(BenchmarkImporter())
