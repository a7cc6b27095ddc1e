"""The sample's leniency lists: their number, their matters in the catalogue, each with circumstances of its own."""

from __future__ import annotations

from collections import Counter

from enforcement.sample.leniency_source import read_sample_lists

SAMPLE = list(read_sample_lists())


def test_a_hundred_and_twelve_first_offences_and_four_lists_in_two_versions() -> None:
    first, second = (found.lists for found in SAMPLE)
    assert len(first["首违不罚事项清单"]) == 112
    four = ["不予处罚事项清单", "从轻处罚事项清单", "减轻处罚事项清单", "免予行政强制事项清单"]
    assert list(first)[1:] == four == list(second)
    assert first["免予行政强制事项清单"] == [] and all(second.values())
    assert all(first[name] != second[name] for name in four)


def test_every_matter_has_its_provision_and_circumstances_of_its_own() -> None:
    matters = [matter for found in SAMPLE for matter in found.lists["不予处罚事项清单"]] + SAMPLE[0].lists["首违不罚事项清单"]
    assert all(matter.basis.startswith("《") and "条" in matter.basis and matter.agency for matter in matters)
    repeated = sum(times - 1 for times in Counter(matter.conditions for matter in SAMPLE[0].lists["首违不罚事项清单"]).values())
    assert repeated * 50 < 112


def test_nobody_who_drank_is_spared() -> None:
    texts = " ".join(matter.act + matter.conditions for found in SAMPLE for matters in found.lists.values() for matter in matters)
    assert not any(word in texts for word in ("酒", "醉", "毒品", "爆炸"))
