"""Which of the towns of one name is meant, where it is safe to say so.

The text's own country comes first, then the other countries that it names, then the size of the towns. The
margins were found on 202 towns of 978 Wikinews articles that say where they lie (`Lafayette, Louisiana`) by
hiding that from the rules (`training/town_margins.py` does it again). With them, of the 202: in the right
country and region 169, none 31, wrong 2; told the country 190, 11, 1; told nothing but the name 140, 58, 4.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from veedor.gazetteers.countries import capitals_of, is_seat, name_of
from veedor.gazetteers.folding import folded
from veedor.gazetteers.towns import Town, towns_also_named, towns_named

MARGIN = 3.0
"""How many times as large as the next a town must be within one country. At 1.5: 2 wrong of 197 when told the
country; from 2 up 1; 3 leaves room, at the cost of 3 right ones."""
MARGIN_ALONE = 8.0
"""The same in the whole world, where the text tells of no country that has such a town. At 1: 12 wrong of 198;
at 2: 8 of 189; at 5: 6 of 180; at 8: 4 of 173; at 20: 2 of 155."""
SMALLEST_ALONE = MARGIN_ALONE * 15_000
"""Population of the smallest that is taken so: towns of 15,000 and fewer are not listed, and may be meant too.
It costs 29 of the 169 right ones and spares none of the 4 wrong ones among towns; most villages are no
part of that measurement."""
RIVAL = 100.0
"""How many times as large a town elsewhere must be to cast doubt on that of the text's own country. At 3: 185
right when told the country; from 10: 189; from 100: 190; 1 wrong at any value."""
RIVAL_NAMED = 10.0
"""The same where the text names the country of the other: by hand, for the measurement has no such case."""
RIVAL_ABROAD = 3.0
"""The same for a town of a country that the text only names. Up to 5: 2 wrong; from 10: 3."""
CAPITAL = 10.0
"""How many times its population a capital counts: it is in the news for more than its people. Up to 10: 2
wrong; from 30: 3; told nothing but the name, 1 finds 136 right, 3 and up 140."""


class Context(NamedTuple):
    """What a text tells about where its places lie."""

    country: str | None = None
    """ISO 3166-1 alpha-2 of the country that it speaks of; None where that is not clear."""
    named: Container[str] = ()
    """The same of all countries that it names."""
    whose: str = "the report's own country"
    """The first of them in words, for whoever asks why."""


class Chosen(NamedTuple):
    """A town and why it is the one."""

    town: Town
    why: str
    namesakes: int
    """How many other towns of the list have the name."""


def choose(name: str, context: Context, region: str | None = None) -> Chosen | None:
    """The town that a name means in a text; None where there is none, or more than one may be meant.

    Args:
        name: The name alone.
        context: Where the text is at home.
        region: The region of the context's country in which the town lies, where the text says so.

    """
    own, others = towns_named(name), towns_also_named(name)
    found = own + others
    if region is not None:
        place = (context.country, region)
        there = [town for town in own if (town.country, town.region) == place]
        there = there or [town for town in others if (town.country, town.region) == place]
        return _told("town of the region named with it", there, found)
    home = [town for town in own if town.country == context.country]
    home = home or [town for town in others if town.country == context.country]
    if home:
        named = [town for town in found if town.country in context.named]
        is_risky = _outshone(home, found, RIVAL) or _outshone(home, named, RIVAL_NAMED)
        return None if is_risky else _told(f"town of {context.whose}", home, found)
    abroad = [town for town in own if town.country in context.named]
    abroad = abroad or [town for town in others if town.country in context.named]
    if abroad:
        is_risky = _outshone(abroad, found, RIVAL_ABROAD)
        return None if is_risky else _told("town of a country that the report names", abroad, found)
    return _alone(own, others)


def _alone(own: list[Town], others: list[Town]) -> Chosen | None:
    """The largest by far of all in the world, and large itself: smaller ones have namesakes that are not listed."""
    found = own + others
    best = _largest(found, MARGIN_ALONE)
    if best is None or (own and best not in own):
        return None
    if best.population < SMALLEST_ALONE and not is_capital(best):
        return None
    why = "by far the largest of this name" if len(found) > 1 else "the only one listed"
    return _told(why, [best], found)


def is_capital(town: Town) -> bool:
    """Whether a town is, by its name, the capital or the seat of government of its country."""
    capitals = {folded(name) for name in capitals_of(town.country)}
    return folded(town.name) in capitals or is_seat(town.name) == name_of(town.country)


def _told(why: str, among: Sequence[Town], found: Sequence[Town]) -> Chosen | None:
    town = _largest(among, MARGIN)
    return None if town is None else Chosen(town, why, len(found) - 1)


def _outshone(near: Sequence[Town], found: Sequence[Town], margin: float) -> bool:
    """Whether a town elsewhere is so much larger that it may be meant all the same."""
    here = max(_weight(town) for town in near)
    return any(_weight(town) > margin * here for town in found if town not in near)


def _largest(towns: Sequence[Town], margin: float) -> Town | None:
    """The one that outweighs the next by the margin."""
    ranked = sorted(towns, key=_weight, reverse=True)
    if not ranked or (len(ranked) > 1 and _weight(ranked[0]) < margin * _weight(ranked[1])):
        return None
    return ranked[0]


def _weight(town: Town) -> float:
    return town.population * (CAPITAL if is_capital(town) else 1.0)
