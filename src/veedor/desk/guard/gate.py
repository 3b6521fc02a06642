"""What stands between a request and what it asks for: whose session it is, and whether its form was made here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from veedor.desk import texts
from veedor.desk.asking import May, Person
from veedor.desk.guard.doors import Door
from veedor.desk.guard.sessions import LASTS, Session, Sessions

SEAL = "seal"
"""The field, or header with `X-` before it, in which a form brings its session's word back; behind an `@` follows the
address of the page on which the form stood."""
_OUR_OWN = (None, "same-origin", "none")
"""What a browser's `Sec-Fetch-Site` may say of a form; old browsers say nothing."""


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """A request that is answered with a few words instead of a page."""

    status: int
    words: str


class Came(NamedTuple):
    """Who a request is from."""

    session: Session
    person: Person
    is_new: bool
    """Whether the session begins with this request, so that the browser must be told of it."""
    by_token: bool = False
    """Whether a token in the address let them in."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The door, and the sessions of those whom it let in."""

    door: Door
    sessions: Sessions

    def come_in(self, request: Request, may: May) -> Came:
        """Who the request is from; Refused where nobody known asks for what needs a session, or may not do it."""
        token = request.query_params.get("token")
        if token is not None and (name := self.door.let_in(token)) is not None:
            session = Session.begin(name)
            return Came(session, self.door.person(session) or _NOBODY, is_new=True, by_token=True)
        known = self.sessions.read(request.cookies.get(self._cookie(request)))
        person = (None if known is None else self.door.person(known)) or _NOBODY
        if person.may < may:
            raise self._turned_away(person)
        # A session of nobody: what it seals is the form in which one signs in.
        return Came(known or Session.begin(""), person, is_new=known is None)

    def check_form(self, came: Came, request: Request, form: FormData) -> None:
        """Refused unless a page of this session made the form."""
        said = form.get(SEAL) or request.headers.get(f"x-{SEAL}")
        word = said.partition("@")[0] if isinstance(said, str) else None
        is_sealed = self.sessions.is_sealed(came.session, word)
        if came.is_new or not is_sealed or not _is_from_here(request):
            raise Refused(
                403, texts.text("This form is too old, or was not made by this desk; load the page anew")
            )

    def tell(self, response: Response, request: Request, session: Session | None) -> None:
        """Tell the browser of its new session, or that it has none any more."""
        response.set_cookie(
            self._cookie(request),
            "" if session is None else self.sessions.cookie(session),
            max_age=0 if session is None else LASTS,
            httponly=True,
            secure=self.sessions.is_https,
            samesite=self._same_site,
            path="/",
        )

    @property
    def _same_site(self) -> Literal["lax", "strict"]:
        # Colleagues send each other addresses of the desk by mail: such a link must find the session. It can only
        # look, as each form brings its seal. The one person's desk has no such links.
        return "lax" if self.door.is_team else "strict"

    def _cookie(self, request: Request) -> str:
        return self.sessions.cookie_name(request.headers.get("host", ""))

    def _turned_away(self, person: Person) -> Refused:
        if person.name:
            return Refused(
                403, texts.text("Your account may not do that; ask somebody who leads this record")
            )
        if self.door.is_team:
            return Refused(401, texts.text("Sign in to see this page"))
        return Refused(
            401, texts.text("Open the address that `veedor desk` printed, with its token: it lets you in")
        )


_NOBODY = Person("", May.NOBODY)


def _is_from_here(request: Request) -> bool:
    """Whether the browser says, or an old one does not say otherwise, that a page of this desk sent the form."""
    origin = request.headers.get("origin")
    # With `Referrer-Policy: no-referrer` browsers say `null` of our own forms too.
    is_own = origin in (None, "null") or urlsplit(origin).netloc == request.headers.get("host")
    return is_own and request.headers.get("sec-fetch-site") in _OUR_OWN


def without_token(request: Request) -> str:
    """The address that was asked for, without the token that let somebody in."""
    rest = request.url.remove_query_params("token")
    return rest.path + (f"?{rest.query}" if rest.query else "")
