"""Ten decisions by keyboard alone, a corrected span, and undo: in the queue and on the reading desk."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Tab
from veedor.record import changes, views
from veedor.record.changes import Verb
from veedor.record.store import Record
from veedor.record.wanted import State

DECIDING = frozenset({Verb.ACCEPT, Verb.REJECT, Verb.CORRECT})


def decisions(record: Record) -> list[Verb]:
    """What was decided and counts, oldest first."""
    return [one.verb for one in reversed(changes.log(record, verbs=DECIDING)) if one.counts]


def document_of(record: Record, title: str) -> str:
    return next(row.id for row in views.documents(record) if row.label == title)


def question(page: Page) -> str:
    """The address that the queue's decision would go to: another for each statement."""
    return page.locator("form.decide[data-decide]").first.get_attribute("data-decide") or ""


def press_and_go_on(page: Page, key: str) -> None:
    """Presses a key that decides, and waits until the next question is there."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def test_ten_decisions_in_the_queue_by_keyboard_alone(record: Record, desk: Open, tab: Tab) -> None:
    page, here = tab(), desk(record)
    here.enter(page, "/queue")
    asked = []
    for key in "aararaaraa":
        asked.append(question(page))
        press_and_go_on(page, key)
    assert decisions(record) == [Verb.ACCEPT if key == "a" else Verb.REJECT for key in "aararaaraa"]
    assert len(set(asked)) == 10
    press_and_go_on(page, "u")
    assert len(decisions(record)) == 9
    assert question(page) == asked[-1]


def test_a_skipped_statement_comes_back(record: Record, desk: Open, tab: Tab) -> None:
    page, here = tab(), desk(record)
    document = document_of(record, "A decree in Ardania")
    here.enter(page, f"/queue?document={document}")
    first = question(page)
    press_and_go_on(page, " ")
    assert question(page) != first
    while question_is_asked(page):
        press_and_go_on(page, "a")
    expect(page.locator("#question")).to_contain_text("1 skipped")
    press_and_go_on(page, " ")
    assert question(page) == first


def question_is_asked(page: Page) -> bool:
    return page.locator("form.decide[data-decide]").count() > 0


def test_ten_decisions_on_the_reading_desk_by_keyboard_alone(record: Record, desk: Open, tab: Tab) -> None:
    page, here = tab(), desk(record)
    document = document_of(record, "Talks in Ardania resume")
    here.enter(page, f"/documents/{document}")
    for number, key in enumerate("aaaraaraaa", start=1):
        decide(page, key)
        expect(page.locator("[data-count=decided]")).to_have_text(str(number))
    made = decisions(record)
    assert (made.count(Verb.ACCEPT), made.count(Verb.REJECT)) == (8, 2)
    with page.expect_response(re.compile("/part")):
        page.keyboard.press("u")
    expect(page.locator("[data-count=decided]")).to_have_text("9")
    assert len(decisions(record)) == 9
    assert decided_rows(record, document) == 9


def decide(page: Page, key: str) -> None:
    """Presses a key on the reading desk, and waits until its card is there anew."""
    with page.expect_response(re.compile("/part")):
        page.keyboard.press(key)


def decided_rows(record: Record, document: str) -> int:
    rows = views.reading(record, document, states=None).rows
    return sum(row.state in (State.ACCEPTED, State.REJECTED, State.CORRECTED) for row in rows)


def test_a_span_is_widened_narrowed_saved_and_taken_back_by_keyboard(
    record: Record, desk: Open, tab: Tab
) -> None:
    page, here = tab(), desk(record)
    document = document_of(record, "Talks in Ardania resume")
    here.enter(page, f"/documents/{document}")
    card = page.locator("#statements .card", has_text="resigned")
    card.click()
    before = words_of(card, record, document)
    page.keyboard.press("]")
    page.keyboard.press("]")
    page.keyboard.press("[")
    page.keyboard.press("<")
    shown = page.locator("#adjusted").inner_text()
    assert before in shown
    assert len(shown.split()) == len(before.split()) + 2
    decide(page, "Enter")
    now = page.locator("#statements .card[data-state=corrected]")
    expect(now).to_have_count(1)
    assert words_of(now, record, document) == shown
    assert decisions(record) == [Verb.CORRECT]
    decide(page, "u")
    expect(page.locator("#statements .card[data-state=corrected]")).to_have_count(0)
    assert decisions(record) == []


def words_of(card: object, record: Record, document: str) -> str:
    """The words that a card says are its own, in the record's text."""
    start, end = (int(card.get_attribute(name)) for name in ("data-at", "data-end"))  # type: ignore[attr-defined]
    return views.reading(record, document).document.text[start:end]


def test_words_of_the_text_and_cards_lead_to_each_other(record: Record, desk: Open, tab: Tab) -> None:
    page, here = tab(), desk(record)
    here.enter(page, f"/documents/{document_of(record, 'Talks in Ardania resume')}")
    page.locator("#words a.m", has_text="resigned").first.click()
    chosen = page.locator("#statements .card[aria-current=true]")
    expect(chosen).to_contain_text("resigned")
    expect(page.locator("#words .lit").first).to_be_visible()
    page.locator("#statements .card", has_text="sabotage").first.click()
    expect(page.locator("#words a.lit").first).to_contain_text(re.compile("accused|sabotage"))


def test_a_question_mark_shows_every_key(record: Record, desk: Open, tab: Tab) -> None:
    page, here = tab(), desk(record)
    here.enter(page, "/queue")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    assert {"a", "r", "e", "Space", "j", "g"} <= set(page.locator("dialog#keys kbd").all_inner_texts())
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
