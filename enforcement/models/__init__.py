"""What officers publish, one concept a file."""

from enforcement.models.agency import Agency, AgencyName
from enforcement.models.batch import BatchItem, ImportBatch
from enforcement.models.benchmark import Benchmark
from enforcement.models.calendar import HolidayNotice, HolidaySpan
from enforcement.models.citation import EditionCitation
from enforcement.models.disclosure import PUBLISHING, WITHHOLDING, Disclosure, Ground
from enforcement.models.edition import Edition
from enforcement.models.instrument import Instrument
from enforcement.models.law import Law, LawAlias, LawVersion
from enforcement.models.lawreview import LawReview
from enforcement.models.leniency import LeniencyKind, LeniencyList, LeniencyVersion
from enforcement.models.leniency_matter import LeniencyCitation, LeniencyLink, LeniencyMatter, LeniencyWording
from enforcement.models.officer import Officer
from enforcement.models.policy import Measure, Party, Policy, Purpose, RecordKind, Severity
from enforcement.models.record import Applied, Consistency, PartyKind, Procedure, Record, severity_of
from enforcement.models.record_original import OriginalLook, RecordOriginal
from enforcement.models.suspension import Suspension
from enforcement.models.tier import Tier, TierAmount

__all__ = [
    "PUBLISHING", "WITHHOLDING", "Applied", "Consistency", "Disclosure", "Ground", "OriginalLook", "PartyKind", "Procedure", "Record", "RecordOriginal",
    "severity_of",
    "LeniencyCitation", "LeniencyKind", "LeniencyLink", "LeniencyList", "LeniencyMatter", "LeniencyVersion", "LeniencyWording",
    "Agency", "AgencyName", "BatchItem", "Benchmark", "Edition", "EditionCitation", "HolidayNotice", "HolidaySpan", "ImportBatch",
    "Instrument", "Law", "LawAlias", "LawReview", "LawVersion", "Measure", "Officer", "Party", "Policy",
    "Purpose", "RecordKind", "Severity", "Suspension", "Tier", "TierAmount",
]  # fmt: skip
