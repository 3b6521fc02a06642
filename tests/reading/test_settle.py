from __future__ import annotations

from tests.reading.build import parse_of
from veedor.codebook.labels import EventType, Stance
from veedor.codebook.span import Quote
from veedor.reading.events.events import EventDraft
from veedor.reading.forecasts.forecasts import ForecastDraft
from veedor.reading.parse import Parse
from veedor.reading.positions.positions import PositionDraft
from veedor.reading.settle import Draft, settle

WANTS = parse_of(
    """
    Norway Norway PROPN NNP 2 nsubj
    wants want VERB VBZ 0 root
    to to PART TO 4 mark
    lift lift VERB VB 2 xcomp
    the the DET DT 6 det
    sanctions sanction NOUN NNS 4 obj
    """
)


def at(parse: Parse, first: int, last: int) -> Quote:
    return Quote.at(parse.text, parse.words[first].start, parse.words[last].end)


def event(parse: Parse, head: int, kind: EventType, about: Quote | None = None) -> EventDraft:
    return EventDraft(head=head, anchor=at(parse, head, head), type=kind, about=about)


def kept(parse: Parse, **drafts: list[Draft]) -> list[str]:
    given = {name: drafts.get(name, []) for name in ("events", "positions", "forecasts", "figures", "roles")}
    return [d.anchor.words for d in settle(parse, **given).standing]  # type: ignore[arg-type]


def wants() -> PositionDraft:
    return PositionDraft(
        head=1,
        anchor=at(WANTS, 1, 1),
        stance=Stance.PREFERS,
        holders=(at(WANTS, 0, 0),),
        about=at(WANTS, 3, 5),
        conditions=(),
        issue="sanctions",
        holder_is_source=False,
    )


def test_what_is_wanted_is_not_told_as_an_event() -> None:
    assert kept(WANTS, events=[event(WANTS, 3, EventType.CONCEDE)], positions=[wants()]) == ["wants"]


def test_what_the_content_takes_for_real_stays() -> None:
    told = kept(WANTS, events=[event(WANTS, 5, EventType.SANCTION)], positions=[wants()])
    assert told == ["wants", "sanctions"]


def test_one_anchor_carries_one_statement() -> None:
    assert kept(WANTS, events=[event(WANTS, 1, EventType.REQUEST)], positions=[wants()]) == ["wants"]


def test_what_is_demanded_is_the_about() -> None:
    demand = event(WANTS, 1, EventType.REQUEST, about=at(WANTS, 3, 5))
    assert kept(WANTS, events=[demand, event(WANTS, 3, EventType.CONCEDE)]) == ["wants"]


def test_act_in_a_condition_is_not_told() -> None:
    told = parse_of(
        """
        They they PRON PRP 3 nsubj
        will will AUX MD 3 aux
        wait wait VERB VB 0 root
        if if SCONJ IN 6 mark
        rebels rebel NOUN NNS 6 nsubj
        attack attack VERB VBP 3 advcl
        """
    )
    assert kept(told, events=[event(told, 5, EventType.ASSAULT)]) == []


def test_forecast_leaves_no_event_inside_what_may_happen() -> None:
    told = parse_of(
        """
        Rebels rebel NOUN NNS 3 nsubj
        may may AUX MD 3 aux
        attack attack VERB VB 0 root
        """
    )
    may = ForecastDraft(
        head=2,
        anchor=at(told, 1, 2),
        actors=(),
        about=at(told, 2, 2),
        probability=None,
        by=None,
        conditions=(),
    )
    assert kept(told, events=[event(told, 2, EventType.ASSAULT)], forecasts=[may]) == ["may attack"]
