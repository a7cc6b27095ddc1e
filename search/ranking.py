"""From what a question means to what a document must have, and what each part counts.

Every number has its reason beside it. They were weighed on judged questions,
half of the topics at a time, and hold for both engines.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from search.analysis import pairs_of, terms
from search.clauses import Also, Best, Clause, Flat, Named, Nothing, Phrase, Some, Term, Weighed
from search.exact import chief, provision, range_term, sum_term, title_term
from search.understanding import Understanding
from search.understanding.concepts import Concept
from search.understanding.intents import Intent

#: Where a word stands says how much it tells. The title is the act itself; a
#: citation is named on purpose; an agency's name narrows but rarely asks; the
#: body mentions much in passing.
WEIGHTS = {"title": 4.0, "citations": 1.5, "names": 1.0, "body": 1.0}
#: A term of the law's own standing in the act is what the saying means; in a
#: tier or a clause it may be one of many things mentioned.
PHRASE = {"title": 4.0, "body": 1.0}
#: The terms of a long phrase add up; this much of each keeps it level with a word.
PHRASE_SHARE = 0.6
#: A word that the text's own cut hides (甩客 in 甩|客) is there all the same.
HIDDEN = 0.7
#: The question's own word stays a way to be found, below what it stands for.
OWN_WORDS = 0.6
#: A concept's second and third way to be put say less than its first.
WAY_LOSS = 0.93
#: All of it in one piece, as typed, is hardly chance.
WHOLE = {"title": 3.0, "body": 1.5}
#: An answer that has every part of a question is what was asked; one that has half of them is a neighbour.
EVERY_PART = 30.0
#: What a question wants to know is no matter of its own, but an answer that tells it is the better one.
DETENTION = 6.0
#: Pairs and single characters connect what dictionaries cut differently
#: (骑电动车 / 驾驶电动自行车); they are many, so each counts little.
PAIRS = {"title": 0.9, "body": 0.15}
#: Single characters connect 骑车 with 驾驶自行车; where no saying explains a
#: question they are what is left. They order, and hardly ever let in.
SIGNS = {"title": 2.0, "body": 0.25}
#: Half of what a question is about must be there: people also tell what does
#: not matter, and the order puts what has all of it first.
SHARE_OF_CONCEPTS = 0.5
#: Who does it is told in every question and seldom stands in the act, or under another name.
ACTORS = frozenset(
    "公司 企业 单位 老板 商家 店家 店主 店 小店 商店 个人 人员 别人 邻居 小区 车主 司机 群众 村民 居民 业主 学生 孩子 小孩 家长 老人 工人 员工 农民 城市 家里 街上 路上 路边 网上 门口 主人 东西 事情".split()
)
#: Without any concept, one pair of characters in five still connects a
#: question with the law's words. A larger share loses most everyday questions.
SHARE_OF_PAIRS = 0.2
#: Nearly half of its characters in the act itself is no chance either.
SHARE_OF_SIGNS = 0.45
#: What is named exactly stands above whatever is merely similar: a code, a
#: title typed whole, then a provision, then a sum, a law, an agency.
CODE, CODE_BEGINNING, TITLE = 1000.0, 400.0, 500.0
PROVISION, WIDER_PROVISION, CHIEF_PROVISION = 200.0, 120.0, 20.0
RANGE, SUM = 60.0, 25.0
LAW, AGENCY = 40.0, 30.0
#: Quoted words must stand there; in the act they are what was meant.
QUOTED = {"title": 40.0, "citations": 20.0, "names": 20.0, "body": 10.0}


def build_clause(meant: Understanding) -> Clause | None:
    """The tree of a question; None when it asks for nothing in particular.

    What is quoted must be there. Of the rest one way to answer must be: what
    is named, enough of what the question is about, or enough of how it is written.
    A field word alone (法律:食品安全法) asks for all that it narrows to.
    """
    if not meant.text or (meant.narrowed and not _asks(meant)):
        return None
    quoted = tuple(Named(f"原文含“{phrase}”", _somewhere(phrase, QUOTED)) for phrase in meant.phrases)
    ways = (*_named(meant), *_matter(meant))
    beside = tuple(_beside(meant))
    return Also(quoted, (*ways, *beside)) if quoted else Also((Some(ways),), beside)


def _asks(meant: Understanding) -> bool:
    """Whether a question says anything beside what it narrows to and what it excludes."""
    return bool(meant.matter or meant.cited or meant.laws or meant.agencies or meant.money or meant.codes or meant.phrases)


def build_excluded(meant: Understanding) -> tuple[Clause, ...]:
    """What an answer must not say, in its act or its body."""
    return tuple(_somewhere(word, dict.fromkeys(("title", "citations", "names", "body"), 1.0)) for word in meant.excluded)


def _named(meant: Understanding) -> Iterator[Clause]:
    """What the question names exactly."""
    for code in meant.codes:
        yield Named(f"编码{code}", Best((Flat(Term("code", code), CODE), Flat(Term("exact", f"@{code}"), CODE_BEGINNING))))
    yield Named("标题全文", Flat(Term("exact", title_term(meant.text)), TITLE))
    for cited in meant.cited:
        laws = cited.laws or ("",)
        asked = tuple(provision(law, cited.article, cited.sub, cited.paragraph, cited.item) for law in laws)
        wider = tuple(provision(law, cited.article, cited.sub) for law in laws)
        ways = [*(Flat(Term("exact", term), PROVISION) for term in asked), *(Flat(Term("exact", term), WIDER_PROVISION) for term in wider)]
        first = Flat(Some(tuple(Term("exact", chief(term)) for term in wider)), CHIEF_PROVISION)
        yield Named(f"条款{cited.said}", Also((Best(tuple(ways)),), (first,)))
    for law in meant.laws:
        yield Named(f"法律{law.said}", Flat(Some(tuple(Term("laws", key) for key in law.keys)), LAW))
    for money in meant.money:
        if money.low is not None and money.high is not None and money.low != money.high:
            yield Named("金额幅度", Flat(Term("exact", range_term(money.low, money.high)), RANGE))
        for end in dict.fromkeys((money.low, money.high)):
            if end is not None:
                yield Named(f"金额{end}元", Flat(Term("exact", sum_term(end)), SUM))
    for agency in meant.agencies:
        yield Named(f"机关{agency.said}", Flat(Some(tuple(Term("agencies", key) for key in agency.keys)), AGENCY))


def _matter(meant: Understanding) -> Iterator[Clause]:
    """What the question is about: its concepts, and the characters they are written with."""
    if meant.concepts:
        telling = tuple(Named(concept.said, _concept(concept)) for concept in meant.concepts if _tells(concept))
        beside = tuple(Named(concept.said, _concept(concept)) for concept in meant.concepts if not _tells(concept))
        if telling:
            yield Some((Some(telling, max(1, ceil(sum(concept.known for concept in meant.concepts if _tells(concept)) * SHARE_OF_CONCEPTS))), *beside))
        else:
            yield Some(beside)
    found = terms(_written(meant))
    pairs = tuple(dict.fromkeys(found.pairs))
    if pairs:
        near = tuple(Some(tuple(Term(f"{name}_pairs", pair, weight) for name, weight in PAIRS.items())) for pair in pairs)
        yield Named("相邻的字", Some(near, ceil(len(near) * SHARE_OF_PAIRS)))
    signs = tuple(dict.fromkeys(found.signs))
    if len(signs) > 1:
        yield Flat(Some(tuple(Term("title_signs", sign) for sign in signs), max(2, ceil(len(signs) * SHARE_OF_SIGNS))), 0.0)


def _beside(meant: Understanding) -> Iterator[Clause]:
    """What makes one answer better than another without being one."""
    signs = tuple(dict.fromkeys(terms(_written(meant)).signs))
    if signs:
        yield Named("单个的字", Some(tuple(Best(tuple(Term(f"{name}_signs", sign, weight) for name, weight in SIGNS.items())) for sign in signs)))
    if len(meant.concepts) > 1 or len(meant.matter) > 3:
        yield Named("整句原文", Weighed(_somewhere(meant.matter, WHOLE), PHRASE_SHARE))
    telling = tuple(_concept(concept) for concept in meant.concepts if _tells(concept))
    if len(telling) > 1:
        yield Named("各部分都有", Flat(Some(telling, len(telling)), EVERY_PART))
    if Intent.DETENTION in meant.intents:
        yield Named("拘留", Flat(Term("body_words", "拘留"), DETENTION))


def _written(meant: Understanding) -> str:
    """The characters of what the question is about."""
    return "".join(word for concept in meant.concepts for word in concept.words())


def _tells(concept: Concept) -> bool:
    """Whether an answer should have it: not who does it, nor a verb of one character (卖, 开) that nothing explains."""
    return concept.said not in ACTORS and (len(concept.said) > 1 or bool(concept.means))


def _concept(concept: Concept) -> Clause:
    """The best of its ways: what it stands for, or its own words."""
    own = Some(tuple(map(_concept, concept.parts)), ceil(len(concept.parts) * SHARE_OF_CONCEPTS)) if concept.parts else _word(concept.said)
    if not concept.means:
        return own
    ways = [_way(way, WAY_LOSS**place) for place, way in enumerate(concept.means)]
    return Best((*ways, Weighed(own, OWN_WORDS)), tie=0.1)


def _way(way: tuple[str, ...], weight: float) -> Clause:
    clause: Clause = Some(tuple(_somewhere(term, PHRASE) for term in way), len(way))
    return Weighed(clause, weight * PHRASE_SHARE)


def _word(word: str) -> Clause:
    """A word counts where it tells most, and a little for standing elsewhere too; also where another cut hides it."""
    ways: list[Clause] = [Term(f"{name}_words", word, weight) for name, weight in WEIGHTS.items()]
    if len(word) > 1:
        ways.append(Weighed(_somewhere(word, PHRASE), PHRASE_SHARE * HIDDEN))
    return Best(tuple(ways), tie=0.2)


def _somewhere(text: str, weights: dict[str, float]) -> Clause:
    """These characters in this order, in one of the texts."""
    pairs = pairs_of(text)
    return Best(tuple(Phrase(f"{name}_pairs", pairs, weight) for name, weight in weights.items()), tie=0.2) if pairs else Nothing()
