"""What people do to statements: accept, correct, reject, add, comment, answer, ignore, and take back.

Every action takes `back`, the address to show next, and where it decides `expects`, the number of the decision that
the page showed (0 for none): where somebody decided since, nothing is written and the statement is shown as it now is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from veedor.codebook.labels import Kind
from veedor.desk import forms
from veedor.desk.around import text_of
from veedor.desk.asking import Action, Again, Ask, Done, Page, Raw
from veedor.desk.pages import statement as pages
from veedor.desk.texts import text, texts
from veedor.errors import DateError, Overtaken, SpanError, StatementError, UsageError
from veedor.record import changes
from veedor.record.changes import Verb
from veedor.record.reviewing import decided, differing, review, rules, second_reading
from veedor.record.reviewing.editing import edited
from veedor.record.reviewing.review import Choice
from veedor.record.wanted import Scope

MOST_AT_ONCE = 50
"""Statements decided as one: as many as a page lists, so that nobody decides what they have not seen."""
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
"""An address of this desk: a browser takes `//` and `/\\` for the beginning of another computer's name."""

Do = Callable[[Ask], Done | Again]


class Told(NamedTuple):
    """What the last action did, as the next page tells it."""

    change_id: int
    words: str
    sentence: str
    """What the statement says that it is about; empty where it is about several, or none."""
    undo: str
    """What the button that takes it back says; empty where it is taken back already."""
    back: str
    """The address to show after taking it back."""


# --- what every action shares ------------------------------------------------------------------------------


def back_to(ask: Ask, otherwise: str) -> str:
    """The address to show next: the one that the form gives, if it is one of this desk."""
    back = ask.word("back")
    return back if back and _LOCAL.fullmatch(back) else otherwise


def with_done(address: str, change_id: int | None) -> str:
    """The address, saying which change was made; without one, saying none."""
    parts = urlsplit(address)
    asked = [(name, said) for name, said in parse_qsl(parts.query, keep_blank_values=True) if name != "done"]
    if change_id is not None:
        asked.append(("done", str(change_id)))
    return urlunsplit(("", "", parts.path, urlencode(asked), parts.fragment))


def told(ask: Ask, here: str) -> Told | None:
    """What the change named in the address did; None where it names none of this person's."""
    said = next(iter(ask.query.get("done", ())), "")
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        return None
    change = changes.one(ask.record, int(said))
    if change is None or change.by != ask.person.name:
        return None
    back = with_done(here, None)
    if not change.counts:
        return Told(change.id, text("That was taken back since."), _sentence(ask, change.id), "", back)
    undo = text("Put it in again") if change.verb is Verb.UNDO else text("Undo")
    return Told(change.id, said_of(change.verb), _sentence(ask, change.id), undo, back)


def _sentence(ask: Ask, change_id: int) -> str:
    about = decided.statements_of(ask.record, [change_id]).get(change_id, [])
    said = decided.sentences_of(ask.record, about) if len(about) == 1 else {}
    return next(iter(said.values()), "")


def said_of(verb: Verb) -> str:
    """What a change did, told to whoever made it."""
    return {
        Verb.ACCEPT: text("You accepted a statement."),
        Verb.CORRECT: text("You corrected a statement."),
        Verb.REJECT: text("You rejected a statement."),
        Verb.ADD: text("You added a statement."),
        Verb.COMMENT: text("You commented on a statement."),
        Verb.AGREE: text("You agreed with a decision."),
        Verb.SEND_BACK: text("You sent a decision back."),
        Verb.IGNORE: text("You rejected these words everywhere."),
        Verb.BATCH: text("You decided on several statements at once."),
        Verb.UNDO: text("You took a change back."),
        Verb.JUDGE: text("You judged names."),
        Verb.PAIR: text("You judged what two statements are to each other."),
        Verb.NAME_ISSUE: text("You named an issue."),
        Verb.ENTER: text("You entered a forecast's criterion."),
        Verb.RESOLVE: text("You said how a forecast came out."),
        Verb.WRITE: text("You wrote a brief."),
        Verb.PUBLISH: text("You published a brief."),
        Verb.RELATE: text("You judged how documents belong together."),
        Verb.RETRACT: text("You retracted a document."),
        Verb.CHOOSE: text("You chose an option of the record."),
        Verb.IMPORT: text("You brought documents in."),
    }.get(verb, text("You changed the record."))


