"""Sentences of a draft: which words are quoted, and that nothing is said twice."""

from __future__ import annotations

from tests.fakes import quote
from veedor.analysis.telling import Telling
from veedor.brief.outline import Part, Sentence
from veedor.brief.places import is_heading, sentence_of
from veedor.brief.repeating import once
from veedor.brief.sentences import Said, beside, clause, names_all, says, told
from veedor.codebook.labels import EventType, Polarity
from veedor.codebook.span import Span
from veedor.codebook.statement import Event, Figure, Statement


def said(text: str, statement: Statement, id_: str = "s1") -> Said:
    """A statement of a report by the Gazette, in its sentence."""
    telling = Telling(statement=statement, id=id_, document_id="d1", publisher="Gazette")
    return Said(telling, text, sentence_of(text, statement.anchor))


def event(text: str, anchor: str, source: str | None = None, **more: object) -> Event:
    sources = {"sources": (quote(text, source),)} if source else {}
    return Event(type=EventType.CONSULT, anchor=quote(text, anchor), **(sources | more))  # type: ignore[arg-type]


def test_what_a_report_says_itself_is_quoted_as_a_whole_sentence() -> None:
    text = "It rained. The envoys of Tasmia met in Riverton to sign the truce. All left."
    assert clause(said(text, event(text, "met"))) == "The envoys of Tasmia met in Riverton to sign the truce."


def test_a_speaker_is_not_named_again_within_the_quotation() -> None:
    text = "The union, a group of miners, said that two envoys met in secret."
    one = said(text, event(text, "met", "The union"))
    assert clause(one).rstrip(".") == "two envoys met in secret"
    assert told(one).words == "The union said: “two envoys met in secret”."


def test_a_denial_that_answers_nothing_says_what_is_not_so() -> None:
    text = "The ministry denied that the envoys met the union."
    words = told(said(text, event(text, "met", "The ministry", polarity=Polarity.NO))).words
    assert words == "The ministry said that something is not so: “the envoys met the union”."


def test_a_speaker_after_the_words_is_not_named_again_either() -> None:
    for end in (", the union said", ", according to the union", " said the union on Monday"):
        text = f"Two envoys met in secret{end}."
        assert clause(said(text, event(text, "met", "the union"))) == "Two envoys met in secret"


def test_a_sentence_that_turns_to_somebody_else_is_not_quoted_whole() -> None:
    text = "The union said that the envoys of Tasmia met, but nobody saw them."
    one = said(text, event(text, "met", "The union", actors=(quote(text, "the envoys of Tasmia"),)))
    assert "nobody" not in clause(one)


def test_a_body_is_called_as_the_report_calls_it_and_a_person_is_not() -> None:
    text = "The council said that the envoys met. The president said that they did not meet."
    council = event(text, "met", sources=(quote(text, "The council", "National Council of Tasmia"),))
    president = event(text, "meet", sources=(quote(text, "The president", "Ana Reyes"),))
    assert told(said(text, council)).words.startswith("The National Council of Tasmia said")
    assert told(said(text, president)).words.startswith("Ana Reyes said")


def test_words_of_one_sentence_are_told_once_where_the_longer_name_the_speaker_of_the_shorter() -> None:
    text = "The union complained that the army hurt forty people of Riverton."
    short = event(text, "hurt", "The union", recipients=(quote(text, "forty people of Riverton"),))
    sentence = beside([said(text, short), said(text, event(text, "complained"), "s2")])
    assert [part.ids for part in sentence.parts] == [("s2", "s1")]


def test_quotation_marks_within_a_quotation_become_single_ones() -> None:
    text = "The envoys “met” in Riverton on the first day."
    assert told(said(text, event(text, "met"))).words.count("“") == 1


def test_who_agrees_is_named_up_to_three_and_then_counted() -> None:
    texts = [f"Town number {name} said that the envoys met there." for name in "ABCDEF"]
    first, *others = [
        said(text, event(text, "met", text[: len("Town number A")]), f"s{place}")
        for place, text in enumerate(texts)
    ]
    sentence = told(first, others)
    last = sentence.parts[-1]
    assert last == Part(" 2 more said so too.", ("s4", "s5"))
    assert names_all(last.words, [one.telling for one in others[3:]])
    assert not names_all(last.words, [one.telling for one in others[2:]])


def test_figures_of_one_speaker_in_the_same_words_are_quoted_once() -> None:
    text = "The union said 40 people were hurt in the town in May."
    long = Figure(
        anchor=quote(text, "40 people"),
        what=quote(text, "people were hurt in the town"),
        value=40.0,
        unit="people",
        sources=(quote(text, "The union"),),
    )
    short = Figure(
        anchor=quote(text, "40 people"),
        what=quote(text, "people were hurt"),
        value=40.0,
        unit="people",
        sources=(quote(text, "The union"),),
    )
    (part,) = beside([said(text, long, "a"), said(text, short, "b")]).parts
    assert part.ids == ("a", "b")


def test_a_sentence_that_says_less_goes_into_the_one_that_says_more() -> None:
    short = Sentence((Part("The union said: “40 people were hurt”.", ("a",)),))
    long = Sentence((Part("The union said: “40 people were hurt in May” (date: May 2021).", ("b",)),))
    other = Sentence((Part("The ministry said: “40 people were hurt”.", ("c",)),))
    found = list(once([("rights", (1,), short), ("figures", (1,), long), ("figures", (0,), other)]))
    assert [(key, one.ids) for key, one in found] == [("figures", ("b", "a")), ("figures", ("c",))]


