"""Dictionary forms of words, by a list of irregular forms and rules for the regular endings.

The list, `data/lemmas.tsv`, is made by the training from the treebanks and holds what rules may get wrong.
The rules follow the treebank: comparatives and past forms go to their base, proper nouns keep their capitals.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from veedor.reading import lexicon

_CLOSED = {
    ("n't", "PART"): "not",
    ("nt", "PART"): "not",
    ("'", "PART"): "'s",
    ("an", "DET"): "a",
}
_KEEP = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})
_INFLECTED = frozenset({"VBD", "VBN", "VBG", "NNS", "JJR", "JJS"})
_BASE = frozenset({"VB", "VBP", "NN", "JJ"})
_SS_STEMS = ("ss", "x", "ch", "sh", "z")


@cache
def _listed() -> dict[tuple[str, str], str]:
    """Irregular forms by lower-case form and part of speech; empty before the training has written it."""
    path = files("veedor.reading") / "data" / "lemmas.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(row[0], row[1]): row[2] for row in rows if len(row) == 3}


@cache
def _inflected() -> dict[tuple[str, str], str]:
    return {(row["form"], row["upos"]): row["lemma"] for row in lexicon.table("irregular")}


def _irregular(low: str, upos: str, xpos: str) -> str | None:
    """The base of an irregular inflection, or None; a base form such as `found` (an institute) is none."""
    return _inflected().get((low, upos)) if xpos in _INFLECTED else None


@lru_cache(maxsize=50_000)
def lemmatize(form: str, upos: str, xpos: str) -> str:
    """The dictionary form of `form`, lower case except for names.

    Args:
        form: The word as it stands in the text.
        upos: Its universal part of speech (`VERB`).
        xpos: Its Penn Treebank tag (`VBD`), which says which ending to take off.

    """
    plain = form.replace("’", "'")
    low = plain.lower()
    known = _CLOSED.get((low, upos)) or _irregular(low, upos, xpos)
    if known is None and not (xpos in _BASE and (low, upos) in _inflected()):
        known = _listed().get((low, upos))
    if known:
        return known
    if upos == "PROPN":
        return _singular(plain) if xpos == "NNPS" else plain
    if upos in _KEEP:
        return form if upos != "NUM" else low
    return _regular(low, upos, xpos)


def _regular(low: str, upos: str, xpos: str) -> str:
    """The base of a lower-case word by the ending that its tag names."""
    if xpos == "NNS":
        return _singular(low)
    if upos in ("VERB", "AUX"):
        return _verb(low, xpos)
    if xpos in ("JJR", "RBR") and low.endswith("er") and len(low) > 4:
        return _undouble(low[:-2], is_verb=False)
    if xpos in ("JJS", "RBS") and low.endswith("est") and len(low) > 5:
        return _undouble(low[:-3], is_verb=False)
    return low


def _singular(word: str) -> str:
    """A plural noun without its ending: `cities` is `city`, `watches` is `watch`."""
    low = word.lower()
    if low.endswith("men"):
        return word[:-2] + "an"
    if len(low) < 3 or not low.endswith("s") or low.endswith("ss"):
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith("es") and low[:-2].endswith(_SS_STEMS):
        return word[:-2]
    if low.endswith("oes") and len(low) > 4:
        return word[:-2]
    return word[:-2] if low.endswith("'s") else word[:-1]


def _verb(low: str, xpos: str) -> str:
    """A regular verb without its ending."""
    # The tagger sometimes takes `favours` for a plural verb; no base of that shape ends in a single s.
    if xpos in ("VBZ", "VBP") and low.endswith("s") and not low.endswith("ss") and low not in _NO_E:
        return _third_person(low)
    if xpos == "VBG" and low.endswith("ing") and len(low) > 4:
        return _undouble(low[:-3], is_verb=True)
    if xpos in ("VBD", "VBN") and low.endswith("ed") and len(low) > 3:
        return low[:-3] + "y" if low.endswith("ied") and len(low) > 4 else _undouble(low[:-2], is_verb=True)
    return low


def _third_person(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return low[:-2]
    return low[:-1]


# The stems of regular verbs and adjectives whose base has a silent e: `decid`, `prepar`, `larg`, `simpl`.
# Found by counting, for each ending of a stem in the treebanks, how often the base adds an e.
_WITH_E = re.compile(
    r"""(?:
      [vuzc] | (?<!s)s | (?<![eo])at | cre?at | (?<!o)ur | (?<![ae])ir | (?<![eo])ar
    | (?:pl|gn|st|sc|d)or
    | (?<![aeo])in | (?:p|ph|st|thr)on | [rnl]ven | [tr]un | (?:(?<!i)c|inv|un|gn|wr|sp)it
    | (?:pl|el|omp|cr)et | (?:v|m|n|qu|d)ot | (?<!o)ut | (?<![eo])ad | (?<![aeo])id | (?<!o)od | (?<!o)ud
    | (?:c|p)ed | [aeiou]g | (?:ch|r)ang | [^t]eng | (?:l|sp|xp)ung | [rdl]g | (?<![aeo])il | (?:h|sc)al | sol
    | (?<![oa])ul | [tbcdgkpfz]l | (?<![eo])am | (?<!a)(?<!ct)im
    | com | um | chem | (?<![eo])ap | (?:[hc]|sl|r)op
    | dup | (?<![eo])ak | [iu]k | (?<!o)ok | [aiou]b | (?:ea|o|oo|a)th | (?<!e)e | [wn]ip | yp | [sl]yl
    )$""",
    re.VERBOSE,
)
_ONE_SYLLABLE = re.compile(r"(?:qu|[^aeiou])*[aeiouy][^aeiouwxy]$")
_ONE_L = re.compile(r"(?:[aeiou].*ell|troll|[nvtqr]u?all|[td]iall|[^aeiou]iall)$")
_DOUBLE = frozenset({"boycott", "purr", "err", "putt", "butt"})
"""Bases that end in a doubled consonant which is no sign of an ending."""
_NO_E = frozenset(
    {
        "focus",
        "canvas",
        "bias",
        "broad",
        "method",
        "solicit",
        "elicit",
        "visit",
        "reveal",
        "bus",
        "exhibit",
        "open",
    }
)


def _undouble(stem: str, *, is_verb: bool) -> str:
    """The base of a stem whose ending is off: `stopp` is `stop`, `decid` is `decide`, `happi` is `happy`."""
    if stem.endswith("i") and not is_verb:
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem not in _DOUBLE:
        return stem[:-1] if stem[-1] not in "aeiouslfz" or _ONE_L.search(stem) else stem
    return stem + "e" if _needs_e(stem) and stem not in _DOUBLE else stem


def _needs_e(stem: str) -> bool:
    """Whether the base ends in a silent e."""
    if stem in _NO_E:
        return False
    return bool(_ONE_SYLLABLE.match(stem)) or bool(_WITH_E.search(stem))