def _done(ask: Ask, change_id: int, statement_id: str | None, said: str, back: str = "") -> Done:
    """What came of a change, with the statement's id and state as they now are."""
    id_, state = _now(ask, statement_id)
    otherwise = back or (ask.to("statement", id=id_) if id_ else ask.to("log"))
    to = with_done(back_to(ask, otherwise), change_id)
    return Done(to, said, {"change_id": change_id, "id": id_, "state": state})


def _now(ask: Ask, statement_id: str | None) -> tuple[str | None, str | None]:
    """The id under which a statement is shown now, and its state; None where it is gone."""
    if statement_id is None:
        return None, None
    try:
        now = decided.now(ask.record, statement_id)
    except UsageError:  # it was added by hand, and that was taken back
        return None, None
    return (now[0], str(now[1])) if now else (None, None)


def _expects(ask: Ask) -> int | None:
    said = ask.word("expects")
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise UsageError(text("The form does not say which decision it showed; load the page anew"))
    return int(said)


def _number(ask: Ask) -> int:
    said = ask.path["id"]
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise UsageError(text("A change has a number; list them on the log page"))
    return int(said)


def _or_look(do: Do) -> Do:
    """The action, which shows the statement as it now is where somebody decided since."""

    @wraps(do)
    def act(ask: Ask) -> Done | Again:
        try:
            return do(ask)
        except Overtaken as error:
            return Again(pages.PAGE, pages.load(ask), ask.to("statement", id=ask.path["id"]), error)

    return act


# --- decisions ---------------------------------------------------------------------------------------------


@_or_look
def accept(ask: Ask) -> Done:
    """Accept a statement in the form that the address names."""
    id_, reason = ask.path["id"], ask.word("reason")
    made = review.accept(ask.record, id_, by=ask.person.name, reason=reason, expects=_expects(ask))
    return _done(ask, made, id_, said_of(Verb.ACCEPT))


@_or_look
def reject(ask: Ask) -> Done:
    """Reject a statement."""
    id_, reason = ask.path["id"], ask.word("reason")
    made = review.reject(ask.record, id_, by=ask.person.name, reason=reason, expects=_expects(ask))
    return _done(ask, made, id_, said_of(Verb.REJECT))


def correct(ask: Ask) -> Done | Again:
    """Give a statement other fields; what cannot be comes back on the form, with what was typed."""
    if ask.word("more"):
        return _again(ask, pages.EDIT, None)
    try:
        made = _correct(ask)
    except (UsageError, StatementError, SpanError, DateError, Overtaken) as error:
        return _again(ask, pages.EDIT, error)
    return _done(ask, made, ask.path["id"], said_of(Verb.CORRECT))


def _correct(ask: Ask) -> int:
    id_ = ask.path["id"]
    known = decided.decision(ask.record, id_)
    now = known.row.statement if known.row else known.first
    kind, body = pages.kind_of(ask) or now.kind, text_of(ask.record, known.document_id)
    given: Mapping[str, Any] = forms.sent(ask.form, kind, body)
    if kind != now.kind:
        given = {"kind": str(kind), **given}
    fields = forms.changed(now, edited(now, body, given))
    return review.correct_fields(
        ask.record, id_, fields, by=ask.person.name, reason=ask.word("reason"), expects=_expects(ask)
    )


def add(ask: Ask) -> Done | Again:
    """Add a statement to a document."""
    if ask.word("more"):
        return _again(ask, pages.NEW, None)
    document_id, kind = ask.path["id"], pages.kind_of(ask) or Kind.EVENT
    try:
        fields = forms.sent(ask.form, kind, text_of(ask.record, document_id))
        said = {"by": ask.person.name, "reason": ask.word("reason")}
        made = review.add_fields(ask.record, document_id, kind, fields, **said)  # type: ignore[arg-type]
    except (UsageError, StatementError, SpanError, DateError) as error:
        return _again(ask, pages.NEW, error)
    (id_,) = decided.statements_of(ask.record, [made])[made]
    return _done(ask, made, id_, said_of(Verb.ADD))


def _again(
    ask: Ask, page: Page, error: UsageError | StatementError | SpanError | DateError | Overtaken | None
) -> Again:
    return Again(page, page.load(ask), ask.to(page.name, id=ask.path["id"]), error)


