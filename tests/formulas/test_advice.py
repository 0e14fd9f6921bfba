"""Typed formulas that cannot be read: what helps, in whole sentences, in both languages."""

import re

import pytest

import lessonkit as lk
from lessonkit.formulas.arithmetic import CONSTANTS, FUNCTIONS
from lessonkit.formulas.grammar import ExpressionError
from lessonkit.formulas.mending import mended
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
    ("1,5*x", "At position 2 stands ',', where an operator or the end should stand. Did you mean"),
    ("1,5*x", "Did you mean 1.5*x?"),
    ("y = 0,5x**2", "Write only what is computed: 0,5x**2. Did you mean 0.5*x**2?"),
    ("max(x, 1,5)*2y", "To multiply, write *, as in 2*y. Did you mean max(x, 1,5)*2*y?"),
    ("max(1,5", "should follow. Did you mean max(1,5)?"),
    ("1 000*x", "At position 3 stands '000', where an operator or the end should stand."),
    ("1 000*x", "Did you mean 1000*x?"),
    ("1'000*x", "Did you mean 1000*x?"),
    ("1_000*x", "Did you mean 1000*x?"),
    ("1 2", "At position 3 stands '2', where an operator or the end should stand."),
    ("x_1**2 + x_{2}", "The sign '_' at position 2 is not understood. Did you mean x1**2 + x2?"),
    ("x₁ + x₂", "Write 1 instead. Did you mean x1 + x2?"),
    ("w[0]*w[1]", "Did you mean w0*w1?"),
    ("x²y", "Write **2 instead. Did you mean x**2*y?"),
    ("3x²-2x+1", "Did you mean 3*x**2-2*x+1?"),
    ("x⁻¹⁰", "Write **- instead. Did you mean x**-10?"),
    ("x**½", "Did you mean x**(1/2)?"),
    ("1½*x", "The sign '½' at position 2 is not understood. Write 1/2 instead."),
    ("|x-1| + |y|", "Did you mean abs(x-1) + abs(y)?"),
    ("√x + √(2x)", "Write sqrt(…) instead. Did you mean sqrt(x) + sqrt(2*x)?"),
    ("cos(2πx)", "Write pi instead. Did you mean cos(2*pi*x)?"),
    ("sin²x + cos^2(x+(1))", "Did you mean sin(x)**2 + cos(x+(1))^2?"),
    ("cos 2x", "cos needs brackets: cos(…). Did you mean cos(2*x)?"),
    ("2xlnx", "Did you mean 2*x*log(x)?"),
    ("x ln x", "Did you mean x*log(x)?"),
    ("e^(-x", "where a closing bracket should follow. Did you mean e^(-x)?"),
    ("（ｘ＋１）＾２", "Did you mean (x+1)^2?"),
    ("x\u200b+1", "Did you mean x+1?"),
    ("x‐1", "Write - instead. Did you mean x-1?"),  # a hyphen
    ("x‑1", "Write - instead. Did you mean x-1?"),  # that does not break
    ("2∗x", "Write * instead. Did you mean 2*x?"),
    ("xˆ2", "Write ^ instead. Did you mean x^2?"),
    ("x.^2 .* (1 - x)./2", "Did you mean x^2* (1 - x)/2?"),
    ("return x**2", "Did you mean x**2?"),
    ("$x^2$", "Did you mean x^2?"),
    ("'x**2'", "Did you mean x**2?"),
    (r"\frac{1}{1+x^{2}}", "Did you mean (1)/(1+x^(2))?"),
    (r"\sin(x)\cdot y", "Did you mean sin(x)* y?"),
    ("np.exp(-x)", "Did you mean exp(-x)?"),
    ("1/2x", "To multiply, write *, as in 2*x."),
    ("1/xy", "xy is not known here; write x*y."),
    ("cosx^2", "cosx is not known here; write cos(x)."),
    ("x*inf", "inf is no number that can be calculated with here."),
    ("NaN", "NaN is no number that can be calculated with here."),
    ("-∞", "∞ is no number that can be calculated with here."),
    ("x if x>0 else 0", "There are no conditions here; min, max, abs or sign may do."),
    ("x and y", "There are no conditions here; min, max, abs or sign may do."),
    ("x ≤ 1", "There are no conditions here; min, max, abs or sign may do."),
    ("엑스", "Names are written in the letters a to z."),
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


@pytest.mark.parametrize("text", [text for text, _ in WRONG])
def test_f9_what_is_proposed_can_be_read_and_no_more_is_proposed_for_it(text):
    for better in re.findall(r"Did you mean (\S.*)\?$", complaint(text)):
        if " / " not in better:  # names that are near
            assert lk.Objective(better)
    better = mended(text, (), {})
    assert better is None or mended(better, (), {}) == better


def test_f9_ambiguous_notation_is_not_guessed():
    for text in ("1/2x", "1/xy", "cosx^2", "1½*x", "1.2.3", "2 3", "x!", "엑스", "x y z apples"):
        assert mended(text, ("x", "y"), {}) is None, text


def test_f9_a_longer_name_can_be_asked_for():
    f = lk.Objective("theta**2 + phi", variables=("theta", "phi"))
    assert f([3.0, 1.0]) == 10
    assert lk.Objective("alpha*x", constants={"alpha": 2})(3.0) == 6
    assert lk.Objective("w0*w1").variables == ("w0", "w1")
