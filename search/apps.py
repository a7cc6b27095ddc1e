from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "检索"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enforcement.signals import records_changed
        from search import checks, outbox, outbox_order  # noqa: F401 - checks register themselves
        from search.documents import agency, benchmark, law, leniency, page, record, register
        from search.find import register_loader
        from search.loaders import (
            load_agencies,
            load_benchmarks,
            load_laws,
            load_leniency,
            load_pages,
            load_records,
        )

        records_changed.connect(outbox.record, dispatch_uid="search.outbox")
        post_migrate.connect(outbox_order.install, sender=self, dispatch_uid="search.outbox_order")
        for kind in (benchmark, leniency, agency, law, page):
            register(kind.SOURCE)
        for source in record.SOURCES:
            register(source)
            register_loader(source.kind, load_records)
        register_loader("benchmark", load_benchmarks)
        register_loader("leniency", load_leniency)
        register_loader("agency", load_agencies)
        register_loader("law", load_laws)
        register_loader("page", load_pages)
