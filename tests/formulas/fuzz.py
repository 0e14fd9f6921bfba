"""Random formulas, and what must hold for each: `make fuzz`, and a few in the unit tests.

Whatever is typed is refused with a reason, or everything that follows from it comes after a
bounded number of calls of Python functions, without a warning, and with the values that mpmath
has for the formula as it was typed.
"""

import math
import operator
import random
import sys
import warnings

import mpmath
import numpy as np

import lessonkit as lk
from lessonkit.formulas.arithmetic import FUNCTIONS, SEVERAL_ARGUMENTS
from lessonkit.formulas.grammar import ExpressionError, Reader
from lessonkit.formulas.starts import default_start
from lessonkit.widgets.descriptions import describe_objective

# What a slow computer does in about two seconds.
MOST_CALLS = 8_000_000
MOST_POINTS = 2_000_000
ONE_ARGUMENT = sorted(FUNCTIONS.keys() - SEVERAL_ARGUMENTS)
POINTS = np.array([[0.3, 0.7], [-1.5, 2.1], [3.9, -0.25], [-0.6, -3.3], [1.0, 1.0]])


class TooMuchWork(BaseException):  # none of what SymPy catches
    """More calls than are allowed."""


def random_formula(rng: random.Random, leaves: int, names) -> str:
    """A formula of x and y, or of ten variables, of about so many parts."""
    if leaves <= 1:
        return rng.choice([*names * 3, "2", "0.5", "3", "pi", "1"])
    kind = rng.random()
    if kind < 0.35:
        return f"{rng.choice(ONE_ARGUMENT)}({random_formula(rng, leaves - 1, names)})"
    if kind < 0.42:
        parts = [random_formula(rng, leaves // 2, names) for _ in range(rng.randint(2, 3))]
        return f"{rng.choice(sorted(SEVERAL_ARGUMENTS))}({','.join(parts)})"
    if kind < 0.55:
        exponent = rng.choice(["2", "3", "0.5", "(1/3)", "1.5", "-1", "-2", "y", "100"])
        return f"({random_formula(rng, leaves - 1, names)})^{exponent}"
    left = rng.randint(1, leaves - 1)
    one, other = random_formula(rng, left, names), random_formula(rng, leaves - left, names)
    return f"({one}{rng.choice('+-**/')}{other})"


def towers() -> list[str]:
    """Formulas as long and as deep as can be typed, of one kind of part."""
    texts = [f"{opened}" * n + "x" + ")" * n for n in (6, 14, 28) for opened in OPENED]
    texts += [
        sign.join(f"{f}({k}*x{sign}y)" for k in range(12)) for f in ONE_ARGUMENT for sign in "+*"
    ]
    texts += ["*".join(f"(x{k}+1)" for k in range(10)), "**".join(f"x{k}" for k in range(5))]
    texts += ["+".join(f"(x{k}*x{(k + 1) % 10}-1)**2" for k in range(10)), "*".join(["x"] * 80)]
    texts += [
        f"{number}*x" for number in ("1e-9999999", "1e9999999", "9" * 400, "0." + "0" * 400 + "1")
    ]
    texts += [
        "sin(20*x*y)",
        "cos(60*x)+cos(60*y)",
        "tan(x*y)",
        "sin(9e99)**(1/3)*x",
        "x*(1e299-pi)**-2",
    ]
    texts += ["(x+y+1)**100", "((x^99)^0.99)^(1/99)", "sin(1e299*x)", "exp(x*1e299)", "(x-x)^(y-y)"]
    return texts


OPENED = [
    *(f"{name}(" for name in ONE_ARGUMENT),
    *(f"{name}(x*" for name in ONE_ARGUMENT),
    *("exp(-", "max(y,x*", "abs(x-", "1/(1+", "x^(", "(x-y)/(1+", "2-(x/", "sqrt(1+x*"),
]


def counted(function):
    """The result of a function, and how many calls of Python functions it took."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"
        if calls > MOST_CALLS:
            sys.setprofile(None)
            raise TooMuchWork

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return function(), calls
    finally:
        sys.setprofile(before)


def everything(text: str) -> lk.Objective | None:
    """Make all that follows from a formula, and return it; None where it is refused."""
    try:
        f = lk.Objective(text)
        point = np.full(f.dim, 0.5) if f.dim > 1 else 0.5
        assert np.shape(f.hessian(point)) == (() if f.dim == 1 else (f.dim, f.dim))
        assert f.latex
        assert f.gradient_latex
        assert "Not supported" not in f.javascript
    except ExpressionError as error:
        assert "The formula" in str(error)  # noqa: PT017
        return None
    if f.dim <= 2:
        places = f.minima if f.dim > 1 else f.minima[:, None]
        assert np.isfinite(f(f.minima)).all()
        assert places.shape[1] == f.dim
        default_start(f)
        try:
            describe_objective(f)
        except ValueError as error:
            assert "has no finite value" in str(error)  # noqa: PT017
    return f


def exactly(tree, variables: dict):
    """The value of a tree in 40 digits; ValueError where any part of it is not real."""
    kind, *parts = tree
    if kind == "number":
        return mpmath.mpf(parts[0] if parts[0].isdigit() else float(parts[0]))
    if kind == "name":
        constants = {"pi": mpmath.pi, "e": mpmath.e}
        return variables[parts[0]] if parts[0] in variables else +constants[parts[0]]
    if kind == "call":
        kind, *parts = parts
    values = [exactly(part, variables) for part in parts]
    own = {"abs": abs, "min": lambda *v: min(v), "max": lambda *v: max(v)}
    signs = {
        **{"+": operator.add, "-": operator.sub, "*": operator.mul},
        **{"/": operator.truediv, "**": operator.pow, "negative": operator.neg},
    }
    result = (own.get(kind) or signs.get(kind) or getattr(mpmath, kind))(*values)
    if isinstance(result, mpmath.mpc):
        raise ValueError("not real")
    if abs(result) > 1e300:
        raise OverflowError("too large for 64 bits")
    return result


def differences(text: str) -> list[str]:
    """Where NumPy has another value than mpmath, or is not NaN where a part is not real."""
    try:
        f = lk.Objective(text, variables=("x", "y"))
    except ExpressionError:
        return []
    tree = Reader(text, ("x", "y"), {}).read()
    found = []
    for point, value, slope in zip(POINTS, f(POINTS), f.gradient(POINTS), strict=True):
        with mpmath.workdps(40):
            place = dict(zip("xy", map(mpmath.mpf, point), strict=True))
            # How far the value moves when 64 bits have rounded the point.
            beside = {name: at * (1 + mpmath.mpf(2) ** -50) for name, at in place.items()}
            try:
                right = exactly(tree, place)
            except ValueError:
                if not (math.isnan(value) and np.isnan(slope).all()):
                    found.append(f"{text} at {point}: not real, but {value}, {slope}")
                continue
            except ArithmeticError:
                continue  # a pole, or too large for 64 bits
            try:
                moved = exactly(tree, beside)
            except (ValueError, ArithmeticError):
                continue
            room = 1e-6 * (1 + abs(right)) + 1e4 * abs(moved - right)
            if not abs(value - right) <= room:
                found.append(f"{text} at {point}: {value}, but {mpmath.nstr(right, 8)}")
    return found


def main(count: int, seed: int) -> int:
    """Try the towers and so many random formulas; print what is wrong, and return how much."""
    rng = random.Random(seed)
    texts = towers()
    for k in range(count):
        names = ["x", "y"] if k % 8 else [f"x{i}" for i in range(10)]
        texts.append(random_formula(rng, rng.choice([3, 6, 10, 20, 30, 45]), names))
    wrong = accepted = most = 0
    for text in texts:
        try:
            f, calls = counted(lambda text=text: everything(text))
            named = f is not None and {*f.variables} <= {"x", "y"}
            found = differences(text) if named else []
        except (Exception, TooMuchWork) as error:
            found, f, calls = [f"{text}: {type(error).__name__} {error}"], None, 0
        accepted, most, wrong = accepted + (f is not None), max(most, calls), wrong + len(found)
        for line in found:
            print(line, flush=True)
    print(
        f"{len(texts)} formulas, {accepted} accepted, at most {most:,} calls for one, {wrong} wrong"
    )
    return wrong


if __name__ == "__main__":
    warnings.simplefilter("error")
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])) > 0)
