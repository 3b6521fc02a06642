"""A page once more, after a form on it was refused: with what was typed into it, and beside it why it was refused.

It works on the page as it is written, so that no page and no form has to do anything for it. What is hidden stays as
the page has it now, a password is never given back, and files have to be chosen again: browsers take none from a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from veedor.desk.texts import text

Sent = Mapping[str, Sequence[Any]]
"""What a form sent: each name with its values, in order."""

_NEVER_FILLED = frozenset({"hidden", "password", "file", "submit", "button", "image", "reset"})
_CHOSEN = frozenset({"checkbox", "radio"})


class Refusal(NamedTuple):
    """Why a form was refused."""

    path: str
    """To which it was sent, as the server reads it."""
    sent: Sent
    """What is to be filled in; empty where the page shows that by itself."""
    why: str


class _Tag(NamedTuple):
    """A tag of a page; `/form` is the one that ends a `form`."""

    name: str
    attributes: dict[str, str | None]
    start: int
    end: int

    def says(self, attribute: str) -> str:
        return self.attributes.get(attribute) or ""


class _Edit(NamedTuple):
    """Characters `[start, end)` of the page, and what stands there instead."""

    start: int
    end: int
    words: str


def with_refusal(page: str, refusal: Refusal) -> str | None:
    """The page, its form filled and opened, with the reason in it; None where the page has no such form."""
    tags = list(_tags(page))
    found = _form(tags, refusal)
    if found is None:
        return None
    first, last = found
    filled = _filled(page, tags[first:last], refusal.sent)
    opened = _opened(tags, first, last, refusal.sent)
    told = _described(tags[first], _told(refusal, tags[first:last]))
    return _edited(page, [told, *filled, *opened])


# --- the page as tags --------------------------------------------------------------------------------------


class _Tags(HTMLParser):
    """Collects the tags of a page with their places."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[_Tag] = []
        self._lines = [0, *accumulate(len(line) for line in page.split("\n"))]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._place()
        self.found.append(_Tag(tag, dict(attrs), start, start + len(self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(_Tag(f"/{tag}", {}, self._place(), self._place()))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + line - 1 + column  # a line break is one character


def _tags(page: str) -> list[_Tag]:
    return _Tags(page).found


def _form(tags: Sequence[_Tag], refusal: Refusal) -> tuple[int, int] | None:
    """The first and last tag of the form: of several sent to one address, the one whose hidden fields fit best."""
    forms = [found for found in _forms(tags) if _leads_to(tags[slice(*found)], refusal.path)]
    return max(forms, key=lambda found: _fits(tags[slice(*found)], refusal.sent), default=None)


def _forms(tags: Sequence[_Tag]) -> Iterator[tuple[int, int]]:
    for first, tag in enumerate(tags):
        if tag.name == "form" and tag.says("method").lower() == "post":
            ends = (n for n in range(first, len(tags)) if tags[n].name == "/form")
            yield first, next(ends, len(tags))


def _leads_to(form: Sequence[_Tag], path: str) -> bool:
    addresses = [form[0].says("action"), *(tag.says("formaction") for tag in form)]
    return any(unquote(urlsplit(one).path) == path for one in addresses if one)


def _fits(form: Sequence[_Tag], sent: Sent) -> int:
    """How many of the form's hidden fields were sent as they stand in it, less those that were not."""
    hidden = [tag for tag in form if tag.name == "input" and tag.says("type") == "hidden"]
    return sum(1 if tag.says("value") in sent.get(tag.says("name"), ()) else -1 for tag in hidden)


# --- what is put into it -----------------------------------------------------------------------------------


def _filled(page: str, form: Sequence[_Tag], sent: Sent) -> Iterator[_Edit]:
    """The fields with what was typed into them; of several of one name each takes the next value."""
    left = {name: [one for one in values if isinstance(one, str)] for name, values in sent.items()}
    for number, tag in enumerate(form):
        name = tag.says("name")
        if tag.name == "select" and name in left:
            yield from _selected(page, form[number:], left[name])
        elif tag.name == "input" and tag.says("type") in _CHOSEN and sent:
            yield _marked(tag, "checked", is_on=(tag.attributes.get("value") or "on") in left.get(name, ()))
        elif tag.name in ("input", "textarea") and left.get(name) and tag.says("type") not in _NEVER_FILLED:
            yield _typed(tag, form[number:], left[name].pop(0))


def _typed(tag: _Tag, following: Sequence[_Tag], value: str) -> _Edit:
    if tag.name == "input":
        return _rewritten(tag, tag.attributes | {"value": value})
    end = next(one.start for one in following if one.name == "/textarea")
    # Browsers leave out a line break at the beginning.
    return _Edit(tag.end, end, f"\n{escape(value)}" if value else "")


def _selected(page: str, following: Sequence[_Tag], values: Sequence[str]) -> Iterator[_Edit]:
    for tag, after in pairwise(following):
        if tag.name == "/select":
            return
        if tag.name == "option":
            own = tag.attributes.get("value")
            value = unescape(page[tag.end : after.start]).strip() if own is None else own
            yield _marked(tag, "selected", is_on=value in values)


def _marked(tag: _Tag, mark: str, *, is_on: bool) -> _Edit:
    others = {name: said for name, said in tag.attributes.items() if name != mark}
    return _rewritten(tag, others | ({mark: None} if is_on else {}))


def _opened(tags: Sequence[_Tag], first: int, last: int, sent: Sent) -> Iterator[_Edit]:
    """What is folded, opened: whatever the form stands in, and within it whatever holds something typed."""
    typed = {name for name, values in sent.items() if any(isinstance(one, str) and one for one in values)}
    for start, end in _folded(tags):
        holds_form = start < first and end >= last
        within = first < start and end <= last
        if holds_form or (within and any(tag.says("name") in typed for tag in tags[start:end])):
            yield _marked(tags[start], "open", is_on=True)


def _folded(tags: Sequence[_Tag]) -> Iterator[tuple[int, int]]:
    begun: list[int] = []
    for number, tag in enumerate(tags):
        if tag.name == "details":
            begun.append(number)
        elif tag.name == "/details" and begun:
            yield begun.pop(), number


def _told(refusal: Refusal, form: Sequence[_Tag]) -> str:
    """Why the form was refused, in a paragraph to which the browser goes, unless the form says where else."""
    has_files = any(getattr(one, "filename", "") for values in refusal.sent.values() for one in values)
    again = " " + text("The files have to be chosen again.") if has_files else ""
    focus = "" if any("autofocus" in tag.attributes for tag in form) else ' tabindex="-1" autofocus'
    words = escape(refusal.why + again)
    return f'<p class="wrong" id="refused" role="alert" dir="auto"{focus}>{words}</p>'


def _described(form: _Tag, told: str) -> _Edit:
    made = _rewritten(form, form.attributes | {"aria-describedby": "refused"})
    return made._replace(words=made.words + told)


def _rewritten(tag: _Tag, attributes: Mapping[str, str | None]) -> _Edit:
    said = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attributes.items()
    )
    return _Edit(tag.start, tag.end, f"<{tag.name}{said}>")


def _edited(page: str, edits: Sequence[_Edit]) -> str:
    parts, at = [], 0
    for start, end, words in sorted(edits):
        parts += [page[at:start], words]
        at = end
    return "".join([*parts, page[at:]])
