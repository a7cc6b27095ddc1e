"""Requests without end, from a seed: valid ones, ones at the edge, hostile ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from urllib.parse import quote

from tests.fuzz import hostile
from tests.fuzz.addresses import Kind
from tests.fuzz.asking import Request, encoded
from tests.fuzz.known import Known

METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "X")
#: Percent signs that encode nothing, or bytes that are no text.
RAW = ("%00", "%", "%zz", "%ff%fe", "%ED%A0%80", "%c0%af", "%E7%BD", "%25%30%30", "%2e%2e%2f", "%0d%0aX-Evil:%201", "%u7f5a", "+", "%20", ";", "%26q=1", "%23", "//", "%5c", "%F4%90%80%80")
HEADERS = (
    ("Accept", "application/json"), ("Accept", "*/*;q=0"), ("Accept", "text/html;q=x, ,;"), ("Accept", "a/b" * 500), ("Accept-Encoding", "gzip"), ("Accept-Encoding", "br;q=1, identity;q=0, *;q=0"), ("Accept-Language", "xx-" + "y" * 400), ("Accept-Language", "en,zh;q=nan"),
    ("Host", "evil.example"), ("Host", "localhost:99999"), ("Host", "localhost:80@evil.example"), ("Host", "<fzmark>"), ("Host", ""), ("Host", "[::1"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-For", "1.2.3.4, <fzmark>"), ("X-Forwarded-Proto", "https"),
    ("If-None-Match", "*"), ("If-None-Match", '"a", W/"b", c'), ("If-None-Match", '"' * 300), ("If-Match", '"x"'), ("If-Modified-Since", "Thu, 99 Foo 0000 99:99:99 GMT"), ("If-Modified-Since", "Fri, 31 Dec 9999 23:59:59 GMT"), ("If-Unmodified-Since", "x"),
    ("Range", "bytes=0-0"), ("Range", "bytes=-1"), ("Range", "bytes=99999999999-"), ("Range", "bytes=" + "0-1," * 500), ("Range", "lines=1-2"), ("Cookie", "sessionid=" + "x" * 200), ("Cookie", "reading=large"), ("Cookie", "reading=<fzmark>"), ("Cookie", "a=\"\\\"; ==; csrftoken="), ("Cookie", "messages=x"),
    ("Authorization", "Basic ====="), ("Authorization", "Bearer x"), ("Referer", "javascript:fzmark"), ("Referer", "https://evil.example/\"><fzmark>"), ("Origin", "null"), ("User-Agent", "<fzmark>"), ("User-Agent", ""), ("Content-Type", "multipart/form-data"), ("Content-Length", "-1"), ("X-HTTP-Method-Override", "DELETE"), ("X-Requested-With", "XMLHttpRequest"),
)  # fmt: skip
BODIES = (b"", b"q=1", b"{", b"\x00\xff" * 50, b"a=" + b"x" * 5_000, b"&".join(b"a%d=1" % n for n in range(2_000)))


def requests(seed: int, kinds: Sequence[Kind], known: Known) -> Iterator[Request]:
    """Every kind in turn, so that each gets its share; the same for the same seed and the same portal."""
    random = Random(seed)
    while True:
        for kind in random.sample(kinds, len(kinds)):
            yield _request(random, kind, known)


def valid(kind: Kind, known: Known) -> Request | None:
    """The kind as the portal itself links to it; None when it needs parameters and no page leads there."""
    together = _together(kind, known)
    if not together and kind.parameters:
        return None
    return Request(kind.name, kind.form % {name: quote(value, safe="/") for name, value in (together or [{}])[0].items()})


def _together(kind: Kind, known: Known) -> list[dict[str, str]]:
    """Parameters as they stand together in the portal's links; programs and readers know a record by the same ones."""
    seen = known.paths.get(kind.name) or known.paths.get(kind.name.rpartition(":")[2]) or ()
    return [given for given in seen if set(given) == set(kind.parameters)]


def _request(random: Random, kind: Kind, known: Known) -> Request:
    path = _path(random, kind, known)
    query = tuple(_query(random, kind, known)) if random.random() < 0.75 else ()
    method = random.choice(METHODS) if random.random() < 0.15 else "GET"
    headers = tuple(dict(random.sample(HEADERS, random.randint(1, 3))).items()) if random.random() < 0.25 else ()
    body = random.choice(BODIES) if method in ("POST", "PUT", "PATCH", "DELETE") else b""
    return Request(kind.name, path, query, method, headers, body)


def _path(random: Random, kind: Kind, known: Known) -> str:
    together = _together(kind, known)
    given = dict(random.choice(together)) if together else {}
    values = {}
    for name in kind.parameters:
        if name in given and random.random() < 0.7:
            values[name] = quote(given[name], safe="/")
        else:
            values[name] = _piece(random, given.get(name, ""), known) or "x"
    path = kind.form % values
    if random.random() < 0.06:
        path = random.choice((path.rstrip("/"), f"{path}/", path.upper(), f"/{path}", f"{path}%00", f"{path}{random.choice(RAW)}", path.replace("/", "//"), f"{path}../", f"{path};a=b"))
    return path or "/"


def _piece(random: Random, near: str, known: Known) -> str:
    sort = random.random()
    if sort < 0.25 and near:
        return encoded(random.choice((near + near, near[:-1], near[::-1], near.upper(), f"{near} ", f"{near}\x00", near.translate({48: "O", 49: "l"}), f"../{near}")))
    if sort < 0.4:
        return random.choice(RAW)
    if sort < 0.55:
        return encoded(random.choice((*hostile.DAYS, *hostile.NUMBERS)))
    return encoded(hostile.text(random, known.words))


def _query(random: Random, kind: Kind, known: Known) -> Iterator[tuple[str, str | None]]:
    """One to five parameters, most of them known ones; sometimes the same again, sometimes without a value."""
    accepted = known.accepted.get(kind.name)
    if accepted and random.random() < 0.7:
        yield from ((name, _value(random, name, known)) for name in random.sample(accepted, min(len(accepted), random.randint(1, 3))))
        return
    names = sorted(known.values) or ["q"]
    chosen = ["q"] * (random.random() < 0.5) + random.choices(names, k=random.randint(1, 4))
    for name in chosen:
        for _ in range(random.choice((1, 1, 1, 1, 2, 30))):
            yield (encoded(name) if random.random() < 0.97 else encoded(hostile.text(random, known.words))), _value(random, name, known)


def _value(random: Random, name: str, known: Known) -> str | None:
    sort = random.random()
    if sort < 0.04:
        return None
    if sort < 0.35 and known.values.get(name):
        return encoded(random.choice(known.values[name]))
    if sort < 0.42:
        return random.choice(RAW)
    if name in ("on", "page", "p", "size") or "fine" in name:
        return encoded(random.choice((*hostile.DAYS, *hostile.NUMBERS)))
    return encoded(hostile.text(random, known.words))
