"""What is asked of a page: by whom, of which record, with which words in the address or the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from veedor.desk.guard.sessions import Session
from veedor.desk.intake import Intake
from veedor.desk.memory import Memory
from veedor.desk.urls import Addresses
from veedor.desk.watching import Watching
from veedor.errors import UsageError, VeedorError
from veedor.record.store import Record
from veedor.settings import Settings

if TYPE_CHECKING:  # doors say what those whom they let in may do
    from veedor.desk.guard.doors import Door


class May(IntEnum):
    """What a person may do; each may do what those before it may."""

    NOBODY = 0
    """Nothing but sign in; what asks for no more needs no session."""
    READ = 1
    """Look at everything."""
    DECIDE = 2
    """Accept, correct, reject, add, undo, judge names, bring in reports."""
    LEAD = 3
    """Choose the record's options and say who else may come in."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    name: str
    """Empty where nobody has signed in."""
    may: May

    @property
    def may_decide(self) -> bool:
        """Whether templates show the buttons of decisions."""
        return self.may >= May.DECIDE

    @property
    def may_lead(self) -> bool:
        """Whether templates show what only those who lead may change."""
        return self.may >= May.LEAD


@dataclass(frozen=True, slots=True)
class Coming:
    """How somebody came; for the pages that let people in and out."""

    door: Door
    session: Session
    address: str
    """Of the computer, for the limits on signing in; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page works with; one for the life of the program."""

    record: Record
    settings: Settings
    memory: Memory
    is_team: bool = False
    """Whether people sign in with accounts of the record; else one person works alone."""
    intake: Intake = None  # type: ignore[assignment]  # made with the desk where none is given
    """By which reports come in."""
    watching: Watching = field(init=False, repr=False)
    """The folder that is looked at for reports, if any."""

    def __post_init__(self) -> None:
        """Make what takes reports in; nothing of it runs before the first report comes."""
        if self.intake is None:
            object.__setattr__(self, "intake", Intake(self.record, self.settings))
        object.__setattr__(self, "watching", Watching(self.intake))

    def close(self) -> None:
        """End what runs beside the pages; the document at hand is read to its end."""
        self.watching.close()
        self.intake.close()


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, in plain values."""

    desk: Desk
    person: Person
    addresses: Addresses
    path: Mapping[str, str]
    """The parts of the address that the page's pattern names."""
    query: Mapping[str, Sequence[str]]
    """What follows the question mark: each name with all its values, in order."""
    form: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """What was sent: words, or uploaded files; empty for a page that is only looked at."""
    coming: Coming | None = None
    """None where no browser asks."""

    @property
    def record(self) -> Record:
        """The record that the desk shows."""
        return self.desk.record

    def to(self, name: str, /, **values: object) -> str:
        """The address of a page, an action or a file, by its name; as `Addresses.to`."""
        return self.addresses.to(name, **values)

    def word(self, name: str) -> str | None:
        """The value of a name in the form, else in the address, without blanks around it; None where it is empty."""
        values = [*self.form.get(name, ()), *self.query.get(name, ())]
        said = next((value.strip() for value in values if isinstance(value, str)), "")
        return said or None

    def words(self, name: str) -> list[str]:
        """Every value of a name in the form, else in the address, that is not empty."""
        values = self.form.get(name) or self.query.get(name) or ()
        return [value.strip() for value in values if isinstance(value, str) and value.strip()]

    def needed(self, name: str) -> str:
        """The value of a name; UsageError where it is missing."""
        said = self.word(name)
        if said is None:
            raise UsageError(f"Nothing was given for {name.replace('_', ' ')}; fill it in and send it again")
        return said

    def number(self, name: str, otherwise: int, *, most: int = 10**9) -> int:
        """The whole number of a name, held in `[0, most]`; `otherwise` where none, or no number, is given."""
        said = self.word(name)
        if said is None or not said.isascii() or not said.isdigit():
            return otherwise
        return min(int(said[:10]), most)


class Page(NamedTuple):
    """A page: what it loads, and the template that shows it. The same address with `.json` gives what it loads."""

    name: str
    """By which `urls.to` finds its address."""
    path: str
    """The pattern of its address, as Starlette has it: `/documents/{id}`."""
    load: Callable[[Ask], Any]
    """What it shows: a dataclass, which `plain` can turn into JSON."""
    template: str
    title: str = ""
    """What it is called in the navigation; empty where it stands beside no other."""
    may: May = May.READ
    is_part: bool = False
    """Whether it is a part of a page, which a script puts in place there."""


class Done(NamedTuple):
    """What came of an action."""

    to: str
    """The address to show next."""
    said: str = ""
    """What was done, in a sentence."""
    facts: Mapping[str, Any] = {}
    """What scripts need to know of it, such as `change_id`."""
    begins: Session | None = None
    """The session that begins with it, in the place of the browser's own."""
    is_over: bool = False
    """Whether the browser's session ends with it."""


class Again(NamedTuple):
    """That nothing was done yet: the page with the form is shown once more, with what was typed."""

    page: Page
    shown: Any
    """What the page loads."""
    here: str
    """The page's own address."""
    error: VeedorError | None = None
    """Why; None where somebody only asked for one more field."""
    status: int | None = None
    """Of the answer; None for the one that fits the error."""


class Action(NamedTuple):
    """Something that a form, or a script, does to the record."""

    name: str
    path: str
    do: Callable[[Ask], Done | Again]
    may: May = May.DECIDE


class File(NamedTuple):
    """Bytes that a page gives out as they are: an image of a page, a picture of a chart."""

    content: bytes
    media_type: str
    name: str = ""
    """Under which a browser saves it; empty where it is shown."""


class Raw(NamedTuple):
    """An address that gives a file."""

    name: str
    path: str
    load: Callable[[Ask], File]
    may: May = May.READ
