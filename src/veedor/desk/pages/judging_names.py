"""Whom names mean, judged by people: one question at a time, any two names, and what parts when one is taken back.

Every judgement is appended and can be taken back; whatever contradicts another is shown, and nothing settles it by
itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from veedor.desk import actors, judged, sides
from veedor.desk.asking import Action, Again, Ask, Done, Page, Raw
from veedor.desk.judged import Told
from veedor.desk.pages.deciding import back_to, with_done
from veedor.desk.sides import Question
from veedor.desk.texts import text, texts
from veedor.errors import UsageError
from veedor.record.actors import conflicts, identity, parting, roll
from veedor.record.actors.conflicts import Conflict
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.actors.parting import Parting
from veedor.record.reviewing import review

_CANDIDATES = 20
_CONFLICTS = 20
_NAMES = 12
"""Names of a part that are listed."""


class Candidate(NamedTuple):
    """An actor that may be the other one."""

    name: str
    names: tuple[str, ...]
    document: str
    mentions: int
    to: str
    """Where the two are compared."""


class Clash(NamedTuple):
    """Names that are judged different although other judgements join them."""

    different: Told
    path: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs that wait, one at a time."""

    question: Question | None
    why: str
    """In a line, why the two may be one."""
    score: float | None
    at: int
    """How many pairs were passed over."""
    total: int
    here: str
    """The address of the question, to come back to."""
    skip: str
    """The address of the next question; empty behind the last."""
    previous: str
    """The address of the question before; empty at the first."""
    conflicts: tuple[Clash, ...]
    conflicts_total: int


@dataclass(frozen=True, slots=True)
class Compare:
    """Two names, or one and those that the other may be."""

    name: str
    """How reports write the first."""
    left: str
    left_in: str | None
    question: Question | None
    words: str
    """The part of a name that is looked for."""
    candidates: tuple[Candidate, ...]
    candidates_total: int
    back: str


