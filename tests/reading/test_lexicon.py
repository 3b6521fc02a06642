from veedor.reading.lexicon import table


def test_no_title_is_empty_or_repeated():
    titles = [row["title"] for row in table("titles")]
    assert all(titles)
    assert len(titles) == len(set(titles))
