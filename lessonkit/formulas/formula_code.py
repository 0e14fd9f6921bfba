"""A formula, a SymPy expression, written in NumPy, in JavaScript and in LaTeX."""

from collections.abc import Callable
from functools import cache

import numpy as np


def compiled(expressions: list, defined, names: tuple, core: tuple) -> Callable:
    """A NumPy function of points from SymPy expressions, repeated parts computed once.

    The coordinates are handed on as flat arrays of at least one element, so that one point and
    a million go through the same machine instructions and give the same bits.

    Arguments:
        expressions: what to compute at each point.
        defined: the condition without which the results are NaN.
        names: the variables.
        core: the shape of the results of one point.
    """
    import sympy

    symbols = [sympy.Symbol(name, real=True) for name in names]
    wanted = [_without_huge_integers(expression) for expression in [*expressions, defined]]
    function = sympy.lambdify(symbols, wanted, modules="numpy", cse=_shared_parts)

    def at(points):
        batch = points.shape if len(names) == 1 else points.shape[:-1]
        # Coordinate by coordinate in memory, which costs nothing when the points lie so already.
        coordinates = np.ascontiguousarray(points.reshape(-1, len(names)).T)
        results = np.empty((len(expressions), coordinates.shape[1]))
        *parts, real = function(*coordinates)
        for row, part in enumerate(parts):
            results[row] = part
        if real is not True:
            results[:, ~real] = np.nan
        return results.T.reshape(batch + core)

    return at


def _without_huge_integers(expression):
    """NumPy's functions take no integers beyond 64 bits."""
    import sympy

    huge = [n for n in expression.atoms(sympy.Integer) if abs(n) > 2**53]
    return expression.xreplace({n: sympy.Float(n) for n in huge}) if huge else expression


def _shared_parts(expressions):
    """Common subexpressions, under names that no variable can have."""
    import sympy

    return sympy.cse(expressions, symbols=sympy.numbered_symbols("_t"), list=False)


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


def javascript(value, gradient, hessian, defined, names) -> str:
    """Return JavaScript source of ``{value, gradient, hessian}``, functions of the variables."""
    import sympy

    printer = _javascript_printer()
    n = len(names)
    flat = [value, *gradient, *(entry for row in hessian for entry in row)]
    arguments = ", ".join(printer.doprint(sympy.Symbol(name)) for name in names)

    def function(expressions, result):
        shared, (*reduced, real) = _shared_parts([*expressions, defined])
        lines = [f"const {symbol} = {printer.doprint(part)};" for symbol, part in shared]
        code = [printer.doprint(part) for part in reduced]
        if real != sympy.true:
            lines.append(f"const _r = {printer.doprint(real)};")
            code = [f"_r ? {each} : NaN" for each in code]
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


@cache
def _latex_printer():
    from sympy import Expr, exp
    from sympy.printing.latex import LatexPrinter

    class Whole(Expr):
        """A factor that SymPy is not to look into."""

        def sort_key(self, order=None):
            return self.args[0].sort_key(order)

        def _latex(self, printer):
            return printer._print(self.args[0])

    class Printer(LatexPrinter):
        def _print_Mul(self, expr):
            # To tell numerators from denominators, SymPy simplifies exponents, however long.
            factors = [
                Whole(each)
                if (each.is_Pow or isinstance(each, exp)) and each.as_base_exp()[1].free_symbols
                else each
                for each in expr.args
            ]
            return super()._print_Mul(expr.func(*factors, evaluate=False))

    return Printer({"ln_notation": True})


def latex(expression) -> str:
    r"""Return a SymPy expression in LaTeX.

    >>> from lessonkit.formulas.expressions import parse
    >>> latex(parse("log(x)/2", ("x",)).value)
    '\\frac{\\ln{\\left(x \\right)}}{2}'
    """
    return _latex_printer().doprint(expression)
