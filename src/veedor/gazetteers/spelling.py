"""Names folded, so that spellings of one name compare equal."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

from veedor.gazetteers.countries import is_country
from veedor.gazetteers.tables import table

LONGEST = 120
"""Characters of the longest spelling; a longer name ends in a hash of the whole."""
_LONGEST_READ = 2000
"""Characters of a name that are folded; no name of a party is as long."""
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_APOSTROPHES = re.compile("[\u2019\u2018\u02bc\u02bb\u02be\u02bf`´]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_OWNED = re.compile(r"(?<=\w)'s?\s*$")
_OWNER = re.compile(r"(?<=\w)'s(?=\s)")
_NO_WORD = re.compile(r"[^\w'()]+|_+")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)")
_BRACKET = re.compile(r"^(?P<long>[^()]*[^()\s])\s*\((?P<inside>[^()]{1,60})\)\s*$")
_ACRONYM = re.compile(r"(?=(?:[^a-z]*[A-Z]){2})[A-Z0-9][A-Za-z0-9.&/-]{1,11}(?: Party)?")
# Marks that are no letters of their own: over Latin, Greek, Cyrillic, Hebrew and Arabic letters.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]")
_SOUNDS = (
    (re.compile(r"tch|tsch"), "ch"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"kh|gh|q|ck|c(?![hei])"), "k"),
    (re.compile(r"c(?=[ei])|z"), "s"),
    (re.compile(r"dj|dzh"), "j"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"ee|ie|ei|ey|y|e"), "i"),
    (re.compile(r"(?<=[aeiu])h(?![aeiu])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def spelling(name: str) -> str:
    """The name folded, to compare and to look up: at most `LONGEST` characters, never empty.

    Broader than `codebook.naming.key`, under which the record keeps a name: two keys may have one spelling.

    Compatibility forms, case, accents, hyphens, stops, spacing, a leading English article and a final
    possessive do not count. An acronym in brackets that the words before it explain is left out, any other
    bracket stays: `African Union (AU)` is `african union`, `Democratic Party (US)` is `democratic party (us)`.
    Characters that print nothing (controls, overrides, lone surrogates) are dropped; a name that leaves
    nothing, and one that is too long, is told by its hash.
    """
    folded = " ".join(_folded(explained(name)[0]).split())
    if folded and len(folded) <= LONGEST and len(name) <= _LONGEST_READ:
        return folded
    digest = hashlib.sha256(" ".join(name.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{folded[: LONGEST - 17].rstrip()}#{digest}"


def visible(name: str) -> str:
    """The name composed, with single spaces, without characters that print nothing, and cut at 2,000."""
    if name.isascii() and name.isprintable():
        return " ".join(name[:_LONGEST_READ].split())
    composed = unicodedata.normalize("NFKC", name[:_LONGEST_READ])
    kept = (c if unicodedata.category(c)[0] != "C" else " " if c.isspace() else "" for c in composed)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=65536)
def explained(name: str) -> tuple[str, str | None]:
    """The name without the acronym that its bracket gives, and that acronym; None where there is none."""
    plain = visible(name)
    found = _BRACKET.match(plain)
    if not found or not _ACRONYM.fullmatch(found["inside"]) or is_country(found["inside"]):
        return plain, None
    return (found["long"], found["inside"]) if _explains(found["long"], found["inside"]) else (plain, None)


def bracketed(name: str) -> tuple[str, str] | None:
    """The words before a final bracket and those in it; None where the name does not end in one."""
    found = _BRACKET.match(visible(name))
    return (found["long"], found["inside"]) if found else None


def _explains(long: str, short: str) -> bool:
    """Whether half of an acronym's letters begin words before it, or a word of it stands there."""
    heads = [word[0] for word in tokens(long)]
    letters = [c for c in short.lower().split()[0] if c.isalnum()]
    return 2 * sum(c in heads for c in letters) >= len(letters) or " " in short


def tokens(words: str) -> tuple[str, ...]:
    """The folded words of a text, without brackets."""
    return tuple(_folded(words).replace("(", " ").replace(")", " ").split())


@lru_cache(maxsize=65536)
def _folded(words: str) -> str:
    plain = _APOSTROPHES.sub("'", visible(words)).casefold().translate(_LETTERS)
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), plain).replace("&", " and ")
    plain = _OWNER.sub(" 's", _OWNED.sub("", plain))
    plain = _NO_WORD.sub(" ", re.sub(r"(?<=\w)'(?!s\s)(?=\w)", "", plain)).strip()
    return _ARTICLE.sub("", re.sub(r"(?<!\S)'(?!s\b)|'(?!s\b)", "", plain).strip())


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """A folded word as it may sound in any Latin transliteration: `khaled` and `xaled` differ, `kaled` not."""
    for pattern, letters in _SOUNDS:
        token = pattern.sub(letters, token)
    return token


@cache
def words_of(name: str, column: str, value: str) -> frozenset[str]:
    """The folded words of a list of this room in the rows where a column has a value."""
    rows = table(name)
    first = next(iter(rows[0]))
    return frozenset(" ".join(tokens(row[first])) for row in rows if row[column] == value)


@cache
def standard_words() -> dict[str, str]:
    """What abbreviations, British spellings and demonyms of regions stand for, folded."""
    rows = table("name_words")
    return {" ".join(tokens(row["word"])): row["stands_for"] for row in rows if row["kind"] != "like"}


@cache
def like_words() -> dict[tuple[str, ...], str]:
    """Sorted words of bodies that reports call now so and now so, each with one word for all of its kind."""
    rows = table("name_words")
    return {tuple(sorted(tokens(r["word"]))): r["stands_for"] for r in rows if r["kind"] == "like"}
