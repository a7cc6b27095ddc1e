"""Citations of provisions, and the basis cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.notation.basis import read_basis
from enforcement.notation.citations import Citation, format_citation, parse_citations


def canonical(text: str) -> list[str]:
    return [format_citation(citation) for citation in parse_citations(text)]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("《食品安全法》第一百二十四条第一款第（五）项", ["《食品安全法》第一百二十四条第一款第（五）项"]),
        ("《某法》第53条第1款第2项", ["《某法》第五十三条第一款第（二）项"]),
        ("《某法》第９０条第（３）项", ["《某法》第九十条第（三）项"]),
        ("《某法》第 九 十 条", ["《某法》第九十条"]),
        ("《某法》第一二四条", ["《某法》第一百二十四条"]),
        ("《某法》第壹佰贰拾肆条", ["《某法》第一百二十四条"]),
        ("《某條例》第九條", ["《某條例》第九条"]),
        ("《某条例》第10条(二)项", ["《某条例》第十条第（二）项"]),
        ("《刑法》第一百二十条之一第二款", ["《刑法》第一百二十条之一第二款"]),
        ("《某法》第10条之1", ["《某法》第十条之一"]),
        ("《某法》第9条第一款第三项第二目", ["《某法》第九条第一款第（三）项第二目"]),
        ("《城镇燃气管理条例》", ["《城镇燃气管理条例》"]),
        ("《某条例》（国务院令第583号）第四十六条第（四）项", ["《某条例》第四十六条第（四）项"]),
        ("《某办法（试行）》第三条", ["《某办法（试行）》第三条"]),
        ("中华人民共和国行政处罚法第三十三条第一款", ["《中华人民共和国行政处罚法》第三十三条第一款"]),
        ("道交法90条", ["《道交法》第九十条"]),
        ("违反劳动合同法第八十条", ["《劳动合同法》第八十条"]),
        ("《关于修改〈道路交通安全法〉的决定》第三条", ["《关于修改〈道路交通安全法〉的决定》第三条"]),
        ("《某省实施《消费者权益保护法》办法》第三十八条", ["《某省实施《消费者权益保护法》办法》第三十八条"]),
    ],
)
def test_one_provision(text: str, citations: list[str]) -> None:
    assert canonical(text) == citations


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        (
            "违反《甲法》第三十四条第一款，依据《乙条例》第九十条、第九十一条第二款和第三款",
            ["《甲法》第三十四条第一款", "《乙条例》第九十条", "《乙条例》第九十一条第二款", "《乙条例》第九十一条第三款"],
        ),
        ("《某法》第三十二条第（一）、（三）项", ["《某法》第三十二条第（一）项", "《某法》第三十二条第（三）项"]),
        ("《某法》第十条至第十二条", ["《某法》第十条", "《某法》第十一条", "《某法》第十二条"]),
        ("《某法》第十条第（一）至（三）项", ["《某法》第十条第（一）项", "《某法》第十条第（二）项", "《某法》第十条第（三）项"]),
        (
            "《某法》第二十一条第一款第（一）项、第二款第（二）项",
            ["《某法》第二十一条第一款第（一）项", "《某法》第二十一条第二款第（二）项"],
        ),
        ("《甲法》第五条，违反同法第六条", ["《甲法》第五条", "《甲法》第六条"]),
        ("《甲法》第十条，另见《甲法》", ["《甲法》第十条"]),
        ("《甲法》《乙法》第三条", ["《甲法》", "《乙法》第三条"]),
        ("第九十条", ["第九十条"]),
        ("罚款五百元，鱼三十条", []),
        ("", []),
    ],
)
def test_lists_and_running_text(text: str, citations: list[str]) -> None:
    assert canonical(text) == citations


def test_the_year_of_the_wording_makes_no_other_provision() -> None:
    inside, behind, without = (
        parse_citations(f"{title}第三十三条")[0] for title in ("《行政处罚法（2021修正）》", "《行政处罚法》（2021年修订）", "《行政处罚法》")
    )
    assert inside == behind == without
    assert (inside.edition, behind.edition, without.edition) == ("2021修正", "2021年修订", "")


LAWS = st.text(alphabet="中华人民共和国食品安全道路交通城镇燃气管理大气污染防治", min_size=2, max_size=20).map(lambda name: name + "条例")
NUMBERS = st.integers(1, 60) | st.none()


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    paragraph, item = draw(NUMBERS), draw(NUMBERS)
    point = draw(NUMBERS) if item else None
    return Citation(draw(LAWS), draw(st.integers(1, 1999)), draw(st.integers(1, 9) | st.none()), paragraph, item, point)


@given(citations())
def test_what_is_written_reads_back(citation: Citation) -> None:
    assert parse_citations(format_citation(citation)) == [citation]


@given(st.lists(citations(), min_size=2, max_size=4, unique=True))
def test_several_read_back_in_order(cited: list[Citation]) -> None:
    assert parse_citations("、".join(map(format_citation, cited))) == cited


@given(st.text(alphabet="《》〈〉第条款项（）()一二十5、至违反依据本法 \n：甲", max_size=40))
def test_any_text_is_survived(text: str) -> None:
    for citation in parse_citations(text):
        format_citation(citation)
    read_basis(text)


@pytest.mark.parametrize(
    ("cell", "penalty", "violated", "clause"),
    [
        (
            "《劳动法》第九十六条第（一）项：由公安机关处罚，依照本法第三条：\n（一）以暴力",
            ["《劳动法》第九十六条第（一）项"],
            [],
            "由公安机关处罚，依照本法第三条：\n（一）以暴力",
        ),
        ("违反《甲法》第三十四条，依据《乙条例》第九十条", ["《乙条例》第九十条"], ["《甲法》第三十四条"], ""),
        ("违反《甲法》第三条的规定，依据该法第五十条的规定：处罚", ["《甲法》第五十条"], ["《甲法》第三条"], "处罚"),
        ("违法依据：《甲法》第三条\n处罚依据：《甲法》第五十条", ["《甲法》第五十条"], ["《甲法》第三条"], ""),
        ("【违反】《甲法》第三条【依据】《甲法》第四条", ["《甲法》第四条"], ["《甲法》第三条"], ""),
        ("《某法》第五十条：违反本法第三十条规定，处五万元以下罚款。", ["《某法》第五十条"], [], "违反本法第三十条规定，处五万元以下罚款。"),
        (
            "1.《甲法》第三条：前文。\n2.《乙条例》第四条第二款：后文依照《丙法》第三条处罚。",
            ["《甲法》第三条", "《乙条例》第四条第二款"],
            [],
            "前文。\n后文依照《丙法》第三条处罚。",
        ),
        (
            "《甲条例》第四十五条：处罚。\n违反本条例第二十三条第一款规定的，责令改正。",
            ["《甲条例》第四十五条"],
            [],
            "处罚。\n违反本条例第二十三条第一款规定的，责令改正。",
        ),
        ("食品安全法第124条第1款第5项 有下列", ["《食品安全法》第一百二十四条第一款第（五）项"], [], "有下列"),
        ("违反《甲法》第三条", [], ["《甲法》第三条"], ""),
        ("《城镇燃气管理条例》", ["《城镇燃气管理条例》"], [], ""),
    ],
)
def test_the_basis_cell(cell: str, penalty: list[str], violated: list[str], clause: str) -> None:
    basis = read_basis(cell)
    assert list(map(format_citation, basis.penalty)) == penalty
    assert list(map(format_citation, basis.violated)) == violated
    assert basis.clause == clause
