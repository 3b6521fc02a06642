from veedor.charts.conditions import Arrow, Columns, Kinds, conditions_chart, places_of
from veedor.charts.drawing import svg

COLUMNS, KINDS = Columns("First", "Before", "Who", "Words"), Kinds("comes before", "circle")


def arrow(first, then, is_circle=False):
    return Arrow(first, then, "A", f"{first} before {then}", is_circle, "/s")


def test_an_issue_stands_right_of_what_it_waits_for():
    places = places_of([("a", "b"), ("b", "c"), ("a", "c")])
    assert places["a"][0] < places["b"][0] < places["c"][0]


def test_a_circle_has_places_too():
    places = places_of([("a", "b"), ("b", "a")])
    assert set(places) == {"a", "b"}
    assert len(set(places.values())) == 2


def test_the_table_beside_the_picture_says_the_same():
    chart = conditions_chart(
        [arrow("a", "b"), arrow("b", "a", True)], title="What first", columns=COLUMNS, kinds=KINDS
    )
    assert chart.rows == (("a", "b", "A", "a before b"), ("b", "a", "A", "b before a"))
    drawn = svg(chart._replace(spec={**chart.spec, "width": 600}))
    assert "comes before" in drawn
