"""Which names mean the same party: proposals with a score and one line that says why.

A *mention* is a name in a document; an *actor* is what mentions are judged to be. Nothing is merged here: each
proposal is an edge between two mentions, and the record keeps the judgements. `same` is proposed only where at
least 98 of 100 such edges are expected to be right; what is merely plausible is `unsure`, for a person.
`python -m benchmarks.identity` measures both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from veedor.analysis.actor_blocks import candidates
from veedor.analysis.actor_rules import judge
from veedor.analysis.body_rules import initials
from veedor.analysis.findings import Finding, Party, Verdict, different, same, unsure
from veedor.analysis.surnames import Pair, is_full_name, judge_surnames
from veedor.codebook.naming import key
from veedor.gazetteers.name_forms import (
    Form,
    Shape,
    form_of,
    is_acronym,
    is_generic,
    mention_key,
    stands_alone,
)
from veedor.gazetteers.project import ProjectActors
from veedor.gazetteers.spelling import spelling
from veedor.gazetteers.states import country_named

__all__ = ["Mention", "Proposal", "Verdict", "key", "mention_key", "proposals"]

MOST_OPEN = 8
"""Open questions about one mention, and names that it is told from; the likeliest are kept."""

_ORDER = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
_KIN = 0.5
"""Below this score two longer names are taken for two people, between whom a shorter one stands."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as a text has it, resolved as far as the text resolves it."""

    key: str
    """What the record calls the mention; mentions with one key are one already. `mention_key` makes it."""
    name: str
    document_id: str | None = None
    country: str | None = None
    """ISO 3166-1 code or English name of the country that the report speaks of."""
    kind: str | None = None
    """What is known of whom it means, in the words of `actors.toml`: person, party, government, body …"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A judgement that a rule would give; the record decides what becomes of it."""

    left: str
    """The key of a mention."""
    right: str
    """The key of another mention, or of an actor of the project: `key` of its name."""
    verdict: Verdict
    score: float
    """How likely both are one party, in [0, 1]."""
    why: str
    """One line for a person."""


def proposals(mentions: Iterable[Mention], known: ProjectActors | None = None) -> list[Proposal]:
    """What can be said of which mentions mean one party: `same` first, open questions last; no pair twice.

    Mentions with one name that are surely one party are joined in a chain, not each with each: identity is the
    connected part of `same`. `different` is given only where two names look alike.

    Args:
        mentions: Names in their documents, in any order.
            One with an empty key is left out.
        known: The project's own actors; a name that they list decides before all rules.

    """
    listed = _listed(known)
    kinds = {actor.name: actor.kind for actor in (known.actors if known else ())}
    given = [m for m in mentions if m.key]
    if listed:
        given = [_with_kind(m, kinds.get(listed.get(spelling(m.name), ""))) for m in given]
    parties, torn = _parties([*given, *_listed_mentions(known)])
    found = [
        *_chains(parties),
        *_by_lists(parties, listed),
        *_edges(parties, _without_bridges(parties, _findings(parties, listed))),
    ]
    return _settled(_asked_if_torn(proposal, torn) for proposal in found)


def _listed(known: ProjectActors | None) -> dict[str, str]:
    """The project actor's name by the spelling of each of its names."""
    actors = known.actors if known else ()
    return {spelling(name): actor.name for actor in actors for name in (actor.name, *actor.aliases)}


def _with_kind(mention: Mention, kind: str | None) -> Mention:
    return replace(mention, kind=kind) if kind and mention.kind is None else mention


def _listed_mentions(known: ProjectActors | None) -> list[Mention]:
    """The names of the project's actors as mentions of no document."""
    actors = known.actors if known else ()
    return [
        Mention(key(actor.name), name, None, actor.country, actor.kind)
        for actor in actors
        for name in (actor.name, *actor.aliases)
    ]


