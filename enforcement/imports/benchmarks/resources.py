"""The import-export resource of benchmarks: rows in, editions out.

A dry run compares every row with what is on record; a real run writes all
rows in bulk. The resource decides nothing about rights, review or dates:
``prepare`` and ``publish`` do.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import tablib
from import_export import fields, resources
from import_export.results import RowResult
from import_export.widgets import CharWidget, DateWidget, IntegerWidget, Widget

from enforcement.fingerprints import TEXTS, content_hash
from enforcement.imports.benchmarks.columns import COLUMNS
from enforcement.imports.benchmarks.drafts import Comparison, Draft
from enforcement.imports.benchmarks.judge import OUTDATED, judge
from enforcement.imports.benchmarks.standing import StandingEdition, StandingLoader
from enforcement.imports.benchmarks.write import EditionWriter
from enforcement.imports.rows import Row
from enforcement.models import Edition


class AsIs(Widget):
    """Lists of citations and tiers travel as they are; the writer makes rows of them."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return value

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


def _text(name: str) -> fields.Field:
    return fields.Field(attribute=name, column_name=name, widget=CharWidget())


class EditionResource(resources.ModelResource):
    """Rows of ``columns.COLUMNS`` → editions.

    ``day`` is the day on which rows without a day of their own begin.
    ``correction`` mends the edition in force. ``writer`` does the bulk
    writing; without one the run only compares.
    """

    act = _text("act")
    domain = _text("domain")
    basis_text = _text("basis_text")
    statutory_penalty = _text("statutory_penalty")
    penalty_kinds = _text("penalty_kinds")
    handling_unit = _text("handling_unit")
    remark = _text("remark")
    in_force_from = fields.Field(attribute="in_force_from", column_name="in_force_from", widget=DateWidget("%Y-%m-%d"))
    instrument = fields.Field(attribute="instrument_id", column_name="made_by", widget=IntegerWidget())
    citations = fields.Field(attribute="citations", column_name="citations", widget=AsIs())
    tiers = fields.Field(attribute="tiers", column_name="tiers", widget=AsIs())

    class Meta:
        model = Edition
        fields = (*TEXTS, "in_force_from", "instrument", "citations", "tiers")
        import_id_fields = ()
        instance_loader_class = StandingLoader
        use_bulk = True
        batch_size = None  # everything in one go at the end, in the caller's transaction
        skip_diff = True
        report_skipped = True
        store_instance = True
        use_transactions = False

    def __init__(self, *, day: date, correction: bool = False, writer: EditionWriter | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.day = day
        self.correction = correction
        self.writer = writer
        self.loader: StandingLoader | None = None
        self._import_fields: list[fields.Field] | None = None

    def get_import_fields(self) -> list[fields.Field]:
        # The library works them out anew for each row.
        if self._import_fields is None:
            self._import_fields = super().get_import_fields()
        return self._import_fields

    # --- comparing ---------------------------------------------------------------
    def get_or_init_instance(self, instance_loader: StandingLoader, row: Row) -> tuple[Draft, bool]:
        if self.loader is None:
            self.loader = instance_loader
            rows = self.dataset_rows
            instance_loader.read([r["agency_id"] for r in rows if r["agency_id"]], [r["code"] for r in rows])
        item = instance_loader.get_instance(row)
        begins = date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else self.day
        standing = item.on(begins) if item else None
        compared = Comparison(item, standing, begins, self._says_the_same(row, standing, begins), bool(row["code"]))
        mends = standing is not None and (self.correction or compared.completes)
        return Draft(compared, begins, pk=standing.pk if standing and mends else None, row=row), not mends

    @staticmethod
    def _says_the_same(row: Row, standing: StandingEdition | None, begins: date) -> bool:
        """The same words are a new edition only when another document issues them from another day."""
        if standing is None:
            return False
        reissued = bool(row["instrument"]) and row["instrument"] != standing.instrument_id and begins != standing.in_force_from
        return not reissued and standing.content_hash == content_hash([row[name] for name in TEXTS], row["citations"], row["tiers"])

    def skip_row(self, instance: Draft, original: Any, row: Row, import_validation_errors: Any = None) -> bool:
        """What says the same is left alone, and so is what no longer stands as it was reviewed."""
        compared: Comparison = instance.compared
        reviewed = row.get("reviewed")
        if reviewed and not compared.same:
            now = judge(row, compared, correction=self.correction)
            standing = (compared.standing.pk, compared.standing.latest_revision_id) if compared.standing else (None, None)
            if (now.action, *standing) != tuple(reviewed):
                instance.held_because = now.held_because or OUTDATED
        return compared.same or bool(instance.held_because)

    def validate_instance(self, instance: Draft, *args: Any, **kwargs: Any) -> None:
        if args and args[0]:
            super().validate_instance(instance, *args, **kwargs)

    # --- writing -------------------------------------------------------------------
    def save_instance(self, instance: Draft, is_create: bool, row: Row, **kwargs: Any) -> None:
        (self.create_instances if is_create else self.update_instances).append(instance)

    def bulk_create(self, using_transactions: bool, dry_run: bool, raise_errors: bool, batch_size: int | None = None, result: Any = None) -> None:
        """Writes all new editions. A database error fails the whole batch: it carries no row, and half a batch is none."""
        if self.writer and not dry_run and self.create_instances:
            self.writer.create(list(self.create_instances))
        self.create_instances.clear()

    def bulk_update(self, using_transactions: bool, dry_run: bool, raise_errors: bool, batch_size: int | None = None, result: Any = None) -> None:
        """Writes all corrections, under the same rule."""
        if self.writer and not dry_run and self.update_instances:
            self.writer.correct(list(self.update_instances))
        self.update_instances.clear()

    def run(self, rows: list[Row], *, dry_run: bool) -> list[RowResult]:
        """Imports the rows; one result a row, in order, the draft on ``instance``. Raises on any error."""
        self.dataset_rows = rows
        headers = (*COLUMNS, "agency_id", "reviewed", "made_by")
        dataset = tablib.Dataset(*([row.get(name) for name in headers] for row in rows), headers=headers)
        result = self.import_data(dataset, dry_run=dry_run, raise_errors=True, use_transactions=False)
        return result.rows
