"""Typed text to a SymPy expression, and from there to derivatives, NumPy, LaTeX and JavaScript.

The text is never handed to `eval` or `sympify`: `lessonkit.grammar` reads it into a tree of
tuples, which is checked and only then turned into SymPy objects, one node at a time.
"""

import math
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from lessonkit.arithmetic import (
    LARGEST,
    MAX_EXPONENT,
    OPERATORS,
    bounded,
    calculated,
    constant_value,
)
from lessonkit.grammar import MAX_CHOICES, ExpressionError, Reader


def parse(text: str, variables: tuple[str, ...], constants: Mapping[str, float] | None = None):
    """Read `text` as an expression in `variables` and return it as a SymPy expression.

    Arguments:
        text: such as ``"x**2 - 4*x + 6"``; ``^`` also means power.
        variables: the names that may occur, such as ``("x", "y")``; they become real symbols.
        constants: further names and the numbers that they stand for.

    Raises:
        ExpressionError: when the text does not parse, names something unknown, is too large, or
            is not a real number anywhere.

    >>> parse("3*(x - 2)^2 + abs(y)", ("x", "y"))
    3*(x - 2)**2 + Abs(y)
    >>> parse("a*x", ("x",), {"a": -3})
    -3*x
    >>> parse("x.real", ("x",))
    Traceback (most recent call last):
    ...
    lessonkit.grammar.ExpressionError: cannot read 'x.real': unexpected '.' at position 2
    """
    tree = Reader(text, variables, constants or {}).read()
    try:
        constant_value(tree)
        return _to_sympy(tree, variables)
    except (ArithmeticError, ValueError, TypeError) as error:
        raise ExpressionError(f"cannot use {text!r}: {error}") from error


def differentiate(expression, variable: str):
    """Return the derivative of a SymPy expression by one of its variables.

    The corners of abs, min and max count as one subgradient among the possible ones: halfway
    between the slopes on both sides. Their spikes in second derivatives are left out.

    Raises:
        ExpressionError: when the derivative is not a real formula.

    >>> differentiate(parse("abs(x) + x**2", ("x",)), "x")
    2*x + sign(x)
    """
    import sympy

    real_abs, real_sign = _real_abs_and_sign()
    derivative = expression.replace(sympy.Abs, real_abs).replace(sympy.sign, real_sign)
    derivative = derivative.diff(sympy.Symbol(variable, real=True))
    derivative = derivative.replace(real_abs, sympy.Abs).replace(real_sign, sympy.sign)
    derivative = derivative.replace(sympy.Heaviside, _step)
    if derivative.has(sympy.I, sympy.zoo, sympy.nan, sympy.Derivative):
        raise ExpressionError(
            f"cannot use {str(expression)!r}: its derivative by {variable} is not a real formula"
        )
    return derivative


def _step(u, *_):
    import sympy

    return sympy.Piecewise((1, u > 0), (sympy.Rational(1, 2), sympy.Eq(u, 0)), (0, True))


@cache
def _real_abs_and_sign():
    """Abs and sign of anything, taken to be real: SymPy's would split log(x) into two parts."""
    import sympy

    class Real(sympy.Function):
        def _eval_is_extended_real(self):
            return True

    class RealSign(Real):
        def fdiff(self, argindex=1):
            return sympy.Integer(0)

    class RealAbs(Real):
        def fdiff(self, argindex=1):
            return RealSign(self.args[0])

    return RealAbs, RealSign


def _to_sympy(tree, variables):
    import sympy

    kind, *parts = tree
    if kind == "number":
        text = parts[0]
        return sympy.Integer(text) if text.isdigit() else sympy.Float(text)
    if kind == "name":
        if parts[0] in variables:
            return sympy.Symbol(parts[0], real=True)
        return {"pi": sympy.pi, "e": sympy.E}[parts[0]]
    if kind == "call":
        name, *arguments = parts
        names = {"abs": "Abs", "min": "Min", "max": "Max"}
        result = getattr(sympy, names.get(name, name))(
            *(_to_sympy(a, variables) for a in arguments)
        )
    else:
        result = OPERATORS[kind](*(_to_sympy(part, variables) for part in parts))
    _check(result, tree, variables)
    return result


