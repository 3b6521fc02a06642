"""What a document's text lends to its statements: which country they speak of, where their places lie."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from veedor.codebook.statement import Statement
from veedor.gazetteers.places import resolve
from veedor.gazetteers.spoken_of import countries_named, country_spoken_of


class Scene:
    """A document as its statements are read against it; what it lends is worked out when first asked."""

    def __init__(self, document_id: str, text: str) -> None:
        self.document_id = document_id
        self.text = text

    @cached_property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2 of the country that the text speaks of most by far; None where there is none."""
        return country_spoken_of(self.text)

    @cached_property
    def named(self) -> frozenset[str]:
        """ISO 3166-1 alpha-2 of every country that the text names."""
        return countries_named(self.text)

    def places(self, id_: str, statement: Statement) -> Iterator[dict[str, Any]]:
        """A row for each place of a statement that can be resolved safely."""
        for number, quote in enumerate(getattr(statement, "places", ())):
            place = resolve(quote.words, country=self.country, named=self.named)
            if place is not None:
                yield {
                    "statement_id": id_,
                    "place": number,
                    "name": place.name,
                    "country": place.country,
                    "region": place.region,
                    "latitude": place.latitude,
                    "longitude": place.longitude,
                    "geonames": place.geonames,
                    "precision": str(place.precision),
                    "why": place.why,
                }
