"""Taking reports in: files and texts that people send, a folder that is watched, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from veedor.codebook.when import bounds
from veedor.desk.asking import Action, Ask, Done, May, Page, Raw
from veedor.desk.intake import MOST_BYTES, Given, Sent
from veedor.desk.ledger import Came, Entry, FileState
from veedor.desk.texts import text, texts
from veedor.errors import UsageError, VeedorError
from veedor.record.versions.kin import Kin

MOST_FILES = 200
"""Files of one form; the script sends more in several."""
_FEW = 6
"""Files that the list of documents shows; the page of its own shows all."""


class Told(NamedTuple):
    """A document that a file gave."""

    label: str
    to: str
    words: str
    """What it is to the record: `14 statements`, `new version of …`."""


class ShownFile(NamedTuple):
    """A file on its way into the record."""

    id: int
    name: str
    by: str
    at: str
    state: FileState
    words: str
    """Its state in words, with how much was read."""
    documents: tuple[Told, ...]
    more: str
    """How many further documents it gave, in words; may be empty."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakingIn:
    """What came in since the desk was opened."""

    open: int
    """Files that wait or are being read."""
    words: str
    """The same in words; empty where nothing is to be read."""
    files: tuple[ShownFile, ...]
    has_more: bool
    """Whether there are files that are not listed."""
    watched: str
    """The folder that is watched; empty where none is."""
    may_watch: bool
    """Whether a folder can be watched here at all."""
    is_lasting: bool
    """Whether originals are kept when the desk is closed."""
    trouble: str
    most_bytes: int = MOST_BYTES


def load(ask: Ask) -> TakingIn:
    """Every file since the desk was opened."""
    return taking_in(ask, limit=None)


def taking_in(ask: Ask, *, limit: int | None = _FEW) -> TakingIn:
    """The files that are not done yet, then those that were done last."""
    intake, watching = ask.desk.intake, ask.desk.watching
    entries, open_ = intake.ledger.newest(), intake.ledger.open()
    words = texts("%(num)d file to read", "%(num)d files to read", open_) if open_ else ""
    return TakingIn(
        open=open_,
        words=words,
        files=tuple(_shown(ask, one) for one in entries[:limit]),
        has_more=limit is not None and len(entries) > limit,
        watched=str(watching.folder or ""),
        may_watch=_may_watch(ask),
        is_lasting=intake.originals.is_lasting,
        trouble=intake.trouble or watching.trouble,
    )


def _may_watch(ask: Ask) -> bool:
    """Folders are those of the computer that runs the desk: whoever sits elsewhere must not read through them."""
    return not ask.desk.is_team and ask.person.may_lead


def _shown(ask: Ask, one: Entry) -> ShownFile:
    documents = tuple(Told(came.label, ask.to("document", id=came.id), _told(came)) for came in one.documents)
    rest = one.many - len(documents)
    more = texts("and %(num)d document more", "and %(num)d documents more", rest) if rest else ""
    return ShownFile(one.id, one.name, one.by, one.at, one.state, _state(one), documents, more, one.reasons)


def _state(one: Entry) -> str:
    if one.state is FileState.READ:
        many = texts("%(num)d statement", "%(num)d statements", one.statements)
        return text("read: %(many)s") % {"many": many}
    return {
        FileState.WAITING: text("waiting"),
        FileState.READING: text("being read"),
        FileState.KNOWN: text("known already"),
        FileState.REFUSED: text("refused"),
        FileState.STOPPED: text("not read"),
    }[one.state]


def _told(came: Came) -> str:
    return "; ".join(_parts(came))


def _parts(came: Came) -> Iterator[str]:
    yield texts("%(num)d statement", "%(num)d statements", came.statements)
    if came.is_known:
        yield text("known already")
    for kin, words in (
        (came.older, text("new version of %(what)s")),
        (came.newest, text("older version of %(what)s")),
        (came.carrier, text("carrier of %(what)s")),
    ):
        if kin is not None:
            yield words % {"what": _called(kin)}


def _called(kin: Kin) -> str:
    return ", ".join(filter(None, (kin.label, kin.publisher)))


# --- what people do ----------------------------------------------------------------------------------------


def upload(ask: Ask) -> Done:
    """Take in the files of a form."""
    files = [one for one in ask.form.get("file", ()) if getattr(one, "filename", "")]
    if not files:
        raise UsageError(text("No file was chosen; choose one, then send it"))
    if len(files) > MOST_FILES:
        raise UsageError(text("Send %(most)d files at once at most") % {"most": MOST_FILES})
    given = _given(ask)
    if given.title and len(files) > 1:
        raise UsageError(text("One title cannot name several files; leave it out, or send one file"))
    sent = ask.desk.intake.send(ask.person.name, given)
    ids = [_put(ask, sent, one) for one in files]
    return _done(ask, ids)


def _put(ask: Ask, sent: Sent, file: Any) -> int:
    try:
        return ask.desk.intake.put(sent, file.filename, file.file)
    except VeedorError as error:  # the others are taken in all the same
        return ask.desk.intake.refuse(sent, file.filename, str(error))


def paste(ask: Ask) -> Done:
    """Take in a text that somebody typed or pasted."""
    words = ask.word("text")
    if words is None:
        raise UsageError(text("There is no text; paste the words of the report, then send them"))
    sent = ask.desk.intake.send(ask.person.name, _given(ask))
    return _done(ask, [ask.desk.intake.put_text(sent, words)])


def _given(ask: Ask) -> Given:
    dated = ask.word("dated")
    if dated is not None:
        bounds(dated)  # that it is no date is said now, not of each file
    return Given(ask.word("publisher"), dated, ask.word("title"), force=ask.word("force") is not None)


def _done(ask: Ask, ids: list[int]) -> Done:
    said = texts("%(num)d file came in", "%(num)d files came in", len(ids))
    return Done(ask.to("documents") + "#taking-in", said, {"files": ids})


def watch(ask: Ask) -> Done:
    """Look at a folder from now on."""
    if ask.desk.is_team:
        raise UsageError(
            text("A folder is watched only where one person works alone; send the files instead")
        )
    folder = ask.desk.watching.begin(ask.needed("folder"), ask.person.name)
    return Done(ask.to("documents") + "#taking-in", text("The folder is watched"), {"folder": str(folder)})


def unwatch(ask: Ask) -> Done:
    """Look at no folder any more."""
    ask.desk.watching.end()
    return Done(ask.to("documents") + "#taking-in", text("No folder is watched any more"))


def stop(ask: Ask) -> Done:
    """Read nothing more of what waits."""
    many = ask.desk.intake.stop()
    said = texts("%(num)d file was not read", "%(num)d files were not read", many)
    return Done(ask.to("documents") + "#taking-in", said, {"given_up": many})


ANSWERS: tuple[Page | Action | Raw, ...] = (
    Page("taking-in", "/taking-in", load, "taking_in.html"),
    Action("upload", "/documents/upload", upload),
    Action("paste", "/documents/paste", paste),
    Action("watch", "/documents/watch", watch, may=May.LEAD),
    Action("unwatch", "/documents/unwatch", unwatch, may=May.LEAD),
    Action("stop", "/documents/stop", stop),
)
