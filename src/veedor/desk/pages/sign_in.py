"""Signing in and out, for a team: the one page that can be seen without a session."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from veedor.desk.asking import Action, Again, Ask, Coming, Done, May, Page, Raw
from veedor.desk.guard.doors import Entered, Team
from veedor.desk.texts import text, texts
from veedor.desk.urls import local
from veedor.errors import UsageError


@dataclass(frozen=True, slots=True)
class SignIn:
    """The form."""

    back: str
    """The address that was asked for, to which one goes back."""
    name: str = ""
    """As it was given in an attempt that failed."""


def load(ask: Ask) -> SignIn:
    """The form, empty."""
    team_of(ask)
    return SignIn(local(ask.word("back")))


def enter(ask: Ask) -> Done | Again:
    """Lets in whoever gives the password of an account; the same words tell an unknown name and a wrong password."""
    team, coming = team_of(ask)
    name, back = ask.word("name") or "", local(ask.word("back"))
    entered = team.enter(name, as_given(ask, "password"), coming.address)
    if entered.session is not None:
        return Done(back, begins=entered.session)
    status = 429 if entered.wait_s else 401
    return Again(PAGE, SignIn(back, name), ask.to(PAGE.name), UsageError(_why(entered)), status)


def _why(entered: Entered) -> str:
    if not entered.wait_s:
        return text("This name and this password open no account; try again, or ask who leads this record")
    return wait_in_words(entered.wait_s)


def wait_in_words(wait_s: float) -> str:
    """That there were too many attempts, and how many seconds to wait."""
    return texts(
        "Too many attempts; try again in %(num)d second",
        "Too many attempts; try again in %(num)d seconds",
        ceil(wait_s),
    )


def leave(ask: Ask) -> Done:
    """Ends the person's sessions, on every computer."""
    team, coming = team_of(ask)
    team.leave(coming.session)
    return Done(ask.to(PAGE.name), text("Signed out"), is_over=True)


def team_of(ask: Ask) -> tuple[Team, Coming]:
    """The team's door, and how somebody came; UsageError where one person works alone."""
    if ask.coming is None or not isinstance(ask.coming.door, Team):
        raise UsageError(text("Nobody signs in here: this desk is one person's"))
    return ask.coming.door, ask.coming


def as_given(ask: Ask, name: str) -> str:
    """A value of the form with the blanks that may belong to it."""
    return next((value for value in ask.form.get(name, ()) if isinstance(value, str)), "")


PAGE = Page("sign-in", "/sign-in", load, "sign_in.html", may=May.NOBODY)
ANSWERS: tuple[Page | Action | Raw, ...] = (
    PAGE,
    Action("enter", "/sign-in", enter, may=May.NOBODY),
    Action("leave", "/sign-out", leave, may=May.READ),
)