def comment(ask: Ask) -> Done:
    """Say something about a statement."""
    id_ = ask.path["id"]
    made = review.comment(ask.record, id_, ask.word("words") or "", by=ask.person.name)
    return _done(ask, made, id_, said_of(Verb.COMMENT))


def ignore(ask: Ask) -> Done:
    """Reject the statement's words everywhere."""
    id_, said = ask.path["id"], ask.word("scope") or Scope.DOCUMENT
    scope = next((one for one in Scope if one == said), None)
    if scope is None:
        raise UsageError(text("Words are rejected in a document, of a publisher, or in all"))
    made = rules.ignore(ask.record, id_, scope, by=ask.person.name, reason=ask.word("reason"))
    return _done(ask, made, id_, said_of(Verb.IGNORE))


@_or_look
def same(ask: Ask) -> Done:
    """Decide the same on the statement and on others with the same words that wait.

    `with` are those that the page listed; without it, all that wait are meant.
    """
    id_, verb = ask.path["id"], Verb.REJECT if ask.word("verb") == Verb.REJECT else Verb.ACCEPT
    waiting = [row.id for row in review.same_words(ask.record, id_, limit=MOST_AT_ONCE)]
    listed = ask.words("with")
    if gone := set(listed) - set(waiting):
        words = texts("One of them was decided since", "%(num)d of them were decided since", len(gone))
        raise Overtaken(text("%(words)s; look at them again, then decide") % {"words": words})
    first = Choice(statement_id=id_, verb=verb, expects=_expects(ask))
    others = [Choice(statement_id=one, verb=verb, expects=0) for one in listed or waiting]
    made = review.decide(ask.record, [first, *others], by=ask.person.name, reason=ask.word("reason"))
    done = _done(ask, made, id_, said_of(Verb.BATCH if others else verb))
    return done._replace(facts={**done.facts, "decided": 1 + len(others)})


# --- second reading, differences ---------------------------------------------------------------------------


def agree(ask: Ask) -> Done:
    """Settle a decision as its second reader."""
    number = _number(ask)
    made = second_reading.agree(ask.record, number, ask.person.name, reason=ask.word("reason"))
    return _answered(ask, number, made, Verb.AGREE)


def send_back(ask: Ask) -> Done:
    """Send a decision back to whoever made it, with a reason."""
    number = _number(ask)
    made = second_reading.send_back(ask.record, number, ask.person.name, ask.word("reason") or "")
    return _answered(ask, number, made, Verb.SEND_BACK)


def _answered(ask: Ask, number: int, made: int, verb: Verb) -> Done:
    about = decided.statements_of(ask.record, [number]).get(number, [None])
    return _done(ask, made, about[0], said_of(verb))


def take(ask: Ask) -> Done:
    """Put what a later reading found in the decision's place."""
    id_ = ask.path["id"]
    made = differing.take(ask.record, id_, by=ask.person.name, reason=ask.word("reason"))
    return _answered(ask, made, made, Verb.CORRECT)


def keep(ask: Ask) -> Done:
    """Keep what was decided, against what a later reading found."""
    id_ = ask.path["id"]
    made = differing.keep(ask.record, id_, by=ask.person.name, reason=ask.word("reason"))
    return _answered(ask, made, made, Verb.REJECT)


def undo(ask: Ask) -> Done:
    """Take a change back, or put in again what one took back."""
    number = _number(ask)
    made = review.undo(ask.record, number, by=ask.person.name, reason=ask.word("reason"))
    about = decided.statements_of(ask.record, [number]).get(number, [])
    return _done(ask, made, about[0] if len(about) == 1 else None, said_of(Verb.UNDO), ask.to("log"))


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Action("accept", "/statements/{id}/accept", accept),
    Action("reject", "/statements/{id}/reject", reject),
    Action("correct", "/statements/{id}/correct", correct),
    Action("comment", "/statements/{id}/comment", comment),
    Action("ignore", "/statements/{id}/ignore", ignore),
    Action("same", "/statements/{id}/same", same),
    Action("take", "/statements/{id}/take", take),
    Action("keep", "/statements/{id}/keep", keep),
    Action("add", "/documents/{id}/add", add),
    Action("agree", "/changes/{id}/agree", agree),
    Action("send-back", "/changes/{id}/send-back", send_back),
    Action("undo", "/changes/{id}/undo", undo),
)
