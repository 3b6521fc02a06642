"""Parses made by hand, so that rules are tested without a model."""

from __future__ import annotations

from veedor.reading.parse import ROOT, Name, Parse, Role, Word


def parse_of(rows: str, *, names: tuple[Name, ...] = (), roles: tuple[Role, ...] = ()) -> Parse:
    """A parse of one sentence from rows `form lemma UPOS XPOS head deprel` (head counted from 1, 0 is root).

    Words are joined by single spaces; a form that begins with `+` joins the word before it (`+,`).
    """
    text, words = "", []
    for index, row in enumerate(line.split() for line in rows.strip().splitlines()):
        form, lemma, upos, xpos, head, deprel = row
        glued = form.startswith("+") and len(form) > 1
        form = form[1:] if glued else form
        text += "" if glued or not text else " "
        start = len(text)
        text += form
        words.append(
            Word(
                index, start, len(text), form, lemma, upos, xpos, int(head) - 1 if int(head) else ROOT, deprel
            )
        )
    return Parse(text=text, start=0, end=len(text), words=tuple(words), roles=roles, names=names)
