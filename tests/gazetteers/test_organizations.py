from veedor.gazetteers.organizations import is_organization


def test_organization_has_its_acronym_in_brackets():
    assert is_organization("the U.N.") == is_organization("United Nations") == "United Nations (UN)"
    assert is_organization("the Sewing Circle") is None


def test_news_organization_goes_by_its_name_alone():
    assert is_organization("AFP") == "Agence France-Presse"
