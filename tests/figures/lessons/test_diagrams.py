import numpy as np

import lessonkit as lk
from lessonkit.figures.lessons.diagrams import LINES, OPTIMIZERS
from lessonkit.i18n import set_language

# What the course says about the years, once more and apart from the picture.
YEARS = {
    "Gradient descent": 1847,
    "SGD": 1951,
    "Momentum": 1964,
    "Nesterov": 1983,
    "Adagrad": 2011,
    "RMSProp": 2012,
    "AdaDelta": 2012,
    "Adam": 2014,
    "Nadam": 2016,
    "AdamW": 2017,
}


def test_everybody_is_there_with_the_right_year():
    assert {name: facts[1] for name, facts in OPTIMIZERS.items()} == YEARS
    texts = [text.get_text() for text in lk.figures.plot_family().texts]
    for name, year in YEARS.items():
        assert texts[texts.index(name) + 1] == str(year)


def test_children_are_younger_and_stand_to_the_right():
    for parent, child, _idea, _shift in LINES:
        assert YEARS[parent] <= YEARS[child]
        assert OPTIMIZERS[parent][2] < OPTIMIZERS[child][2]


def test_all_descend_from_gradient_descent():
    parents = {}
    for parent, child, _idea, _shift in LINES:
        parents.setdefault(child, set()).add(parent)
    for name in YEARS:
        while name in parents:
            name = min(parents[name])
        assert name == "Gradient descent"
    assert parents["Adam"] == {"Momentum", "RMSProp"}
    assert parents["Nadam"] == {"Nesterov", "Adam"}


def test_texts_stand_in_their_boxes_and_do_not_overlap():
    for language in ("en", "ko"):
        set_language(language)
        ax = lk.figures.plot_family()
        ax.figure.canvas.draw()
        boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
        for k, one in enumerate(boxes):
            for other in boxes[:k]:
                assert not one.overlaps(other)
    set_language("en")


def test_the_tree_is_described():
    text = lk.figures.plot_family().get_label()
    assert "Gradient descent → SGD (a few examples)" in text
    assert "\n" not in text


def test_two_boxes_never_share_a_place():
    places = np.array([facts[2:] for facts in OPTIMIZERS.values()])
    assert len(np.unique(places, axis=0)) == len(OPTIMIZERS)
