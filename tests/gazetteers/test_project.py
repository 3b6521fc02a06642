import re
from pathlib import Path

import pytest

from veedor.errors import UsageError
from veedor.gazetteers import project
from veedor.gazetteers.project import Membership, Office, parse_actors, read_actors


def test_entry_is_read_whole():
    (actor,) = parse_actors(
        """
        [[actor]]
        name = "Leila Haddad"
        aliases = ["L. Haddad", "the  Iron Notary"]
        kind = "person"
        country = "LB"
        groups = [{ name = "Cedar List", from = "2018-05", to = "2022~" }]
        offices = [{ office = "Minister of Justice", of = "Lebanon", from = "2019-01-31" }]
        """
    ).actors
    assert actor.aliases == ("L. Haddad", "the Iron Notary")
    assert (actor.kind, actor.country) == ("person", "LB")
    assert actor.groups == (Membership("Cedar List", "2018-05", "2022~"),)
    assert actor.offices == (Office("Minister of Justice", "Lebanon", "2019-01-31", None),)


def test_empty_file_lists_nobody():
    assert parse_actors("").actors == ()


def test_example_of_the_docstring_and_of_the_demo_are_well_formed():
    example = re.sub(r"^    ", "", (project.__doc__ or ""), flags=re.MULTILINE)
    lines = example[example.index("# actors.toml") : example.index("Only `name`")]
    assert parse_actors(lines).actors[0].name == "Leila Haddad"
    assert len(read_actors(Path(__file__).parents[2] / "demo" / "actors.toml").actors) > 2


NAMED = '[[actor]]\nname = "Leila Haddad"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[actor]\n", "no TOML"),
        ("[actor]\nname = 'x'\n", "double brackets"),
        ("[[person]]\nname = 'x'\n", "unknown key `person`"),
        ("[[actor]]\nkind = 'party'\n", "entry 1 has no name"),
        ("[[actor]]\nname = ' '\n", "must be a text"),
        (NAMED + "alias = ['x']\n", "unknown key `alias`"),
        (NAMED + "aliases = 'x'\n", "must be a list"),
        (NAMED + "aliases = [3]\n", "must be a text"),
        (NAMED + "kind = 'deity'\n", "use one of person"),
        (NAMED + "country = 'Lebanon'\n", "ISO 3166-1"),
        (NAMED + "groups = ['x']\n", "is no table"),
        (NAMED + "groups = [{ from = '2018' }]\n", "a group has no name"),
        (NAMED + "groups = [{ name = 'x', since = '2018' }]\n", "unknown key `since`"),
        (NAMED + "offices = [{ of = 'x' }]\n", "an office has no title"),
        (NAMED + "offices = [{ office = 'x', from = 'May' }]\n", "no EDTF date"),
        (NAMED + "offices = [{ office = 'x', from = '2020', to = '2018' }]\n", "lies after"),
        (NAMED + NAMED, "entries 1 and 2 share"),
        (NAMED + "[[actor]]\nname = 'Other'\naliases = ['leila haddad']\n", "entries 1 and 2 share"),
    ],
)
def test_fault_is_named_with_its_file_and_entry(text, words):
    with pytest.raises(UsageError, match=re.escape(words)) as raised:
        parse_actors(text, "team.toml")
    assert "team.toml" in str(raised.value)


def test_missing_and_unreadable_files_are_told(tmp_path):
    with pytest.raises(UsageError, match=r"gone\.toml cannot be read"):
        read_actors(tmp_path / "gone.toml")
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe9"')
    with pytest.raises(UsageError, match="UTF-8"):
        read_actors(tmp_path / "latin.toml")
