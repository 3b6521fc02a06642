"""Whether a text is a new version of another, the same story carried by somebody else, or a different one.

Two steps. A fingerprint (MinHash, cut into bands) finds candidates by equal rows of an SQL table, without
comparing every text with every other. Then the runs of three words of two candidates are compared exactly.
MinHash: Broder, On the resemblance and containment of documents (1997). Bands: Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, section 3.4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from veedor.codebook.when import bounds
from veedor.documents.differences import Change, Piece, fold, folded_tokens, word_diff
from veedor.documents.document import Document

__all__ = [
    "Change",
    "Edition",
    "Fingerprint",
    "Likeness",
    "Piece",
    "Related",
    "Relation",
    "compare",
    "fingerprint",
    "relation",
    "same_address",
    "shingles",
    "word_diff",
]

SHINGLE_WORDS = 3
"""Words in a run. Longer ones lose more to each small change; shorter ones are shared by chance."""
BANDS = 40
"""Rows that a document takes in the table of bands."""
BAND_ROWS = 2
"""Hash values in a band. Two texts that share the part J of their runs meet in a band with the probability
1 - (1 - J²)^40: 0.9998 at 0.45 (a text and its first half have 0.5), 0.1 at 0.05 (a shared paragraph)."""
SEED = 1605
"""Any number; another one needs all bands of a record made anew."""

# The thresholds were chosen by `python -m benchmarks.duplicates --tune` on one half of the texts; the other
# half gives the figures that the benchmark reports. Seen on the first half: pairs of one story hold 0.49 to 1 of
# the shorter text, unlike stories with one agency's footer or a shared paragraph 0.03 to 0.40.
NEAR_SHORTER = 0.45
"""The share of the shorter text's runs which the longer one must hold."""
NEAR_LONGER = 0.36
"""The share of the longer text's runs which the shorter one must hold: a digest is no version of its parts.
Seen: versions 0.41 and up in 99 of 100, the digests, made four times as long, about 0.25."""
SAME_ADDRESS = 0.37
"""The share of the shorter text's runs that keeps a page the same page; below, its address was reused.
Seen: pages of which two fifths were kept 0.376 and up in 99 of 100, another story with the same agency line and
footer up to 0.373 in 99 of 100."""
ALMOST_ALL = 0.9
"""The share of both that very short texts need, of which less can be known. By judgement, not by measurement."""
UNTOUCHED = 0.98
"""The share of both that texts of quite different days need: a weekly notice is often a form filled in anew, and
three changed words among five hundred are nine runs. By judgement, not by measurement."""
SHORT = 30
"""Runs below which a text counts as very short."""
DAYS_APART = 31
"""Days between two publications from which texts need `UNTOUCHED`."""


class Fingerprint(NamedTuple):
    """What finds a text's near-duplicates."""

    bands: tuple[int, ...]
    """Signed 64-bit keys for rows `(key, document)`; two near-identical texts share one. Empty where the text
    holds no word."""
    runs: int
    """How many different runs of words the text has."""


class Likeness(NamedTuple):
    """How much of two texts is the same, in different runs of three words."""

    share_of_old: float
    """The part, in [0, 1], of the old text's runs that the new one holds."""
    share_of_new: float
    """The part, in [0, 1], of the new text's runs that the old one holds."""
    old_runs: int
    new_runs: int

    @property
    def contained(self) -> float:
        """The part of the shorter text's runs that the longer one holds."""
        return self.share_of_old if self.old_runs <= self.new_runs else self.share_of_new

    @property
    def containing(self) -> float:
        """The part of the longer text's runs that the shorter one holds."""
        return min(self.share_of_old, self.share_of_new)

    @property
    def changed(self) -> bool:
        """Whether either text has words in an order that the other lacks."""
        return self.containing < 1


class Relation(StrEnum):
    """What one text is to another."""

    VERSION = "version"
    """The same publisher's text, earlier or later."""
    CARRIER = "carrier"
    """The same text, printed by another publisher: one wire story."""
    DIFFERENT = "different"


class Related(NamedTuple):
    """What one text is to another, and why."""

    relation: Relation
    why: str
    """One line for people."""
    share: float
    """The part, in [0, 1], of the old text's runs of words that the new one kept."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One text as somebody printed it, with what is known of that."""

    text: str
    publisher: str | None = None
    address: str | None = None
    published: str | None = None
    """EDTF."""
    title: str | None = None

    @classmethod
    def of(cls, document: Document) -> Edition:
        """What a document says of itself."""
        published = document.published.value if document.published else None
        return cls(document.text, document.publisher, document.address, published, document.title)


def shingles(text: str) -> frozenset[str]:
    """The different runs of three words, folded; of a text with fewer words, all of them as one run."""
    words = [word for word in folded_tokens(text) if word[0].isalnum()]
    if len(words) < SHINGLE_WORDS:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(map(" ".join, zip(*(words[n:] for n in range(SHINGLE_WORDS)), strict=False)))


def fingerprint(text: str) -> Fingerprint:
    """The text's fingerprint; the same text gives the same one on every machine."""
    runs = shingles(text)
    return Fingerprint(_bands(runs), len(runs))


