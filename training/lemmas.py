"""Writes the table of lemmas that suffix rules do not give: `python -m training.lemmas --data ../shared/data`."""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter, defaultdict
from pathlib import Path

from training.data import ewt, gum

OUT = Path(__file__).parent.parent / "src/veedor/reading/data/lemmas.tsv"
RULES = {
    "NOUN": (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", "")),
    "VERB": (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""),
             ("ied", "y"), ("ed", ""), ("ing", "")),
    "ADJ": (("ier", "y"), ("iest", "y"), ("er", ""), ("est", "")),
}  # fmt: skip
PLAIN = re.compile(r"[^\W\d_]?['’]?[^\W\d_]+(?:-[^\W\d_]+)*")
KEPT = ("NOUN", "VERB", "AUX", "ADJ", "ADV", "PRON", "DET")


def by_rule(form: str, upos: str) -> str:
    """What the first fitting suffix gives: a deliberately poor rule, so that whatever it misses is in the table."""
    for suffix, put in RULES.get(upos, ()):
        if form.endswith(suffix) and len(form) > len(suffix) + 2:
            return form[: -len(suffix)] + put
    return form


def table(folder: Path) -> list[tuple[str, str, str]]:
    """Form, tag and most frequent lemma of words seen twice; of nouns and verbs with an irregular form, seen once."""
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for corpus in (ewt, gum):
        for sentence in corpus(folder):
            if sentence.split == "train":
                for form, upos, lemma in zip(sentence.words, sentence.upos, sentence.lemmas, strict=True):
                    if lemma != "_":
                        seen[form.lower(), upos][lemma.lower()] += 1
    rows = []
    for (form, upos), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        irregular = upos in ("NOUN", "VERB") and not form.endswith(("s", "ed", "ing"))
        if (
            upos in KEPT
            and PLAIN.fullmatch(form)
            and by_rule(form, upos) != lemma
            and (count >= 2 or irregular)
        ):
            rows.append((form, upos, lemma))
    return rows


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    rows = table(parser.parse_args().data)
    lines = ["# from UD_English-EWT and GUM, CC BY-SA 4.0", *("\t".join(row) for row in rows)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
