"""The document's own date: given, else from the file, else read or worked out from the text itself.

A printed date (a dateline, a byline, `Published: …`, a date alone at the top) is taken as it stands. It beats
the day on which a PDF or Word file was made, which often is that of a later conversion, unless that day is the
earlier one: nothing prints its own date long before. A page's or feed's own date comes before the text. Without
any, `date_inference.py` weighs what the text says. A date that nothing shows is None, never a guess.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from veedor.codebook.span import Quote
from veedor.codebook.when import Precision, bounds, precision, validate
from veedor.documents.date_inference import infer
from veedor.documents.date_values import At, span_value
from veedor.documents.date_words import Expression, find, resolve_on
from veedor.documents.document import Basis, Published
from veedor.errors import DateError

_TOP_CHARACTERS = 2000
"""How far from its start a text prints its date."""
_TOP_LINES = 12
_QUOTES = 6
"""How many pieces of evidence are kept: the most telling."""
_LABEL = re.compile(
    r"\b(?:published|posted|released|issued|date[ds]?|updated|press release)\b[^\n\d]{0,24}$", re.IGNORECASE
)
_AS_OF = re.compile(r"(?:^|[\s(,–—-])as (?:of|at)[ \t]*$", re.IGNORECASE)
_PLACE = re.compile(r"(?:^|\n)[ \t]*[A-Z][A-Z .,'’()/-]{2,60}(?:[,(]|\s[—–-])?\s*$")
_TOWN = re.compile(r"(?:^|\n)[ \t]*(?:[A-Z][\w.'’-]+ ?){1,3}(?:, [A-Z][\w.]+)?[,(]\s*$")
_DASH = re.compile(r"\s*\)?\s*(?:\([A-Z][\w .]{1,30}\)\s*)?(?:—|–|--?|:)\s")
_HEAD_LINES = 6
"""In how many of the first lines a byline ends or begins with the date."""
_SHORT = 120
"""Characters of a line that is no paragraph."""
_BEFORE_DATE = re.compile(r"(?:^|[,|(–—·•:/]|\s-)[ \t]*$")
_AFTER_DATE = re.compile(r"[ \t]*(?:[|–—·•/]|-\s|,\s|\bby\s)", re.IGNORECASE)
_EMBARGO = timedelta(7)
"""By how much a printed date may lie after the day on which its file was made."""
_ALONE = re.compile(r"[\s|,.·•()*_]*(?:\d{1,2}:\d\d[\w: .]{0,14})?[\s|,.·•()*_]*")


class Printed(NamedTuple):
    """A date that the text prints as its own."""

    value: str
    start: int
    end: int
    how: str


def published_in(
    text: str, *, given: str | None = None, metadata: str | None = None, made: bool = False
) -> Published | None:
    """When the text was published; None where nothing shows it.

    Args:
        text: The document's text.
        given: What the user says, in EDTF; DateError where it is none.
        metadata: What the file or page says: EDTF, or a date and time of ISO 8601. What cannot be read as
            either is as good as absent.
        made: Whether `metadata` is the day on which the file was made rather than the report published.

    """
    if given is not None:
        return Published(_closed(validate(given.strip())), Basis.GIVEN)
    told = _metadata_value(metadata)
    printed = printed_date(text) if made or not told else None
    if told and (printed is None or date.fromisoformat(printed.value) > _latest(told) + _EMBARGO):
        return Published(told, Basis.METADATA)
    if printed:
        quote = Quote.at(text, printed.start, printed.end)
        return Published(printed.value, Basis.INFERRED, printed.how, (quote,))
    return _inferred(text)


def _latest(value: str) -> date:
    return bounds(value).latest or date.max - _EMBARGO


def _closed(value: str) -> str:
    earliest, latest = bounds(value)
    if earliest is None or latest is None:
        raise DateError(
            f"'{value}' is open at one end; a report's date needs both: write 2019-08-01/2019-08-31"
        )
    return value


def _metadata_value(metadata: str | None) -> str | None:
    """EDTF of what a file says; None where it says nothing that is a date."""
    said = (metadata or "").strip()
    try:
        return _closed(validate(said)) if said else None
    except DateError:
        pass  # not EDTF: perhaps a date with a time
    try:
        return str(datetime.fromisoformat(said).date())
    except ValueError:
        return None


def printed_date(text: str) -> Printed | None:
    """The day that the text prints as its own, with its place; None where it prints none."""
    for expression in find(text, 0, min(len(text), _TOP_CHARACTERS)):
        value = resolve_on(expression, At(None, None))
        if not value or expression.limit or precision(value) is not Precision.DAY or "/" in value:
            continue
        how = _how_printed(text, expression)
        if how:
            return Printed(value, expression.core_start, expression.end, how)
    return None


def _how_printed(text: str, expression: Expression) -> str | None:
    """In which way a date at the top is the text's own; None where it is just one of its dates."""
    before, after = text[: expression.core_start], text[expression.end :]
    line, rest = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
    if _LABEL.search(line):
        return "printed in the text, with a label"
    if _PLACE.search(before[-80:]) and _DASH.match(after):
        return "printed in the text's dateline"
    if before.count("\n") >= _TOP_LINES:
        return None
    if _AS_OF.search(line) and _ALONE.fullmatch(rest):
        return "printed in the text, with a label"
    if _ALONE.fullmatch(line) and _ALONE.fullmatch(rest):
        return "printed in the text, on a line of its own"
    if _TOWN.search(before[-80:]) and _DASH.match(after):
        return "printed in the text's dateline"
    return "printed in the text's byline" if _is_byline(before, line, rest) else None


def _is_byline(before: str, line: str, rest: str) -> bool:
    """Whether a date ends or begins one of the first lines, all of them short and this one no sentence."""
    lines = [each for each in before.split("\n") if each.strip()]
    if len(lines) > _HEAD_LINES or any(len(each) > _SHORT for each in lines) or len(line + rest) > _SHORT:
        return False
    if _ALONE.fullmatch(rest):
        return bool(_BEFORE_DATE.search(line)) and "." not in rest
    return bool(_ALONE.fullmatch(line) and _AFTER_DATE.match(rest)) and not rest.rstrip().endswith(".")


def _inferred(text: str) -> Published | None:
    """What the dates and office holders in the text say of its day; None where that is too little."""
    found = infer(text)
    if found is None:
        return None
    kept = sorted({(clue.start, clue.end) for clue in found.clues[:_QUOTES]})
    note = f"inferred from {len(found.clues)} clues: dates told as past or to come, holders of office, bodies"
    if found.against:
        note += f"; {found.against} more do not agree"
    return Published(
        _days(found.first, found.last),
        Basis.INFERRED,
        note,
        tuple(Quote.at(text, start, end) for start, end in kept),
    )


def _days(first: date, last: date) -> str:
    return span_value(first, last)