def _bands(runs: frozenset[str]) -> tuple[int, ...]:
    """Signed 64-bit keys, one for each band; none for no runs. The one place that knows rensa."""
    # Imported here: only taking in documents needs it.
    from rensa import RMinHash

    if not runs:
        return ()
    made = RMinHash(num_perm=BANDS * BAND_ROWS, seed=SEED)
    made.update(runs)
    digest: list[int] = made.digest()
    return tuple(_key(band, digest[band * BAND_ROWS : (band + 1) * BAND_ROWS]) for band in range(BANDS))


def _key(band: int, values: list[int]) -> int:
    """A band's 32-bit hash values and its number as one signed 64-bit number, well mixed.

    FNV-1a over 32-bit words (Fowler, Noll, Vo; 64-bit offset basis and prime).
    """
    key = 0xCBF29CE484222325
    for value in (band, *values):
        key = ((key ^ value) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return key - (1 << 64) if key >= 1 << 63 else key


def compare(old: str, new: str) -> Likeness:
    """How much of two texts is the same; of a text without words, nothing."""
    return _likeness(shingles(old), shingles(new))


def _likeness(old: frozenset[str], new: frozenset[str]) -> Likeness:
    shared = len(old & new)
    return Likeness(shared / max(1, len(old)), shared / max(1, len(new)), len(old), len(new))


def relation(old: Edition, new: Edition) -> Related:
    """What the new text is to the old one, by their words and by what is known of them.

    A version has the same address and still some of the words, or near-identical text and no other known
    publisher; a carrier has near-identical text and another known publisher.
    """
    like = compare(old.text, new.text)
    kept = f"{_percent(like.share_of_old)} of the words kept{_retitled(old, new)}"
    one_page = same_address(old.address, new.address)
    if one_page and like.contained >= SAME_ADDRESS:
        return Related(Relation.VERSION, f"same address, {kept}", like.share_of_old)
    if one_page:
        return Related(Relation.DIFFERENT, f"same address, but another text: {kept}", like.share_of_old)
    if reason := _not_near(like, _days_apart(old.published, new.published)):
        return Related(Relation.DIFFERENT, reason, like.share_of_old)
    if old.publisher and new.publisher and not _same_publisher(old.publisher, new.publisher):
        return Related(Relation.CARRIER, f"other publisher, {kept}", like.share_of_old)
    whose = "same publisher" if old.publisher and new.publisher else "a publisher is not known"
    return Related(Relation.VERSION, f"{whose}, {kept}", like.share_of_old)


def _percent(share: float) -> str:
    """A share in whole per cent, never rounded up to all of it nor down to none."""
    whole = round(share * 100)
    return f"{min(99, max(1, whole)) if 0 < share < 1 else whole} %"


def _retitled(old: Edition, new: Edition) -> str:
    return ", retitled" if old.title and new.title and _plain(old.title) != _plain(new.title) else ""


def _not_near(like: Likeness, days: int) -> str:
    """Why two texts are not near-identical, in one line; empty where they are."""
    needed_shorter, needed_longer, because = NEAR_SHORTER, NEAR_LONGER, ""
    if days > DAYS_APART:
        needed_shorter = needed_longer = UNTOUCHED
        because = f", and {days} days between them"
    elif min(like.old_runs, like.new_runs) < SHORT:
        needed_shorter = needed_longer = ALMOST_ALL
        because = ", and a text is very short"
    if like.contained < needed_shorter or like.containing < needed_longer:
        return (
            f"{_percent(like.share_of_old)} of the earlier and {_percent(like.share_of_new)} of the later "
            f"text's words are shared{because}"
        )
    return ""


def _days_apart(old: str | None, new: str | None) -> int:
    """Days that surely lie between two EDTF dates; 0 where they may be one or one is not known."""
    if old is None or new is None:
        return 0
    a, b = bounds(old), bounds(new)
    later = max(a.earliest or date.min, b.earliest or date.min)
    earlier = min(a.latest or date.max, b.latest or date.max)
    return max(0, (later - earlier).days)


_ENDING = re.compile(r"\.(?:com|org|net|info|co)?(?:\.[a-z]{2})?$")


def _plain(name: str) -> str:
    """A name's letters and digits, folded."""
    return "".join(word for word in folded_tokens(name) if word[0].isalnum())


def _same_publisher(a: str, b: str) -> bool:
    """Whether two publishers' names differ at most in spelling: `The Gazette`, `gazette.com`."""
    return _publisher(a) == _publisher(b)


def _publisher(name: str) -> str:
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", fold(name.strip())).rstrip("/")
    return _plain(re.sub(r"^the[ -]", "", _ENDING.sub("", host)))


_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ref_src|smid|amp)$")


def same_address(a: str | None, b: str | None) -> bool:
    """Whether two web addresses name one page; not where one is unknown.

    The scheme, `www`, `m` and `amp`, a closing slash, the fragment and what only tells where a reader came from
    make no difference; an address in the Internet Archive is that of the page kept there.
    """
    return bool(a and b) and _address(a or "") == _address(b or "")


def _address(written: str) -> str:
    try:
        parts = urlsplit(_ARCHIVED.sub("", written.strip()))
    except ValueError:  # no address by RFC 3986: the same only letter by letter
        return written
    host = re.sub(r"^(?:www|m|mobile|amp)\.", "", parts.netloc.lower())
    path = re.sub(r"(?:/amp)?/?$", "", re.sub(r"/index\.html?$", "/", parts.path))
    asked = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])
    )
    return "?".join(chain([host + path], [urlencode(asked)] if asked else []))
