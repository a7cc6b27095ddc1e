"""How each field of a record is treated on its way to a public column."""

from __future__ import annotations

from typing import Final, Literal

#: ``text`` is running text, ``value`` a short value in which nothing personal belongs, ``number`` the number of a
#: document, ``file`` the name of a file; ``dropped`` has no public column at all.
Treatment = Literal["text", "value", "number", "file", "address", "party", "representative", "credit_code", "dropped"]

_TREATMENTS: Final[dict[str, Treatment]] = {
    "party_name": "party",
    "legal_representative": "representative",
    "credit_code": "credit_code",
    "party_address": "address",
    # Numbers of papers serve to tell people apart, never to be shown (〔2018〕424号: 上报而不公示).
    **dict.fromkeys(("representative_id_type", "representative_id_no", "person_id_type", "person_id_no", "tax_no"), "dropped"),
    # A sole trader's register number of fifteen digits looks like an old identity number: only the credit code is shown.
    **dict.fromkeys(("registration_no", "organisation_code", "institution_no", "social_organisation_no"), "dropped"),
    **dict.fromkeys(("document_no", "certificate_no"), "number"),
    **dict.fromkeys(("attachment", "file_name"), "file"),
    **dict.fromkeys(
        ("seq", "party_type", "penalty_kind", "license_kind", "fine_amount", "confiscation_amount", "decided_on", "acted_on", "valid_from", "valid_until",
         "display_until", "published_on", "agency", "agency_code", "source_agency", "source_agency_code", "procedure", "status", "region_code", "updated_at"),
        "value",
    ),
}  # fmt: skip


def treatment_of(field: str) -> Treatment:
    """The treatment of a field; what nobody declared is running text, the strictest reading."""
    return _TREATMENTS.get(field, "text")
