"""Corpora to compare engines on: small random ones, and four shapes that are hard in different ways."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

# Sources of every kind: identity, kind, and whether somebody at the desk knows who it is.
SOURCES = [
    ("named", "person", False),
    ("named", "organization", False),
    ("named", "outlet", False),
    ("anonymous", "person", False),
    ("anonymous", "person", True),
    ("unspecified", "outlet", False),
]
FILE = 1000


@dataclass
class Claim:
    """A claim, by number, as are the claims and sources that it names."""

    voices: list[int] = field(default_factory=list)
    cites: list[int] = field(default_factory=list)
    corroborates: list[int] = field(default_factory=list)
    disputes: list[int] = field(default_factory=list)
    retracted: bool = False


def random_corpus(r: random.Random) -> tuple[int, list[Claim]]:
    """How many sources, and the claims: rings, loops that lead to loops, withdrawals, contradictions."""
    claims, sources = r.randint(1, 12), r.randint(1, 6)
    density, looks_back = r.choice([0.03, 0.08, 0.12, 0.2]), r.random() < 0.3
    made = []
    for at in range(claims):
        others = [other for other in range(at if looks_back else claims) if other != at]
        some = lambda share: [other for other in others if r.random() < share]  # noqa: E731
        made.append(
            Claim(
                voices=r.sample(range(sources), min(sources, r.choice([0, 1, 1, 1, 2, 3]))),
                cites=some(density),
                corroborates=some(0.06),
                disputes=some(0.03),
                retracted=r.random() < 0.12,
            )
        )
    if r.random() < 0.25 and claims > 2:
        for at in range(claims):
            made[at].cites = sorted({*made[at].cites, (at + 1) % claims})
    elif claims > 5:
        bridge_loops(made, r)
    return sources, made


def bridge_loops(claims: list[Claim], r: random.Random) -> None:
    """Cuts the claims, in any order, into loops of two or three and single claims, each of which leads to the next."""
    order = r.sample(range(len(claims)), len(claims))
    while order:
        part = [order.pop() for _ in range(min(len(order), r.choice([1, 1, 2, 2, 3])))]
        for at, cited in zip(part, part[1:] + part[:1]):
            claims[at].cites = [cited] if cited != at else []
        if order and r.random() < 0.9:
            claims[part[-1]].cites.append(order[-1])


def shape(name: str, count: int, r: random.Random) -> Iterator[Claim]:
    """The claims of a shape: `news` has short chains, relays, loops and withdrawals; `deep` is one chain; in `hub` all
    cite one claim; in `dense` each cites eight earlier ones from anywhere. There are `count // 8` sources, or 3."""
    sources = sources_of(count)
    for at in range(count):
        claim = Claim(voices=[at % sources])
        if name == "deep":
            claim.cites = [at - 1] if at else []
        elif name == "hub":
            claim.cites = [0] if at else []
        elif name == "dense":
            claim.cites = sorted({r.randrange(at) for _ in range(8)}) if at >= 50 else []
        else:
            claim = news(at, count, sources, r)
        yield claim


def sources_of(count: int) -> int:
    return max(3, count // 8)


def news(at: int, count: int, sources: int, r: random.Random) -> Claim:
    earlier = lambda mean: max(0, at - 1 - int(r.expovariate(1 / mean)))  # noqa: E731
    claim = Claim(voices=sorted({r.randrange(sources) for _ in range(r.choice([0, 1, 1, 1, 1, 1, 1, 2]))}))
    if at and r.random() < 0.55:
        claim.cites = sorted({earlier(60) for _ in range(r.choice([1, 1, 1, 2, 3]))})
    if at % 150 == 77 and at + 1 < count:
        claim.cites = [at + 1]
    if at % 150 == 78:
        claim.cites = sorted({at - 1, *(claim.cites[:1] if at % 300 == 78 else [])})
    if at and r.random() < 0.15:
        claim.corroborates = [earlier(80)]
    if at and r.random() < 0.05:
        claim.disputes = [earlier(80)]
    claim.retracted = r.random() < 0.01
    return claim


def write(folder: str, name: str, sources: int, claims: Iterator[Claim]) -> None:
    """Writes a corpus as claim files whose names and ids begin with a name."""
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/{name}-sources.yaml", "w") as out:
        out.write("sources:\n")
        for at in range(sources):
            identity, kind, known = SOURCES[(at * 7 + at // 5) % len(SOURCES)]
            who = f"name: Person {at}" if identity == "named" else "description: an official"
            who += ", known_to: foreign editor" if known else ""
            out.write(f"  {name}-s{at}: {{identity: {identity}, kind: {kind}, {who}}}\n")
    out = None
    for at, claim in enumerate(claims):
        if at % FILE == 0:
            if out:
                out.close()
            out = open(f"{folder}/{name}-{at // FILE:05}.yaml", "w")
            out.write("claims:\n")
        fields = ["statement: A sentence that says something about the bridge and the ministry"]
        for key, mark, numbers in [
            ("attributed_to", "s", claim.voices),
            ("cites", "c", claim.cites),
            ("corroborates", "c", claim.corroborates),
            ("disputes", "c", claim.disputes),
        ]:
            if numbers:
                fields.append(f"{key}: [{', '.join(f'{name}-{mark}{number}' for number in numbers)}]")
        if claim.retracted:
            fields.append("retracted: 2024-12-30")
        out.write(f"  {name}-c{at}: {{{', '.join(fields)}}}\n")
    if out:
        out.close()
