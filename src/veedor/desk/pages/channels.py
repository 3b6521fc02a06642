"""Channels: how talks stand, who met whom through whom, who told of it, and who went to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veedor.analysis.talks.channels import Channel
from veedor.analysis.talks.tracks import Track
from veedor.analysis.talks.visits import Visit
from veedor.desk.asking import Action, Ask, Page, Raw
from veedor.desk.pages.talks import gathered
from veedor.desk.plain import plain


@dataclass(frozen=True, slots=True)
class Channels:
    """The register of channels, as of a date."""

    tracks: tuple[Track, ...]
    channels: tuple[Channel, ...]
    visits: tuple[Visit, ...]
    asked: Mapping[str, str]
    reports: int
    has_more: bool
    """Whether older reports were not looked at."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "tracks": plain(self.tracks),
            "channels": plain(self.channels),
            "visits": plain(self.visits),
            "reports": self.reports,
            "has_more_reports": self.has_more,
        }


def load(ask: Ask) -> Channels:
    """The channels that the reports tell of, narrowed to a party where one is asked for."""
    found = gathered(ask)
    party = (ask.word("party") or "").casefold()
    return Channels(
        tuple(one for one in found.tracks() if _names(party, one.parties)),
        tuple(one for one in found.channels() if _names(party, (*one.ends, *one.through))),
        tuple(one for one in found.visits() if _names(party, (*one.who, *one.hosts))),
        {name: said for name in ("as_of", "party", "publisher") if (said := ask.word(name))},
        found.documents,
        found.has_more,
    )


def _names(party: str, parties: tuple[Any, ...]) -> bool:
    return not party or any(party in one.name.casefold() for one in parties)


ANSWERS: tuple[Page | Action | Raw, ...] = (Page("channels", "/talks/channels", load, "channels.html"),)
