from veedor.reading.names.spellings import Spellings, folded


def people(*names):
    return Spellings(((100 * n, name) for n, name in enumerate(names)), by_prefix=False)


def test_surname_leads_to_the_full_name_before_or_after_it():
    spelt = people("Jane Roe", "Roe", "Okoro", "Ben Okoro")
    assert spelt.of("Roe", 100) == "Jane Roe"
    assert spelt.of("Okoro", 200) == "Ben Okoro"


def test_surname_of_two_people_means_the_one_last_named():
    spelt = people("Ben Okoro", "Okoro", "Okoro", "Okoro", "Jane Roe", "Roe", "Mark Roe", "Roe")
    assert spelt.of("Roe", 500) == "Jane Roe"
    assert spelt.of("Roe", 700) == "Mark Roe"


def test_surname_of_two_people_means_the_one_whom_the_report_begins_with():
    assert people("Jane Roe", "Roe", "Mark Roe", "Mark Roe", "Roe").of("Roe", 400) == "Jane Roe"


def test_second_half_of_a_given_name_is_no_surname():
    assert people("Roe Mei-ling", "Ling Okoro").of("Ling", 300) == "Ling Okoro"


def test_particle_at_the_front_may_be_a_given_name():
    assert folded("Al Roe") == ("al", "roe")
    assert folded("al-Roe") == ("roe",)


def test_accents_and_particles_make_no_other_person():
    assert people("Ömer al-Hadi", "Omer Hadi").of("Hadi", 200) == "Ömer al-Hadi"
    assert folded("Kim Jong-un") == ("kim", "jong", "un")


def test_middle_name_alone_is_another_name():
    assert people("Jane Mary Roe").of("Mary", 100) == "Mary"


def test_body_is_known_by_the_beginning_of_its_name():
    spelt = Spellings([(0, "Harbour Party"), (50, "Harbour")], by_prefix=True)
    assert spelt.of("Harbour", 50) == "Harbour Party"
    assert spelt.of("Party", 60) == "Party"


def test_folding_never_gives_nothing():
    assert folded("") == ("",)
    assert folded("-") == ("-",)


def test_many_names_take_no_quadratic_time():
    spelt = Spellings(((n, f"Given{n} Name{n}") for n in range(5_000)), by_prefix=False)
    assert spelt.of("Name7", 30_000) == "Given7 Name7"
