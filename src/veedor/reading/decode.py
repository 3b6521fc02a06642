"""From the model's arrays to a `Parse`: pure functions, shared with training."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from veedor.reading.encoder import Arrays, Labels
from veedor.reading.judging.judge import Judge
from veedor.reading.learned import Learned
from veedor.reading.parse import ROOT, Name, Parse, Role, Word
from veedor.reading.whole_names import whole_names

Lemmatize = Callable[[str, str, str], str]
"""Takes form, universal part of speech and Penn tag; gives the lemma."""


def decode(
    arrays: Arrays,
    text: str,
    words: Sequence[tuple[int, int]],
    labels: Labels,
    lemmatize: Lemmatize,
    judge: Judge | None = None,
) -> Parse:
    """The sentence as the rules read it.

    Args:
        arrays: What the model says of the sentence.
        text: The whole document's text.
        words: First character of each word and one past its last, in `text`; as many as `arrays` has.
        labels: The model's label sets.
        lemmatize: Gives a word's lemma.
        judge: How much of what the heads say of statements is to be believed; None leaves them out.

    """
    heads = join_trees([best_tree(scores) for scores in arrays.arcs])
    # As lists: numbers are taken out of those far sooner than out of arrays one by one.
    seen = (arrays.upos, arrays.xpos, arrays.deprels, arrays.saying, arrays.factuality, arrays.events)
    columns = [column.tolist() for column in (*seen, arrays.event_scores)]
    made = []
    for i, ((start, end), head, upos, xpos, deprel, saying, factuality, event, score) in enumerate(
        zip(words, heads, *columns, strict=True)
    ):
        form, tag, penn, act = text[start:end], labels.upos[upos], labels.xpos[xpos], labels.events[event]
        if tag == "PROPN" and penn in ("NN", "NNS") and form.islower():
            tag = "NOUN"  # the two heads disagree, and no name is written so
        made.append(
            Word(
                index=i,
                start=start,
                end=end,
                text=form,
                lemma=lemmatize(form, tag, penn),
                upos=tag,
                xpos=penn,
                head=head,
                deprel="root" if head == ROOT else labels.deprels[deprel],
                saying=saying,
                factuality=factuality,
                trigger="" if act == "O" else act,
                trigger_score=0.0 if act == "O" else score,
            )
        )
    return Parse(
        text=text,
        start=words[0][0] if words else 0,
        end=words[-1][1] if words else 0,
        words=tuple(_hang_windows(made, arrays.arcs)),
        roles=tuple(decode_roles(arrays, labels)),
        names=tuple(whole_names(decode_names([labels.names[n] for n in arrays.names]), made)),
        vector=arrays.vector,
        learned=None if judge is None else learned(arrays, labels, judge),
    )


def learned(arrays: Arrays, labels: Labels, judge: Judge) -> Learned:
    """What the heads say of statements."""
    return Learned(
        labels.anchors,
        arrays.anchors,
        arrays.attributes,
        labels.fields,
        arrays.fields,
        arrays.field_scores,
        judge,
    )


def decode_roles(arrays: Arrays, labels: Labels) -> Iterable[Role]:
    """The roles, by predicate and then by argument; no word is its own argument."""
    for (predicate, argument, label), score in zip(
        arrays.roles.tolist(), arrays.role_scores.tolist(), strict=True
    ):
        if predicate != argument:
            yield Role(predicate, argument, labels.roles[label], score)


def decode_names(tags: Sequence[str]) -> list[Name]:
    """The names of BIO labels; an I that follows no name of its kind begins one.

    Leaving out an I that follows none, and going on with a name of another kind, gives two points more of F1 on
    the names of EWT and GUM (dev), but loses roles on the development reports (F1 0.944 for 0.961): a name missed
    hurts a reading more than one too many.
    """
    found: list[Name] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        begins, kind = tag[0] == "B", tag[2:]
        if not begins and found and found[-1].kind == kind and found[-1].last == i - 1:
            found[-1] = found[-1]._replace(last=i)
        else:
            found.append(Name(i, i, kind))
    return found


# --- trees -------------------------------------------------------------------------------------------------------


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The head of each of n words, `ROOT` for exactly one, without cycles.

    Each word takes its best head. Where that gives no root or several, the word most willing to be the root is it;
    where a cycle is left, the best tree with that root is sought (Chu and Liu 1965, Edmonds 1967).

    Args:
        scores: Shape (n, n + 1), of each word (row) for each head; column 0 is the root. Must be finite.

    """
    n = len(scores)
    if n == 0:
        return []
    words = scores[:, 1:].astype(np.float64)
    np.fill_diagonal(words, -np.inf)
    best = words.argmax(1)
    willing = scores[:, 0] - words[np.arange(n), best]
    root = int(willing.argmax())
    heads = [int(h) for h in best]
    heads[root] = ROOT
    if _cycle(heads):
        heads = _maximum_tree(words, root)
    return heads


def _cycle(heads: Sequence[int]) -> list[int]:
    """The words of one cycle, or an empty list; a negative head ends a path."""
    seen = [0] * len(heads)
    for start in range(len(heads)):
        at = start
        while at >= 0 and not seen[at]:
            seen[at] = start + 1
            at = heads[at]
        if at >= 0 and seen[at] == start + 1:
            cycle = [at]
            while (at := heads[at]) != cycle[0]:
                cycle.append(at)
            return cycle
    return []


def _maximum_tree(scores: NDArray[np.float64], root: int) -> list[int]:
    """The best tree under `root`: scores (n, n) of each word (row) for each head, the diagonal minus infinite."""
    heads = [int(h) for h in scores.argmax(1)]
    heads[root] = ROOT
    cycle = _cycle(heads)
    if not cycle:
        return heads
    others = [i for i in range(len(scores)) if i not in set(cycle)]
    inside = np.array(cycle)
    lost = scores[inside][:, others] - scores[inside, [heads[i] for i in cycle]][:, None]
    enters = lost.argmax(0)
    leaves = scores[others][:, inside].argmax(1)
    m = len(others)
    smaller = np.full((m + 1, m + 1), -np.inf)
    smaller[:m, :m] = scores[np.ix_(others, others)]
    smaller[:m, m] = scores[np.array(others), inside[leaves]]
    smaller[m, :m] = lost.max(0)
    found = _maximum_tree(smaller, others.index(root))
    for i, head in enumerate(found[:m]):
        heads[others[i]] = ROOT if head == ROOT else cycle[leaves[i]] if head == m else others[head]
    heads[cycle[enters[found[m]]]] = others[found[m]]
    return heads


def join_trees(trees: Sequence[list[int]]) -> list[int]:
    """The trees of a sentence's windows as one: later roots hang on the first."""
    heads: list[int] = []
    first_root = ROOT
    for tree in trees:
        offset = len(heads)
        heads += [first_root if h == ROOT else h + offset for h in tree]
        if first_root == ROOT and tree:
            first_root = tree.index(ROOT) + offset
    return heads


def _hang_windows(words: list[Word], arcs: Sequence[NDArray[np.float32]]) -> list[Word]:
    """Words with the relation `parataxis` where `join_trees()` hung a window's root on the first window's."""
    if len(arcs) < 2:
        return words
    first_root = next(w.index for w in words if w.head == ROOT)
    offset = len(arcs[0])
    for scores in arcs[1:]:
        for i in range(offset, offset + len(scores)):
            if words[i].head == first_root:
                words[i] = words[i]._replace(deprel="parataxis")
        offset += len(scores)
    return words
