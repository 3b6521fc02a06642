from veedor.documents.language import language_called, language_of


def test_sentences_are_recognised() -> None:
    english = language_of("The government said on Monday that the talks with the opposition would go on.")
    spanish = language_of("El gobierno dijo el lunes que las conversaciones con la oposición van a seguir.")
    assert english is not None
    assert spanish is not None
    assert english.code == "en"
    assert spanish == ("es", "Spanish")


def test_short_texts_and_lists_of_names_are_of_no_known_language() -> None:
    assert language_of("") is None
    assert language_of("Diálogo.") is None
    assert language_of("12 345 678 – 90 %, 514; 2019/08/22 " * 20) is None
    assert (
        language_of("Nicolás Maduro, Juan Guaidó, Diosdado Cabello, Caracas, Maracaibo, Barquisimeto") is None
    )


def test_a_foreign_title_does_not_outweigh_a_long_text() -> None:
    text = (
        "Informe semanal sobre la situación política.\n\n" + "The talks were put off until the spring. " * 400
    )
    found = language_of(text)
    assert found is not None
    assert found.code == "en"


def test_codes_have_names() -> None:
    assert language_called("ar") == ("ar", "Arabic")
    assert language_called("xx") is None


def test_every_language_that_can_be_found_has_a_name() -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    labels = LanguageIdentifier.from_model_file(MODEL_FILE).labels
    assert [label for label in labels if language_called(label) is None] == ["zxx"]