class Part(NamedTuple):
    """An actor as it would be."""

    names: tuple[str, ...]
    names_total: int
    statements: int
    """How many name it."""
    documents: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What moves when two names are parted."""

    judgement: Told
    ends: tuple[tuple[str, str | None], ...]
    """The two nodes that it joins, each with the document in which alone it is meant."""
    parts: bool
    """Whether two actors are left; else other judgements still join them."""
    at_once: int
    """Judgements of the same change, with which alone it can be taken back."""
    left: Part
    right: Part
    path: tuple[Told, ...]
    """The judgements that still join the two."""
    back: str


# --- one question at a time --------------------------------------------------------------------------------


def load_pairs(ask: Ask) -> Pairs:
    """The likeliest pair that nobody has judged, behind those that are passed over."""
    whom = actors.whom(ask)
    waiting, clashes = whom.open, whom.conflicts
    at = min(ask.number("at", 0), len(waiting))
    one = waiting[at] if at < len(waiting) else None
    return Pairs(
        sides.question(ask, one.left, one.right) if one else None,
        one.why if one else "",
        one.score if one else None,
        at,
        len(waiting),
        ask.to("pairs", at=at or None),
        ask.to("pairs", at=at + 1) if one else "",
        ask.to("pairs", at=at - 1 or None) if at else "",
        tuple(_clash(ask, one) for one in clashes[:_CONFLICTS]),
        len(clashes),
    )


def _clash(ask: Ask, one: Conflict) -> Clash:
    different, *path = judged.told(ask, [one.different, *one.path])
    return Clash(different, tuple(path))


# --- any two names -----------------------------------------------------------------------------------------


def load_compare(ask: Ask) -> Compare:
    """Two names beside each other; or, where only a part of the other is given, the actors that have it."""
    left = judged.node_given(ask, "left")
    plain, inside = judged.parts(left)
    name = roll.written_as(ask.record, [left])[left]
    back = back_to(ask, actors.address(ask, name, inside))
    if ask.word("right"):
        right = judged.node_given(ask, "right")
        if left == right:
            raise UsageError(text("That is one name; choose another to compare it with"))
        made = sides.question(ask, left, right)
        return Compare(name, plain, inside, made, "", (), 0, back)
    words = ask.word("other") or ""
    own = set(actors.whom(ask).joined.get(left, (left,)))
    every = roll.having(actors.entries(ask)[0], words) if words else []
    found = [one for one in every if own.isdisjoint(one.nodes)]
    candidates = tuple(_candidates(ask, left, found[:_CANDIDATES], back))
    return Compare(name, plain, inside, None, words, candidates, len(found), back)


def _candidates(ask: Ask, left: str, found: list[roll.Entry], back: str) -> list[Candidate]:
    many, known = actors.entries(ask)[1], actors.reports(ask)
    shown = []
    for one in roll.listed(ask.record, found, many):
        inside = min(one.documents, default="")
        report = known.get(inside)
        to = judged.address(ask, "compare", left, one.node, back=back)
        shown.append(Candidate(one.name, one.names, report.label if report else inside, one.mentions, to))
    return shown


# --- parting -----------------------------------------------------------------------------------------------


def load_parting(ask: Ask) -> Parts:
    """What moves if two names are no longer judged one; UsageError where nobody judges them so."""
    left, right = judged.node_given(ask, "left"), judged.node_given(ask, "right")
    found = parting.parting(ask.record, left, right)
    if found is None:
        raise UsageError(text("Nobody judges these two names to be one; that may have been taken back since"))
    (told,) = judged.told(ask, [found.judgement])
    path = () if found.parts else tuple(judged.told(ask, _path(ask, found)))
    return Parts(
        told,
        (judged.parts(found.judgement.left), judged.parts(found.judgement.right)),
        found.parts,
        found.at_once,
        _part(ask, found.left),
        _part(ask, found.right),
        path,
        back_to(ask, told.left.address),
    )


def _path(ask: Ask, found: Parting) -> tuple[identity.Judgement, ...]:
    """The judgements, without the one that would go, that lead from the one name to the other."""
    gone = found.judgement
    with ask.record.reading() as connection:
        judged_same = [one for one in identity.connecting(connection, gone.left) if one != gone]
    return conflicts.path(gone.left, gone.right, judged_same)


def _part(ask: Ask, nodes: frozenset[str]) -> Part:
    known = actors.gathered(ask, parting.names_of_nodes(nodes))
    names = [form.words for form in islice(known.forms, _NAMES)]
    return Part(tuple(names), len(known.forms), known.statements, known.documents)


# --- what people judge -------------------------------------------------------------------------------------


def join(ask: Ask) -> Done | Again:
    """Judge that two names mean one actor."""
    return _judge(ask, Verdict.SAME)


def differ(ask: Ask) -> Done | Again:
    """Judge that two names mean different actors."""
    return _judge(ask, Verdict.DIFFERENT)


def doubt(ask: Ask) -> Done | Again:
    """Judge that it cannot be told: the pair is not asked again."""
    return _judge(ask, Verdict.UNSURE)


def _judge(ask: Ask, verdict: Verdict) -> Done | Again:
    left, right = judged.node_given(ask, "left"), judged.node_given(ask, "right")
    why = ask.word("reason") or (text("cannot be told") if verdict is Verdict.UNSURE else "")
    if not why:
        error = UsageError(text("A judgement needs a reason; write why, then judge again"))
        return Again(COMPARE, load_compare(ask), judged.address(ask, "compare", left, right), error, 400)
    made = identity.judge(ask.record, [Pair(left, right, verdict, why)], by=ask.person.name)
    clashes = sum(_is_about(one, left, right) for one in actors.whom(ask).conflicts)
    said = {
        Verdict.SAME: text("The two names are one actor now."),
        Verdict.DIFFERENT: text("The two names are judged different."),
        Verdict.UNSURE: text("The pair is not asked again."),
    }[verdict]
    if clashes:
        told = texts("It contradicts %(num)d judgement.", "It contradicts %(num)d judgements.", clashes)
        said = f"{said} {told}"
    to = with_done(back_to(ask, judged.address(ask, "compare", left, right)), made)
    return Done(to, said, {"change_id": made, "verdict": str(verdict), "conflicts": clashes})


def _is_about(one: Conflict, left: str, right: str) -> bool:
    return bool({left, right} & {name for j in (one.different, *one.path) for name in (j.left, j.right)})


def part(ask: Ask) -> Done:
    """Take a judgement back, which parts the names that it had joined."""
    said = ask.needed("change")
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise UsageError(text("A change has a number; list them on the log page"))
    number = int(said)
    moves = parting.would_part(ask.record, number)
    if not moves:
        raise UsageError(text("This change joins no names; see what is judged on the page of the actor"))
    made = review.undo(ask.record, number, by=ask.person.name, reason=ask.word("reason"))
    to = with_done(back_to(ask, ask.to("actors")), made)
    return Done(to, text("The judgement is taken back."), {"change_id": made, "statements": _shown(moves)})


def _shown(moves: Mapping[str, int]) -> dict[str, int]:
    return {identity.shown(node): many for node, many in moves.items()}


PAIRS = Page("pairs", "/actors/pairs", load_pairs, "pairs.html")
COMPARE = Page("compare", "/actors/compare", load_compare, "compare.html")
ANSWERS: tuple[Page | Action | Raw, ...] = (
    PAIRS,
    COMPARE,
    Page("parting", "/actors/parting", load_parting, "parting.html"),
    Action("join", "/actors/join", join),
    Action("differ", "/actors/differ", differ),
    Action("doubt", "/actors/doubt", doubt),
    Action("part", "/actors/part", part),
)
