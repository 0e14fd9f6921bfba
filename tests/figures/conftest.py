"""Figures are drawn without a screen and closed after each test."""

import matplotlib as mpl
import pytest


@pytest.fixture(autouse=True)
def _agg():
    mpl.use("agg")
    import matplotlib.pyplot as plt

    import lessonkit as lk

    lk.setup(language="en")
    yield
    plt.close("all")
    lk.setup(language="en")
