"""An officer imports for their own agency and those below it: rows of others are errors, not items."""

from __future__ import annotations

from collections.abc import Collection

from enforcement.imports.on_record import Understood
from enforcement.spreadsheets.problems import Problem


def keep_within(understood: Understood, agencies: Collection[int]) -> None:
    """Takes out rows of agencies not named in ``agencies`` (keys), each with an error; new agencies are not anyone's yet."""
    kept = []
    for row in understood.rows:
        if row["agency_id"] in agencies:
            kept.append(row)
            continue
        understood.uncertain_agencies.add(row["agency"])
        understood.problems.append(
            Problem(
                "error", "FOREIGN_AGENCY", f"“{row['agency']}”不是您所在的机关或者其下级，本项不导入。",
                "请删除其他机关的事项后重新上传，或者由该机关、全市管理人员导入。",
                sheet=row["sheet"], row=row["row"], column=row["cells"].get("agency"), value=row["agency"],
            )
        )  # fmt: skip
    understood.rows = kept
    understood.new_agencies = []