def _parties(mentions: Sequence[Mention]) -> tuple[list[Party], frozenset[str]]:
    """The mentions, those together whose name surely means one party; and the keys that stand for several."""
    # Name by name: a name of ten thousand reports is taken apart once.
    named: dict[tuple[str, str | None], list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention.name, mention.kind].append(mention)
    forms = {name: form_of(*name) for name in named}
    surnames = _names_of_people(forms.values())
    groups: dict[tuple[Form, str], list[Mention]] = defaultdict(list)
    for name, own in named.items():
        for scope, some in _by_scope(own, forms[name], surnames).items():
            groups[forms[name], scope].extend(some)
    scopes: dict[str, set[str]] = defaultdict(set)
    for (_, scope), group in groups.items():
        for mention in group:
            scopes[mention.key].add(scope)
    torn = frozenset(name for name, several in scopes.items() if len(several - {""}) > 1)
    return [_party(form, group) for (form, _), group in groups.items()], torn


def _by_scope(mentions: Sequence[Mention], form: Form, surnames: frozenset[str]) -> dict[str, list[Mention]]:
    """The mentions of one name by what it means one party within."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[_scope(mention, form, surnames)].append(mention)
    return found


def _names_of_people(forms: Iterable[Form]) -> frozenset[str]:
    return frozenset(part for f in forms if f.shape is Shape.PERSON for part in f.core)


def _scope(mention: Mention, form: Form, surnames: frozenset[str]) -> str:
    """Within what the name means one party: everywhere (empty), a country, or one mention's key."""
    is_name = form.shape is Shape.SINGLE and not is_acronym(form) and not is_generic(form)
    if stands_alone(form) or (is_name and form.core[0] not in surnames):
        return ""
    shown = country_named(mention.country)
    if shown and form.shape in (Shape.BODY, Shape.SINGLE) and (form.shape is Shape.BODY or is_acronym(form)):
        return f"@{shown}"
    return f"={mention.key}"


def _party(form: Form, group: list[Mention]) -> Party:
    countries = (country_named(mention.country) for mention in group)
    return Party(
        form,
        tuple(dict.fromkeys(mention.key for mention in group)),
        frozenset(mention.document_id for mention in group if mention.document_id),
        frozenset(country for country in countries if country),
    )


def _chains(parties: Sequence[Party]) -> Iterator[Proposal]:
    """All mentions of a party joined to its first one."""
    for party in parties:
        for other in party.keys[1:]:
            yield _proposal(party.keys[0], other, same(0.98, "the same name"))


def _by_lists(parties: Sequence[Party], listed: dict[str, str]) -> Iterator[Proposal]:
    """The parties whose name the project's own list has."""
    for party in parties:
        actor = listed.get(party.form.spelling)
        other = next((name for name in party.keys if actor is not None and name != key(actor)), None)
        if actor is not None and other is not None:
            yield _proposal(other, key(actor), same(0.99, f"actors.toml lists it as a name of {actor}"))


def _findings(parties: Sequence[Party], listed: dict[str, str]) -> Iterator[Pair]:
    """What the rules say of all pairs worth comparing."""
    rivals = _rivals(parties)
    actors = [listed.get(party.form.spelling) for party in parties]
    for left, right in candidates(parties):
        if actors[left] and actors[right]:
            if actors[left] != actors[right]:
                yield Pair(left, right, different(0.01, "actors.toml lists them as two actors"))
            continue
        a, b = parties[left], parties[right]
        letters = [form.short for form in (a.form, b.form) if form.short]
        finding = judge(a, b, rivals=max((rivals.get(s, 1) for s in letters), default=1))
        if finding is not None:
            yield Pair(left, right, finding)
    yield from (pair for pair in judge_surnames(parties) if not actors[pair.left])


