"""Standing organisations by the words that name them: international bodies, large NGOs, news organisations.

The list is `data/organizations.tsv`.
"""

from __future__ import annotations

from functools import cache

from veedor.gazetteers.countries import bare
from veedor.gazetteers.tables import table


def is_organization(words: str) -> str | None:
    """The full name of a standing organisation, its acronym in brackets: `African Union (AU)`; else None."""
    plain = bare(words)
    return _organizations().get(plain) or _organizations().get(plain.replace("U.N.", "UN"))


@cache
def words_for_organizations() -> frozenset[str]:
    """Every form of a name in the list, without its article."""
    return frozenset(_organizations())


@cache
def _organizations() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("organizations"):
        acronym = row["acronym"]
        full = f"{row['name']} ({acronym})" if acronym else row["name"]
        for form in (row["name"], acronym, full, *row["other"].split(";")):
            if form:
                found.setdefault(bare(form), full)
    return found
