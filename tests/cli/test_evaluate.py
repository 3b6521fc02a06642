"""`veedor evaluate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import STRIKE, TALKS, Run
from tests.fakes import FakeReader
from veedor import __version__
from veedor.documents.document import Document, Published


def span(text: str, words: str, **more: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words} | more


def report(text: str, id_: str, *statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    document = {"id": id_, "published": "2021-05-04", "text": text} | more
    return {"document": document, "statements": list(statements)}


def meeting(type_: str = "CONSULT", **fields: Any) -> dict[str, Any]:
    labels = {"polarity": "yes", "certainty": "certain", "tense": "past"}
    anchor = span(STRIKE, "met")
    return {"id": "s1", "kind": "event", "type": type_, "anchor": anchor} | labels | fields


def write(path: str, plain: object) -> str:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(json.dumps(plain), encoding="utf-8")
    return path


@pytest.fixture
def gold(run: Run) -> str:
    """A folder with two annotated reports."""
    role = {"kind": "role", "anchor": span(TALKS, "Deputy"), "status": "current"}
    quotes = {"role": span(TALKS, "Deputy"), "holder": span(TALKS, "Ana Órdoñez", name="Ana Órdoñez")}
    people = {"kind": "figure", "anchor": span(STRIKE, "40 people"), "value": 40, "unit": "people"}
    actors = [span(STRIKE, "The mayor", name="the mayor of Riverton")]
    write("gold/strike.json", report(STRIKE, "strike", meeting(actors=actors), people))
    write("gold/talks.json", report(TALKS, "talks", role | quotes))
    return "gold"


@pytest.mark.usefixtures("gold")
def test_without_a_system_the_texts_are_read(run: Run, reader: FakeReader) -> None:
    plain = json.loads(run("evaluate", "gold", "--json").out)
    assert reader.asked == 2
    assert (plain["documents"], plain["system"]) == (2, "Veedor's reader")
    assert plain["kinds"]["event"]["f1"] == plain["kinds"]["figure"]["f1"] == 1.0
    assert plain["kinds"]["position"]["precision"] == 0.0
    assert len(plain["types"]) == 23
    assert plain["names"]["names"]["share"] == 1.0
    assert plain["confusion"] == {"CONSULT": {"CONSULT": 1}}
    assert plain["calibration"]["statements"] == 1
    assert plain["calibration"]["brier"] == pytest.approx(0.0625)


@pytest.mark.usefixtures("gold")
def test_a_text_is_dated_as_its_file_says(
    run: Run, reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates: list[Published | None] = []

    def read(document: Document) -> list[Any]:
        dates.append(document.published)
        return []

    monkeypatch.setattr(reader, "read", read)
    run("evaluate", "gold/strike.json")
    assert [date.value for date in dates if date] == ["2021-05-04"]


def test_tables_hold_every_kind_and_type_with_intervals(run: Run, gold: str) -> None:
    ran = run("evaluate", gold)
    assert ran.code == 0
    for words in ("event+type", "TRADE", "demands", "event.actors", "event.certainty", "names"):
        assert words in ran.out
    assert "95 % interval over 1,000 draws" in ran.out
    assert "[0.00, 1.00]" not in ran.out.split("Event type")[0]
    assert "\x1b" not in ran.out


def test_one_document_has_no_interval(run: Run, gold: str) -> None:
    ran = run("evaluate", f"{gold}/strike.json")
    assert "on 1 document, one document: no interval" in ran.out
    assert "[" not in ran.out


def test_a_narrow_terminal_cuts_nothing_off(run: Run, gold: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    ran = run("evaluate", gold)
    assert max(len(line) for line in ran.out.splitlines()) <= 60
    assert "…" not in ran.out


def test_another_programs_output_is_found_by_id_or_text(run: Run, gold: str) -> None:
    by_id = report(STRIKE, "strike", meeting("AID"))
    del by_id["document"]["text"]
    by_text = report(TALKS, "another name")
    Path("theirs.jsonl").write_text(f"{json.dumps(by_text)}\n{json.dumps(by_id)}\n", encoding="utf-8")
    write("theirs/a.json", by_id)
    write("theirs/b.json", by_text)
    for system in ("theirs.jsonl", "theirs"):
        plain = json.loads(run("evaluate", gold, "--system", system, "--json").out)
        assert plain["confusion"] == {"CONSULT": {"AID": 1}}
        assert plain["kinds"]["role"]["recall"] == 0.0
        assert plain["calibration"] is None
        assert "no probabilities" in run("evaluate", gold, "--system", system).out


def test_the_same_seed_prints_the_same(run: Run, gold: str) -> None:
    one, other = (run("evaluate", gold, "--json", "--samples", "200", "--seed", "7").out for _ in range(2))
    assert one == other
    assert json.loads(one)["samples"] == 200
    assert run("evaluate", gold, "--samples", "3").code == 2


def test_files_folders_lists_and_lines_are_gold(run: Run, gold: str) -> None:
    both = [json.loads(Path(f"{gold}/{name}.json").read_text()) for name in ("strike", "talks")]
    Path("lines.jsonl").write_text("\n".join(map(json.dumps, both)))
    write("list.json", both)
    for places in ([gold], ["lines.jsonl"], ["list.json"], [f"{gold}/strike.json", gold]):
        assert json.loads(run("evaluate", *places, "--json").out)["documents"] == 2, places


def test_a_page_shows_both_side_by_side(run: Run, gold: str) -> None:
    ran = run("evaluate", gold, "--page", "seen.html", "--json")
    assert ran.code == 0
    html = Path("seen.html").read_text(encoding="utf-8")
    assert "Evaluation of <bdi>Veedor&#39;s reader</bdi>" in html
    assert html.count("<article") == 4
    assert "both side by side: seen.html" in run("evaluate", gold, "--page", "seen.html").talk


def test_a_page_never_overwrites_gold(run: Run, gold: str) -> None:
    before = Path(f"{gold}/strike.json").read_text()
    assert run("evaluate", gold, "--page", f"{gold}/strike.json").code == 2
    assert run("evaluate", gold, "--page", "none/seen.html").code == 2
    assert run("evaluate", gold, "--page", gold).code == 2
    assert Path(f"{gold}/strike.json").read_text() == before


BAD_GOLD = {
    "a quote that is not in the text": (
        report(STRIKE, "r", meeting(about={"start": 0, "end": 5, "quote": "talks"})),
        "document 'r': statement s1: the quote of `about` is not in the text at 0:5",
    ),
    "a date whose words are not in the text": (
        report(STRIKE, "r", meeting(when=span(STRIKE, "3 May 2021", value="2021-05-03") | {"start": 1})),
        "the quote of `when`",
    ),
    "a place beyond the text": (
        report(STRIKE, "r", {"kind": "role", "anchor": {"start": 9000, "end": 9003}}),
        "statement number 1: the quote of `anchor`",
    ),
    "an unknown type": (report(STRIKE, "r", meeting("PARTY")), "`type` that the codebook does not know"),
    "no statement": (report(STRIKE, "r", {"kind": "rumour"}), "statement number 1"),
    "no text": (report("", "r"), "has no `text`"),
    "a date that is none": (report(STRIKE, "r", published="yesterday"), "`published` that is no date"),
    "no document": ({"document": 3, "statements": []}, "`document` is no object"),
    "no report": ({"texts": []}, "holds no reports"),
    "two of one id": ([report(STRIKE, "r"), report(TALKS, "r")], "both hold a document with the id 'r'"),
}


@pytest.mark.parametrize("what", BAD_GOLD)
def test_what_is_wrong_with_gold_is_named(run: Run, what: str) -> None:
    plain, words = BAD_GOLD[what]
    ran = run("evaluate", write("bad.json", plain))
    assert (ran.code, ran.out) == (2, "")
    assert "bad.json" in ran.talk
    assert words in ran.talk
    assert "mayor" not in ran.talk


def test_many_faults_are_counted(run: Run) -> None:
    wrong = [meeting("PARTY") | {"id": f"s{n}"} for n in range(9)]
    assert "(and 4 more)" in run("evaluate", write("bad.json", report(STRIKE, "r", *wrong))).talk


BAD_SYSTEM = {
    "a document less": ([report(STRIKE, "strike")], "no document with the id or text of 'talks'"),
    "another text": (
        [report(TALKS, "strike"), report(TALKS, "talks")],
        "another text than gold/strike.json",
    ),
    "no statement": (
        [report(STRIKE, "strike", {"kind": "rumour"}), report(TALKS, "talks")],
        "document 'strike', statement number 1",
    ),
    "a place beyond the text": (
        [report(STRIKE, "strike", meeting(anchor={"start": 5, "end": 900})), report(TALKS, "talks")],
        "statement s1: `anchor` lies outside the text",
    ),
    "no probability": (
        [report(STRIKE, "strike", meeting(probability_right=7)), report(TALKS, "talks")],
        "probability_right is no number from 0 to 1",
    ),
}


@pytest.mark.parametrize("what", BAD_SYSTEM)
def test_what_is_wrong_with_a_machines_output_is_named(run: Run, gold: str, what: str) -> None:
    plain, words = BAD_SYSTEM[what]
    ran = run("evaluate", gold, "--system", write("theirs.json", plain))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.talk


@pytest.mark.parametrize("place", ["gone.json", "empty", "strike.txt"])
def test_a_place_without_gold_is_wrong_use(run: Run, place: str) -> None:
    Path("empty").mkdir()
    ran = run("evaluate", place)
    assert ran.code == 2
    assert place in ran.talk


def test_the_help_has_examples(run: Run) -> None:
    out = run("evaluate", "--help").out
    assert "  veedor evaluate gold/" in out.split("Examples:")[1]
    assert __version__ in run("--version").out
