"""A new password for whoever is signed in; who leads the record gives one to those who forgot theirs."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from veedor.desk.asking import Action, Again, Ask, Done, May, Page, Raw
from veedor.desk.pages.sign_in import as_given, team_of, wait_in_words
from veedor.desk.texts import text
from veedor.errors import UsageError
from veedor.record import people


@dataclass(frozen=True, slots=True)
class OwnPassword:
    """The form."""

    name: str
    """Whose password it is."""
    shortest: int
    """Characters of a password, at least."""
    longest: int


def load(ask: Ask) -> OwnPassword:
    """The form, empty."""
    team_of(ask)
    return OwnPassword(ask.person.name, people.SHORTEST, people.LONGEST)


def change(ask: Ask) -> Done | Again:
    """Change the password of whoever asks; their other sessions end, and this one goes on."""
    team, coming = team_of(ask)
    old, new, again = (as_given(ask, name) for name in ("old", "new", "again"))
    if not hmac.compare_digest(new.encode("utf-8", "replace"), again.encode("utf-8", "replace")):
        raise UsageError(text("The new password was not typed twice alike; type it again"))
    people.check_password(new)  # before the old one is looked at, which counts as an attempt
    entered = team.change_password(coming.session, old, new, coming.address)
    if entered.wait_s:
        return Again(PAGE, load(ask), ask.to(PAGE.name), UsageError(wait_in_words(entered.wait_s)), 429)
    if entered.session is None:
        raise UsageError(text("That is not your password now; type it again, or ask who leads this record"))
    said = text("Your password is changed; your sessions elsewhere have ended.")
    return Done(ask.to("own-password", changed="1"), said, begins=entered.session)


PAGE = Page("own-password", "/password", load, "own_password.html")
ANSWERS: tuple[Page | Action | Raw, ...] = (
    PAGE,
    Action("change-password", "/password", change, may=May.READ),
)