def _check(result, tree, variables) -> None:
    """Refuse what SymPy has made of a tree when no single part of the text shows the trouble.

    Powers of powers multiply their exponents, ``x - x`` is a zero to divide by, and so on.
    """
    import sympy

    if result.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
        raise ValueError("it divides by zero or contains an infinite number")
    if result.has(sympy.I):
        raise ValueError("a part of it is not a real number anywhere")
    for number in result.atoms(sympy.Number):
        bounded(float(number) if abs(number) < LARGEST else math.inf)
    for power in result.atoms(sympy.Pow):
        if power.exp.is_Number and abs(power.exp) > MAX_EXPONENT:
            raise ValueError(f"an exponent may be at most {MAX_EXPONENT}, got {float(power.exp):g}")
    for choice in result.atoms(sympy.Max, sympy.Min):
        if len(choice.args) > MAX_CHOICES:
            raise ValueError(f"it compares more than {MAX_CHOICES} things at once")
    if not result.free_symbols and _has_variable(tree, variables):
        calculated(sympy.lambdify([], result, "math"))


def _has_variable(tree, variables) -> bool:
    if tree[0] == "name":
        return tree[1] in variables
    return any(_has_variable(part, variables) for part in tree[1:] if isinstance(part, tuple))


def compiled(expressions: list, names: tuple, core: tuple) -> Callable:
    """A NumPy function of points from SymPy expressions, repeated parts computed once.

    The coordinates are handed on as flat arrays of at least one element, so that one point and
    a million go through the same machine instructions and give the same bits.
    """
    import sympy

    symbols = [sympy.Symbol(name, real=True) for name in names]
    expressions = [_without_huge_integers(expression) for expression in expressions]
    function = sympy.lambdify(symbols, expressions, modules="numpy", cse=_shared_parts)

    def at(points):
        batch = points.shape if len(names) == 1 else points.shape[:-1]
        # Coordinate by coordinate in memory, which costs nothing when the points lie so already.
        coordinates = np.ascontiguousarray(points.reshape(-1, len(names)).T)
        results = np.empty((len(expressions), coordinates.shape[1]))
        for row, part in enumerate(function(*coordinates)):
            results[row] = part
        return results.T.reshape(batch + core)

    return at


def _without_huge_integers(expression):
    """NumPy's functions take no integers beyond 64 bits."""
    import sympy

    huge = [n for n in expression.atoms(sympy.Integer) if abs(n) > 2**53]
    return expression.xreplace({n: sympy.Float(n) for n in huge}) if huge else expression


# Variables of these names get an underscore.
_JAVASCRIPT_WORDS = """
arguments await break case catch class const continue debugger default delete do else enum eval
export extends false finally for function if implements import in instanceof interface let Math new
null package private protected public return static super switch this throw true try typeof var
void while with yield
"""


@cache
def _javascript_printer():
    from sympy import Rational
    from sympy.printing.jscode import JavascriptCodePrinter

    class Printer(JavascriptCodePrinter):
        reserved_words = frozenset(_JAVASCRIPT_WORDS.split())

        def _print_Pow(self, expr):
            # Math.cbrt would know the roots of negative numbers, which NumPy does not.
            if expr.exp == Rational(1, 3):
                return f"Math.pow({self._print(expr.base)}, 1/3)"
            return super()._print_Pow(expr)

    return Printer()


def _shared_parts(expressions):
    """Common subexpressions, under names that no variable can have."""
    import sympy

    return sympy.cse(expressions, symbols=sympy.numbered_symbols("_t"), list=False)


def latex(expression) -> str:
    r"""Return a SymPy expression in LaTeX.

    >>> latex(parse("log(x)/2", ("x",)))
    '\\frac{\\ln{\\left(x \\right)}}{2}'
    """
    import sympy

    return sympy.latex(expression, ln_notation=True)


def javascript(value, gradient, hessian, names) -> str:
    """Return JavaScript source of ``{value, gradient, hessian}``, functions of the variables."""
    import sympy

    printer = _javascript_printer()
    n = len(names)
    flat = [value, *gradient, *(entry for row in hessian for entry in row)]
    arguments = ", ".join(printer.doprint(sympy.Symbol(name)) for name in names)

    def function(expressions, result):
        shared, reduced = _shared_parts(expressions)
        lines = [f"const {symbol} = {printer.doprint(part)};" for symbol, part in shared]
        code = [printer.doprint(part) for part in reduced]
        return f"({arguments}) => {{ {' '.join(lines)} return {result(code)}; }}"

    def listed(code):
        return "[" + ", ".join(code) + "]"

    def rows(code):
        return listed([listed(code[i : i + n]) for i in range(0, n * n, n)])

    return (
        "({\n"
        f"value: {function(flat[:1], lambda code: code[0])},\n"
        f"gradient: {function(flat[1 : n + 1], listed)},\n"
        f"hessian: {function(flat[n + 1 :], rows)}\n"
        "})"
    )