def test_equal_sentences_are_told_once_in_the_first_place() -> None:
    one = Sentence((Part("The report “A” said: “It rained”.", ("a",)), Part(" B said so too.", ("b",))))
    found = list(once([("talks", (1,), one), ("figures", (1,), one)]))
    assert [key for key, _ in found] == ["talks"]


def test_a_line_of_its_own_without_an_end_is_a_heading() -> None:
    text = "Envoys meet in Riverton\n\nThe envoys met."
    assert is_heading(text, Span(0, 23))
    assert not is_heading(text, Span(25, len(text)))


def test_a_condition_is_never_cut_off() -> None:
    text = "Officials said the envoys would meet in Riverton if the strike ends first."
    one = event(
        text, "meet", "Officials", places=(quote(text, "Riverton"),), actors=(quote(text, "the envoys"),)
    )
    assert clause(said(text, one)).rstrip(".") == "the envoys would meet in Riverton if the strike ends first"


def test_who_counts_otherwise_is_quoted_and_does_not_say_so_too() -> None:
    texts = [
        f"The {who} said that the army killed {many} people." for who, many in (("union", 12), ("mayor", 31))
    ]
    army = [(quote(text, "the army"), quote(text, text.split()[-2] + " people")) for text in texts]
    first, second = (
        said(
            text,
            event(text, "killed", text[: text.index(" said")], actors=(actor,), recipients=(whom,)),
            f"s{whom.words}",
        )
        for text, (actor, whom) in zip(texts, army, strict=True)
    )
    words = told(first, [second]).words
    assert words == (
        "The union said: “the army killed 12 people”. The mayor said: “the army killed 31 people”."
    )


def test_a_denial_of_something_else_says_what_is_denied() -> None:
    text = (
        "The union said that two envoys met in secret. The ministry denied that the talks were held at all."
    )
    denial = event(text, "talks", "The ministry", polarity=Polarity.NO)
    words = told(said(text, event(text, "met", "The union")), [said(text, denial, "s2")]).words
    assert words.endswith("The ministry said that something is not so: “the talks were held at all”.")


def test_what_is_told_otherwise_by_many_is_quoted_three_times_and_then_counted() -> None:
    texts = [
        f"Mayor {name} said that {name} envoys met." for name in ("Ada", "Bea", "Cia", "Dea", "Eva", "Fea")
    ]
    first, *others = [
        said(
            text,
            event(text, "met", text[:9], actors=(quote(text, f"{text[6:9]} envoys"),)),
            f"s{place}",
        )
        for place, text in enumerate(texts)
    ]
    sentence = told(first, others)
    assert [part.ids for part in sentence.parts] == [("s0",), ("s1",), ("s2",), ("s3",), ("s4", "s5")]
    assert sentence.parts[-1].words == " 2 more said something of it."
    assert says(sentence.parts[-1].words, others[-1].telling.statement)


def test_what_is_denied_in_a_sentence_is_never_quoted_as_said() -> None:
    text = "The ministry denied that the army fired and said that five people died."
    died = Event(
        type=EventType.SUFFER,
        anchor=quote(text, "died"),
        recipients=(quote(text, "five people"),),
        sources=(quote(text, "The ministry"),),
    )
    fired = event(text, "fired", "The ministry", polarity=Polarity.NO, actors=(quote(text, "the army"),))
    assert "“the army fired" not in told(said(text, died)).words
    assert "denied" in told(said(text, died)).words
    assert "died" not in clause(said(text, fired)) or "denied" in clause(said(text, fired))


def test_a_place_in_capitals_before_a_report_is_no_part_of_a_name_or_of_a_quotation() -> None:
    text = "PORT HALE - The union said that two envoys met in secret."
    one = said(text, event(text, "met", "PORT HALE - The union"))
    assert told(one).words == "The union said: “two envoys met in secret”."
    own = "PORT HALE – Two envoys met in secret."
    assert clause(said(own, event(own, "met"))) == "Two envoys met in secret."


def test_quotation_marks_around_all_of_the_words_are_not_set_twice() -> None:
    text = '"We will never meet them there," the mayor said.'
    words = told(said(text, event(text, "meet", "the mayor"))).words
    assert words == "The mayor said: “We will never meet them there”."


def test_straight_marks_within_a_quotation_become_single_ones() -> None:
    text = 'The "free" envoys met in Riverton.'
    assert "“The ‘free’ envoys met in Riverton”" in told(said(text, event(text, "met"))).words


def test_a_source_keeps_its_article() -> None:
    text = "An earlier version said that two envoys met in secret."
    name = quote(text, "earlier version")
    assert told(said(text, event(text, "met", sources=(name,)))).words.startswith("An earlier version said")


def test_a_denial_of_what_another_sentence_says_is_quoted_with_its_verb() -> None:
    text = "The union denied it within hours."
    words = told(said(text, event(text, "denied", "The union", polarity=Polarity.NO))).words
    assert words == "The union said that something is not so: “The union denied it within hours”."
