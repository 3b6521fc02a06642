"""The folded form under which names are compared: one spelling for what differs in no letter that matters."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST = 200
"""Characters of a key; a longer name keeps its beginning and a hash of the whole."""
_ARTICLE = re.compile(r"^(?:the|an?) (?=.)")
_STEERING = dict.fromkeys((*range(0x20), 0x7F), " ")
"""The control characters of ASCII, which may steer a terminal, as blanks."""
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


def folded(words: str) -> str:
    """The words without accents, case, invisible characters and needless blanks; any Unicode, never fails."""
    if words.isascii():  # most are, and all of them can be seen
        return " ".join(words.lower().translate(_STEERING).split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words).casefold())
    kept = (_seen(character) for character in plain)
    return " ".join("".join(kept).split())


def _seen(character: str) -> str:
    """The character, a blank for one that steers a terminal, nothing for one that cannot be seen."""
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    return "" if category in ("Mn", "Cf", "Cs") else character


def key(name: str) -> str:
    """The key of a name: folded, without a leading article and a closing possessive; 200 characters at most."""
    return shortened(_POSSESSIVE.sub("", _ARTICLE.sub("", folded(name))))


def shortened(plain: str) -> str:
    """The text, or, where it has more than 200 characters, its beginning and a hash of it: what an index can hold."""
    if len(plain) <= _LONGEST:
        return plain
    digest = hashlib.sha256(plain.encode()).hexdigest()[:16]
    return f"{plain[: _LONGEST - 17]} {digest}"


APART = "\n"
"""Between key and document in a node of one document; no key holds a line break."""


def node(name: str, document_id: str | None = None) -> str:
    """What judgements of identity are about: a name wherever it stands, or in one document alone."""
    return key(name) if document_id is None else f"{key(name)}{APART}{document_id}"
