"""Sentences of our own with their trees (`stance.rows`), and sentences that nobody would write."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tests.reading.build import parse_of
from veedor.reading.parse import ROOT, Parse, Word

_FORMS = (
    "want/VERB/VBP agree/VERB/VBN refuse/VERB/VBG ready/ADJ/JJ likely/ADJ/JJ aim/NOUN/NN risk/NOUN/NN say/VERB/VBD "
    "will/AUX/MD would/AUX/MD should/AUX/MD be/AUX/VBZ have/AUX/VBZ not/PART/RB to/PART/TO if/SCONJ/IN that/SCONJ/IN "
    "he/PRON/PRP which/PRON/WDT army/NOUN/NN year/NOUN/NN and/CCONJ/CC or/CCONJ/CC ,/PUNCT/, :/PUNCT/: “/PUNCT/`` "
    "”/PUNCT/'' only/ADV/RB of/ADP/IN in/ADP/IN condition/NOUN/NN win/VERB/VB avoid/VERB/VB against/ADP/IN"
).split()
_RELATIONS = (
    "nsubj nsubj:pass obj obl obl:agent xcomp ccomp advcl acl acl:relcl aux aux:pass cop mark case cc conj punct det "
    "amod nmod nmod:poss advmod expl parataxis csubj appos"
).split()


@cache
def _sentences() -> dict[str, Parse]:
    blocks = Path(__file__).with_name("stance.rows").read_text(encoding="utf-8").split("\n\n")
    parses = [parse_of(block) for block in blocks if not block.startswith("#")]
    return {parse.text: parse for parse in parses}


def sentence(text: str) -> Parse:
    """The sentence with its tree; KeyError where `stance.rows` has none."""
    return _sentences()[text]


@st.composite
def wild_parses(draw: st.DrawFn) -> Parse:
    """A parse of words in any order, with any tree over them."""
    forms = draw(st.lists(st.sampled_from(_FORMS), min_size=1, max_size=14))
    order = draw(st.permutations(range(len(forms))))
    heads = dict.fromkeys(order, ROOT)
    for place, index in enumerate(order[1:], 1):
        heads[index] = order[draw(st.integers(0, place - 1))]
    words, text = [], ""
    for index, form in enumerate(forms):
        lemma, upos, xpos = form.split("/")
        start = len(text) + bool(text)
        text += f"{' ' if text else ''}{lemma}"
        relation = "root" if heads[index] == ROOT else draw(st.sampled_from(_RELATIONS))
        words.append(Word(index, start, len(text), lemma, lemma, upos, xpos, heads[index], relation))
    return Parse(text=text, start=0, end=len(text), words=tuple(words))