def _rivals(parties: Sequence[Party]) -> dict[str, int]:
    """How many different long forms each acronym has among the parties."""
    shorts = {party.form.short for party in parties if party.form.short}
    longs: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for form in (party.form for party in parties):
        if form.short and not is_acronym(form):
            longs[form.short].add(form.core)
        elif (
            not is_acronym(form)
            and form.shape is Shape.BODY
            and not form.belongs
            and (letters := initials(form)) in shorts
        ):
            longs[letters].add(form.core)
    return {letters: len(cores) for letters, cores in longs.items()}


def _without_bridges(parties: Sequence[Party], pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs; where a short name fits two people who are not one, that is left to a person."""
    found = list(pairs)
    longer: dict[int, set[int]] = defaultdict(set)
    for left, right, finding in found:
        if finding.verdict is Verdict.SAME and is_full_name(parties[left]) and is_full_name(parties[right]):
            longer[left].add(right)
            longer[right].add(left)
    bridges = {number for number, others in longer.items() if _is_torn(parties, sorted(others)[:MOST_OPEN])}
    for pair in found:
        is_same = pair.finding.verdict is Verdict.SAME
        torn = {pair.left, pair.right} & bridges
        if (
            is_same
            and torn
            and not parties[pair.left].meets(parties[pair.right])
            and pair.right in longer[pair.left]
        ):
            yield pair._replace(finding=unsure(0.6, "the name fits several people"))
        else:
            yield pair


def _is_torn(parties: Sequence[Party], others: list[int]) -> bool:
    """Whether two of the parties cannot be one person."""
    for at, left in enumerate(others):
        for right in others[at + 1 :]:
            finding = judge(parties[left], parties[right])
            if finding is None or finding.score < _KIN:
                return True
    return False


def _edges(parties: Sequence[Party], pairs: Iterable[Pair]) -> Iterator[Proposal]:
    """The findings as edges between the parties' first mentions."""
    for left, right, finding in pairs:
        yield _proposal(parties[left].keys[0], parties[right].keys[0], finding)


def _asked_if_torn(proposal: Proposal, torn: frozenset[str]) -> Proposal:
    """A question instead of `same` where one key stands for several parties, which would all be joined."""
    if proposal.verdict is not Verdict.SAME or not torn & {proposal.left, proposal.right}:
        return proposal
    why = f"{proposal.why}; but the name means several parties: judge it in its document"
    return replace(proposal, verdict=Verdict.UNSURE, score=0.5, why=why)


def _proposal(left: str, right: str, finding: Finding) -> Proposal:
    first, second = sorted((left, right))
    return Proposal(first, second, finding.verdict, finding.score, finding.why)


def _settled(found: Iterable[Proposal]) -> list[Proposal]:
    """One proposal for each pair, the surest first; for each mention the likeliest of those that join nothing.

    A pair that one rule would join and another keep apart is a question for a person.
    """
    best: dict[tuple[str, str], Proposal] = {}
    for proposal in found:
        pair = proposal.left, proposal.right
        if proposal.left != proposal.right:
            best[pair] = _agreed(best[pair], proposal) if pair in best else proposal
    ordered = sorted(best.values(), key=lambda p: (_ORDER.index(p.verdict), -p.score, p.left, p.right))
    many: dict[tuple[str, Verdict], int] = defaultdict(int)
    kept = []
    for proposal in ordered:
        ends = (proposal.left, proposal.verdict), (proposal.right, proposal.verdict)
        for end in ends:
            many[end] += 1
        if proposal.verdict is Verdict.SAME or max(many[end] for end in ends) <= MOST_OPEN:
            kept.append(proposal)
    return kept


def _agreed(a: Proposal, b: Proposal) -> Proposal:
    """The surer of two proposals for one pair."""
    if {a.verdict, b.verdict} == {Verdict.SAME, Verdict.DIFFERENT}:
        other = a if a.verdict is Verdict.DIFFERENT else b
        return replace(other, verdict=Verdict.UNSURE, score=0.5, why=f"rules disagree: {other.why}")
    return max(a, b, key=lambda p: p.score)
