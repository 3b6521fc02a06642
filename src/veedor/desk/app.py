"""The desk as a web application: every page, action and file of `pages/`, behind one door."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, compile_path
from starlette.staticfiles import StaticFiles

from veedor.desk import filters, pages, texts, urls
from veedor.desk.asking import Action, Again, Ask, Coming, Desk, File, Page, Raw
from veedor.desk.guard.doors import Door
from veedor.desk.guard.gate import SEAL, Came, Gate, Refused, without_token
from veedor.desk.guard.headers import App, Guarded
from veedor.desk.guard.sessions import Session, Sessions
from veedor.desk.pages import deciding
from veedor.desk.paging import at_page, with_value, without
from veedor.desk.plain import plain
from veedor.desk.refused import Refusal, with_refusal
from veedor.errors import Overtaken, RecordError, UsageError, VeedorError
from veedor.record import visits

log = logging.getLogger(__name__)
MOST_SENT = 64 * 1024 * 1024
"""Bytes of a form, with its files, beyond which it is refused."""
MOST_OF_NOBODY = 16 * 1024
"""The same for those who have not signed in."""


@dataclass(frozen=True, slots=True)
class _Served:
    """What all answers are made with."""

    desk: Desk
    gate: Gate
    templates: Environment
    addresses: urls.Addresses


def create_app(
    desk: Desk,
    door: Door,
    secret: str,
    *,
    hosts: Sequence[str] = ("127.0.0.1", "localhost", "::1"),
    is_https: bool = False,
) -> App:
    """The desk over a record; `hosts` are the names under which it answers, to browsers that use https or not."""
    addresses = urls.Addresses({one.name: one.path for one in pages.ALL})
    served = _Served(desk, Gate(door, Sessions(secret, is_https=is_https)), environment(addresses), addresses)
    routes: list[Route | Mount] = [Mount(urls.STATIC, StaticFiles(packages=[("veedor.desk", "static")]))]
    for one in pages.ALL:
        routes += _routes(served, one)
    app = Starlette(routes=routes, exception_handlers=_handlers(served))
    return Guarded(app, hosts)


def environment(addresses: urls.Addresses) -> Environment:
    """The templates; what they show is escaped unless a template itself says otherwise."""
    made = Environment(
        loader=PackageLoader("veedor.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(texts.translations(), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "to": addresses.to,
        "static": urls.static,
        "as_json": urls.as_json,
        "at_page": at_page,
        "without": without,
        "with_value": with_value,
    }
    made.globals |= {"navigation": [page for page in pages.PAGES if page.title]}
    made.filters |= filters.ALL
    return made


def _routes(served: _Served, one: Page | Action | Raw) -> list[Route | Mount]:
    endpoint = partial(_answered, served, one)
    if isinstance(one, Action):
        return [Route(one.path, _named(endpoint), methods=["POST"])]
    if isinstance(one, Raw):
        return [Route(one.path, _named(endpoint))]
    return [Route(urls.as_json(one.path), _named(endpoint)), Route(one.path, _named(endpoint))]


def _named(endpoint: Callable[[Request], Any]) -> Callable[[Request], Any]:
    """As a coroutine function, which Starlette tells from a class by looking at it."""

    async def answer(request: Request) -> Response:
        try:
            answered: Response = await endpoint(request)
        finally:
            await request.close()  # of files that were sent
        return answered

    return answer


async def _answered(served: _Served, one: Page | Action | Raw, request: Request) -> Response:
    wants_json = request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")
    try:
        came = await run_in_threadpool(served.gate.come_in, request, one.may)
        request.state.person = came.person.name or "-"
        # Of those who may not send it, or not so much, nothing is read.
        form = await _form(request, MOST_SENT if came.person.name else MOST_OF_NOBODY)
        if form is not None:
            served.gate.check_form(came, request, form)
    except Refused as refused:
        return _refused(served, one, request, refused, wants_json)
    except VeedorError as error:
        return _in_words(served, request, _status(error), str(error), as_json=wants_json)
    return await run_in_threadpool(_answer, served, one, request, came, form, wants_json)


def _refused(
    served: _Served, one: Page | Action | Raw, request: Request, refused: Refused, wants_json: bool
) -> Response:
    """Why the request is refused; to those who have to sign in for a page, the page where they do."""
    if refused.status == 401 and served.gate.door.is_team and isinstance(one, Page) and not wants_json:
        return RedirectResponse(served.addresses.to("sign-in", back=_here(request)), 303)
    return _in_words(served, request, refused.status, refused.words, as_json=wants_json)


async def _form(request: Request, most: int) -> FormData | None:
    if request.method != "POST":
        return None
    said = request.headers.get("content-length", "")
    if not said.isdigit() or int(said) > most:
        raise Refused(
            413, texts.text("That is more than the desk takes at once; send fewer or smaller files")
        )
    return await request.form(max_files=1000, max_fields=2000)


def _answer(
    served: _Served,
    one: Page | Action | Raw,
    request: Request,
    came: Came,
    form: FormData | None,
    wants_json: bool,
) -> Response:
    if came.by_token:
        response: Response = RedirectResponse(without_token(request), 303)
    else:
        response = _made(served, one, _asked(served, request, came, form), request, came, wants_json)
    if came.is_new and response.status_code < 400:
        served.gate.tell(response, request, came.session)
    return response


def _asked(served: _Served, request: Request, came: Came, form: FormData | None) -> Ask:
    query, sent = _values(request.query_params), _values(form)
    path = {name: _storable(value) for name, value in request.path_params.items()}
    coming = Coming(served.gate.door, came.session, request.client.host if request.client else "")
    return Ask(served.desk, came.person, served.addresses, path, query, sent, coming)


def _made(
    served: _Served, one: Page | Action | Raw, ask: Ask, request: Request, came: Came, wants_json: bool
) -> Response:
    try:
        if isinstance(one, Action):
            return _done(served, one, ask, request, came.session, wants_json)
        if isinstance(one, Raw):
            return _file(one.load(ask))
        shown = one.load(ask)
        if request.url.path.endswith(".json"):
            return JSONResponse(plain(shown))
        here = _here(request)
        return _page(served, one, ask, request, came.session, shown, here, told=deciding.told(ask, here))
    except VeedorError as error:
        is_form = isinstance(one, Action) and not wants_json
        again = _as_typed(served, ask, request, came.session, error) if is_form else None
        return again or _in_words(served, request, _status(error), str(error), as_json=wants_json)


def _as_typed(
    served: _Served, ask: Ask, request: Request, session: Session, error: VeedorError
) -> Response | None:
    """The page on which a refused form stood, with what was typed; None where it cannot be shown."""
    here = urls.local((ask.word(SEAL) or "").partition("@")[2], "")
    page, asked = _asked_for(ask, here)
    if page is None or page.is_part or page.may > ask.person.may:
        return None
    try:
        shown = page.load(asked)
    except VeedorError:  # it went with what was wrong
        return None
    status = 400 if isinstance(error, UsageError) and not isinstance(error, Overtaken) else _status(error)
    refusal = Refusal(request.url.path, ask.form, str(error))
    return _page(served, page, asked, request, session, shown, here, status=status, refusal=refusal)


def _asked_for(ask: Ask, here: str) -> tuple[Page | None, Ask]:
    """The page at an address of this desk, and what is asked of it; None where there is none."""
    parts = urlsplit(here)
    query = {name: [_storable(one) for one in said] for name, said in parse_qs(parts.query).items()}
    for page in pages.PAGES:
        if found := _pattern(page.path).match(unquote(parts.path)):
            path = {name: _storable(value) for name, value in found.groupdict().items()}
            return page, replace(ask, path=path, query=query, form={})
    return None, ask


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return compile_path(path)[0]


def _done(
    served: _Served, one: Action, ask: Ask, request: Request, session: Session, wants_json: bool
) -> Response:
    done = one.do(ask)
    if isinstance(done, Again):
        return _once_more(served, ask, request, session, done, wants_json)
    response: Response = RedirectResponse(done.to, 303)
    if wants_json:
        response = JSONResponse({"to": done.to, "said": done.said, **plain(done.facts)})
    if done.begins is not None or done.is_over:
        served.gate.tell(response, request, done.begins)
    return response


def _once_more(
    served: _Served, ask: Ask, request: Request, session: Session, again: Again, wants_json: bool
) -> Response:
    """The page that an action shows again, with why."""
    words = "" if again.error is None else str(again.error)
    status = again.status or (409 if isinstance(again.error, Overtaken) else 400 if words else 200)
    if wants_json:
        return JSONResponse({"error": words, "look": again.here}, status)
    refusal = Refusal(request.url.path, {}, words) if words else None
    return _page(
        served, again.page, ask, request, session, again.shown, again.here, status=status, refusal=refusal
    )


def _page(
    served: _Served,
    page: Page,
    ask: Ask,
    request: Request,
    session: Session,
    shown: Any,
    here: str,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    told: deciding.Told | None = None,
) -> Response:
    render = partial(
        served.templates.get_template(page.template).render,
        shown=shown,
        ask=ask,
        page=page.name,
        here=here,
        # Each form says on which page it stands, to be shown there again where it is refused.
        seal=f"{served.gate.sessions.seal(session)}@{here}",
        theme=request.cookies.get("theme", ""),
        told=told,
    )
    made = render(error="")
    if refusal is not None:
        made = with_refusal(made, refusal) or render(error=refusal.why)
    # Written down when the page is out: nobody waits for it.
    seen = BackgroundTask(_seen, ask) if ask.person.name else None
    headers = {"cache-control": "no-store"}
    return Response(made, status, media_type="text/html", headers=headers, background=seen)


def _seen(ask: Ask) -> None:
    """Note that the person looked; where the record cannot take it now, the next page will."""
    with suppress(RecordError):
        visits.note(ask.record, ask.person.name)


def _file(file: File) -> Response:
    headers = {"cache-control": "private, max-age=300"}
    if file.name:
        headers["content-disposition"] = f'attachment; filename="{file.name}"'
    return Response(file.content, media_type=file.media_type, headers=headers)


def _here(request: Request) -> str:
    """The address that was asked for, as a link has it: a name in it may hold a question mark."""
    return quote(request.url.path, safe="/:@!$&'()*+,;=~") + (
        f"?{request.url.query}" if request.url.query else ""
    )


def _values(sent: Any) -> Mapping[str, list[Any]]:
    return {} if sent is None else {name: [_storable(one) for one in sent.getlist(name)] for name in sent}


def _storable(value: Any) -> Any:
    """The value without the one character, NUL, that PostgreSQL takes in no question."""
    return value.replace("\x00", "") if isinstance(value, str) else value


def _status(error: VeedorError) -> int:
    if isinstance(error, Overtaken):
        return 409
    return 500 if isinstance(error, RecordError) else 404 if isinstance(error, UsageError) else 400


def _in_words(served: _Served, request: Request, status: int, words: str, *, as_json: bool) -> Response:
    if as_json:
        return JSONResponse({"error": words}, status)
    made = served.templates.get_template("error.html").render(
        status=status,
        words=words,
        is_team=served.gate.door.is_team,
        here=_here(request) if request.method == "GET" else "",
        theme=request.cookies.get("theme", ""),
    )
    return Response(made, status, media_type="text/html", headers={"cache-control": "no-store"})


def _handlers(served: _Served) -> dict[Any, Any]:
    """What answers where no page does: an address that is not there, or a mistake in the program."""
    return {HTTPException: partial(_missing, served), Exception: partial(_failed, served)}


async def _missing(served: _Served, request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = texts.text("There is no such page") if status == 404 else texts.text("That cannot be done here")
    return _in_words(served, request, status, words, as_json=request.url.path.endswith(".json"))


async def _failed(served: _Served, request: Request, error: Exception) -> Response:
    # What the error says may be words of a report; where it happened are not.
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.error("%s in %s, line %s", type(error).__name__, where.name, where.lineno)
    words = texts.text("The program made a mistake; try again, and tell whoever runs this desk if it stays")
    return _in_words(served, request, 500, words, as_json=request.url.path.endswith(".json"))
