from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    name = "enforcement"
    verbose_name = "行政执法"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enforcement import lawchanges, signal_handlers, suspensions  # noqa: F401 - connect their receivers
        from enforcement.imports import importer
        from enforcement.imports.benchmarks.importer import BenchmarkImporter
        from enforcement.imports.leniency.importer import LeniencyImporter
        from enforcement.imports.records.importer import RecordImporter
        from enforcement.kinds import Kind, register
        from enforcement.lawchanges import benchmarks, leniency
        from enforcement.models import Agency, Edition, Law, LeniencyWording, Record

        register(Kind("benchmark", "裁量权基准", Edition))
        register(Kind("agency", "执法主体", Agency))
        register(Kind("law", "法律法规", Law))
        register(Kind("leniency", "从宽清单", LeniencyWording))
        register(Kind("penalty", "行政处罚决定", Record))
        register(Kind("license", "行政许可决定", Record))
        lawchanges.register(benchmarks.PROVIDER)
        lawchanges.register(leniency.PROVIDER)
        importer.register(BenchmarkImporter())
        importer.register(LeniencyImporter())
        importer.register(RecordImporter("penalty"))
        importer.register(RecordImporter("license"))
