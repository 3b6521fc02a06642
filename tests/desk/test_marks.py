"""A text in stretches and blocks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote, Span
from veedor.codebook.statement import Event
from veedor.desk.marks import blocks, cuts, stretches
from veedor.documents.document import Document

TEXT = "The envoys met in Geneva on Monday. Some 40 people left.\n"

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], sum(pair))), max_size=12
)


def event(start: int, end: int, *actors: tuple[int, int]) -> Event:
    return Event(
        type=EventType.CONSULT,
        anchor=Quote.at(TEXT, start, end),
        actors=tuple(Quote.at(TEXT, *actor) for actor in actors),
    )


@settings(deadline=None, max_examples=60)  # no deadline: a busy machine is no fault
@given(st.integers(0, 70), spans)
def test_cuts_cover_the_text_once_and_know_their_spans(length: int, chosen: list[Span]) -> None:
    found = cuts(length, chosen)
    assert [at for cut in found for at in range(cut.start, cut.end)] == list(range(length))
    for cut in found:
        covering = tuple(
            n for n, span in enumerate(chosen) if span.start <= cut.start and cut.end <= span.end
        )
        assert cut.spans == covering


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab. \n", max_size=200).map(lambda text: text * 60))
def test_blocks_touch_and_are_the_text(text: str) -> None:
    found = blocks(text)
    assert "".join(text[block.start : block.end] for block in found) == text
    assert all(len(block) <= 3000 or "\n\n" in text[block.start : block.end] for block in found)


def test_a_text_without_paragraphs_is_cut_where_a_sentence_ends() -> None:
    text = "The envoys met again in Riverton. " * 400
    first, *_ = blocks(text)
    assert len(first) <= 3000
    assert text[: first.end].endswith("Riverton. ")


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    assert [len(block) for block in blocks("a" * 7000)] == [3000, 3000, 1000]


def test_crossing_anchors_share_their_middle() -> None:
    document = Document(id="a1", text=TEXT)
    found = [(s.start, s.end, s.anchored) for s in stretches(document, [event(0, 14), event(11, 24)])]
    assert found == [(0, 11, (0,)), (11, 14, (1, 0)), (14, 24, (1,)), (24, len(TEXT), ())]


def test_a_stretch_knows_who_quotes_it_and_who_is_anchored_there() -> None:
    document = Document(id="a1", text=TEXT)
    party, _, anchor, *_ = stretches(document, [event(11, 14, (0, 10))])
    assert (party.anchored, party.quoting, party.is_anchors_start) == ((), (0,), False)
    assert (anchor.anchored, anchor.quoting, anchor.is_anchors_start) == ((0,), (0,), True)


def test_pages_and_borders_cut_the_text() -> None:
    document = Document(id="a1", text=TEXT, pages=(0, 36))
    found = [(s.start, s.page) for s in stretches(document, [], borders=[0, 11])]
    assert [(at, page) for at, page in found if page or at == 11] == [(0, 1), (11, None), (36, 2)]
