"""What may be said of a happening; by itself, as a command line that names it need not load the matching."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """What may be said of a happening."""

    REPORTED = "reported once"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    ANNOUNCED = "announced"
    CAME_ABOUT = "came about"
    DID_NOT = "did not come about"
    WITHDRAWN = "withdrawn"
    UNSAID = "not said either way"
    """Spoken of as a question, a condition or a purpose; nobody says that it was or will be so, or that it was not."""
