"""Fixtures of the tests of widgets."""

import pytest

import lessonkit as lk


@pytest.fixture(autouse=True)
def _english():
    lk.setup(language="en")
    yield
    lk.setup(language="en")
