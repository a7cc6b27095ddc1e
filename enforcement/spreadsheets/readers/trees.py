"""XML trees parsed without entities, network or unbounded depth."""

from __future__ import annotations

from lxml import etree

from enforcement.spreadsheets import refusals


def parse(data: bytes) -> etree._Element:
    """The root of an XML part; declarations were refused before, entities are not resolved anyway."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise refusals.corrupt("内部XML不完整") from fault


def local(node: etree._Element) -> str:
    """The tag without its namespace."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
