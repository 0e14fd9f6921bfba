"""Typed formulas that cannot be read: what helps, in whole sentences, in both languages."""

import re

import pytest

import lessonkit as lk
from lessonkit.formulas.arithmetic import CONSTANTS, FUNCTIONS
from lessonkit.formulas.grammar import ExpressionError
from lessonkit.i18n import set_language


@pytest.fixture(autouse=True)
def english_afterwards():
    yield
    set_language("en")


def complaint(text, **more) -> str:
    with pytest.raises(ExpressionError) as caught:
        lk.Objective(text, **more)
    return str(caught.value)


WRONG = [
    ("ln(x)", "ln is not known here; write log(…)."),
    ("ln*(x)", "ln is not known here; write log(…)."),
    ("Abs(x)", "Abs is not known here; write abs(…)."),
    ("Sin(x)", "Sin is not known here; write sin(…)."),
    ("arctan(x)", "arctan is not known here; write atan(…)."),
    ("sigmoid(x)", "sigmoid is not known here; write 1/(1 + exp(-x))."),
    ("relu(x)", "relu is not known here; write max(0, x)."),
    ("x*PI", "PI is not known here; write pi."),
    ("sine(x)", "sine is not known here. Did you mean sin"),
    ("foo(x)", "foo is no function here. The functions are sin, cos, tan,"),
    ("sinx", "sinx is not known here; write sin(x)."),
    ("cosx+siny", "cosx is not known here; write cos(x)."),
    ("sin2x", "sin2x is not known here; write sin(2*x)."),
    ("xsinx", "xsinx is not known here; write x*sin(x)."),
    ("xsin(x)", "xsin is not known here; write x*sin(…)."),
    ("lnx", "lnx is not known here; write log(x)."),
    ("xy", "xy is not known here; write x*y. A variable is one letter, or is asked for:"),
    ("x2y", "x2y is not known here; write x*2*y."),
    ("pix", "pix is not known here; write pi*x."),
    ("x + x2", "x2 is not known here; write x*2. A variable is one letter"),
    ("theta**2", "A variable is one letter, or is asked for: variables=('theta',)."),
    ("2x", "To multiply, write *, as in 2*x."),
    ("2(x+1)", "To multiply, write *, as in 2*(…)."),
    ("(x+1)(x-1)", "To multiply, write *, as in (…)*(…)."),
    ("x y", "To multiply, write *, as in x*y."),
    ("3sin(x)", "To multiply, write *, as in 3*sin(…)."),
    ("x(2)", "To multiply, write *, as in x*(…)."),
    ("sin x", "sin needs brackets: sin(x)."),
    ("sin^2(x)", "sin needs brackets: sin(…)^2."),
    ("x²", "The sign '²' at position 2 is not understood. Write **2 instead."),
    ("x − 1", "The sign '−' at position 3 is not understood. Write - instead."),
    ("𝑥", "The sign '𝑥' at position 1 is not understood. Write x instead."),
    ("٣*x", "The sign '٣' at position 1 is not understood. Write 3 instead."),
    ("|x|", "The sign '|' at position 1 is not understood. Write abs(…) instead."),
    ("y=x**2", "The sign '=' at position 2 is not understood. Write only what is computed: x**2."),
    ("f(x) = x**2 + 1", "Write only what is computed: x**2 + 1."),
    ("f(x, y) := x*y", "Write only what is computed: x*y."),
    ("f: x -> x**2", "Write only what is computed: x**2."),
    ("lambda x: x**2", "Write only what is computed: x**2."),
    ("x ↦ x**2", "Write only what is computed: x**2."),
    ("x**2 = 4", "The sign '=' at position 6 is not understood."),
    ("x**2 == 4", "The sign '=' at position 6 is not understood."),
    ("x >= 2", "The sign '>' at position 3 is not understood."),
    ("½*x", "The sign '½' at position 1 is not understood. Write 1/2 instead."),
    ("α*x", "The sign 'α' at position 1 is not understood. Names are written in the letters a to"),
    ("x # 1", "The sign '#' at position 3 is not understood."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "advice"), WRONG, ids=[text for text, _ in WRONG])
def test_f9_the_advice_that_helps(text, advice):
    said = complaint(text)
    assert advice in said
    assert said.startswith(f"The formula {text!r} cannot be read. ")
    assert said.endswith((".", "?"))


@pytest.mark.parametrize(
    "text", [*(text for text, _ in WRONG), "x+", "x)", "1/0", "x**101", "max(x)"]
)
def test_f9_in_korean_no_english_sentence_is_left(text):
    set_language("ko")
    said = complaint(text).replace(repr(text), "")
    code = {*FUNCTIONS, *CONSTANTS, "variables"} | set(re.findall("[A-Za-z]+", text))
    assert set(re.findall("[A-Za-z]{2,}", said)) <= code
    assert re.search("[가-힣]", said)
    assert said.endswith((".", "?"))


def test_f9_a_longer_name_can_be_asked_for():
    f = lk.Objective("theta**2 + phi", variables=("theta", "phi"))
    assert f([3.0, 1.0]) == 10
    assert lk.Objective("alpha*x", constants={"alpha": 2})(3.0) == 6
    assert lk.Objective("w0*w1").variables == ("w0", "w1")
