"""Objective: one formula gives value, gradient, Hessian, LaTeX and JavaScript; named landscapes.

The formula is a SymPy expression, and everything else is derived from it, so that what a lesson
shows, what NumPy computes and what a widget draws cannot disagree. The named landscapes of
`lessonkit.formulas.named_objectives` are attributes here, such as ``objectives.rosenbrock``.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from lessonkit import validation
from lessonkit.derivatives import numerical_gradient, numerical_hessian, numerical_jacobian
from lessonkit.formulas.differentiation import differentiate, refuse_large
from lessonkit.formulas.expressions import parse
from lessonkit.formulas.forgiving import each_point, forgiving
from lessonkit.formulas.formula_code import compiled, javascript, latex
from lessonkit.formulas.grammar import checked_constants, checked_variables, names_in
from lessonkit.formulas.minima import find_minima
from lessonkit.formulas.named_objectives import NAMED_OBJECTIVES
from lessonkit.validation import (
    double_array,
    finite_array,
    function,
    known_name,
    shown,
    whole_number,
)

DEFAULT_INTERVAL = (-5.0, 5.0)
FARTHEST = 1e100  # an end of a domain, so that its width and area are numbers too


class Objective:
    """A function to be minimized, f: Rⁿ → R, with its derivatives.

    Arguments:
        text: the formula, such as ``"x**2 - 4*x + 6"`` (see `lessonkit.formulas.grammar`).
        domain: what to show and search: ``(low, high)`` for one variable, one such pair for each
            variable otherwise. It does not restrict where the function may be evaluated.
        variables: the variables in the order of the coordinates; by default those that occur in
            the formula, in alphabetical order.
        constants: names in the formula that stand for numbers, such as ``{"a": 3}``.
        minima: known minimizers, ``(k,)`` or ``(k, dim)``, the lowest first, or ``[]`` when there
            are none; without them `minima` looks for them in the domain.
        name: what to call it, by default the formula.
        reference: where the function comes from.

    Shapes: in one dimension everything works element by element on arrays of any shape. For
    ``dim >= 2`` the last axis is the coordinate: points of shape ``(..., dim)`` give values of
    shape ``(...)``, gradients ``(..., dim)`` and Hessians ``(..., dim, dim)``.

    Raises:
        ExpressionError: when the text is not a formula.
        ValueError: when domain, variables, constants or minima do not fit each other.

    >>> f = Objective("x**2 - 4*x + 6", domain=(-1, 5))
    >>> f(3.0), f.gradient(3.0), f.hessian(3.0)
    (3.0, 2.0, 2.0)
    >>> f.latex, f.gradient_latex, f.minima
    ('x^{2} - 4 x + 6', '2 x - 4', array([2.]))
    >>> g = Objective("a*(x-2)**2 + (y-2)**2", domain=((-1, 5), (-1, 5)), constants={"a": 3})
    >>> g([3.0, 2.0]), g.gradient([3.0, 2.0])
    (3.0, array([6., 0.]))
    """

    def __init__(
        self,
        text: str,
        domain=None,
        *,
        variables: tuple[str, ...] | None = None,
        constants: Mapping[str, float] | None = None,
        minima=None,
        name: str | None = None,
        reference: str = "",
    ):
        if callable(text):
            raise ValueError(
                f"text must be a formula, got {shown(text)}; that is for Objective.from_function"
            )
        validation.text("text", text)
        constants = checked_constants({} if constants is None else constants)
        found = [name for name in names_in(text) if name not in constants]
        names = checked_variables(found or ["x"] if variables is None else variables, constants)
        self.expression, self._defined = parse(text, names, constants)
        refuse_large(text, [self.expression], names)
        self._describe(names, text, text if name is None else name, domain, minima, reference)
        refuse_large(text, self._first_derivatives, names)
        self._value = self._compiled([self.expression], ())
        self._gradient = self._compiled(
            self._first_derivatives, () if self.dim == 1 else (self.dim,)
        )

    @classmethod
    def from_function(
        cls,
        fun: Callable,
        gradient: Callable | None = None,
        dim: int = 2,
        domain=None,
        *,
        minima=None,
        name: str | None = None,
        reference: str = "",
        stacked: bool = False,
    ) -> "Objective":
        """Make an objective of any Python callable, in any number of dimensions.

        Arguments:
            fun: takes a number (``dim=1``) or an array ``(dim,)`` and returns a number.
            gradient: takes the same and returns an array of its shape; by default the numerical
                gradient of `fun`. Where either raises ValueError or ArithmeticError, as
                ``math.log(-1)`` does, or is complex, the objective is NaN.
            dim: how many coordinates a point has.
            domain, minima, name, reference: as for `Objective`.
            stacked: whether the callables take many points at once, ``(..., dim)``, and return a
                result for each; that makes batches of points fast.

        >>> bowl = Objective.from_function(lambda w: w[0] ** 2 + w[1] ** 2)
        >>> bowl([[1, 2], [0, 3]]), bowl.gradient([1, 2]).round(6)
        (array([5., 9.]), array([2., 4.]))
        """
        function("fun", fun)
        if gradient is not None:
            function("gradient", gradient)
        self = cls.__new__(cls)
        dim = whole_number("dim", dim)
        names = ("x", "y")[:dim] if dim <= 2 else tuple(f"x{i}" for i in range(dim))
        self.expression = None
        name = getattr(fun, "__name__", "f") if name is None else name
        stacked = validation.flag("stacked", stacked)
        self._describe(names, None, name, domain, minima, reference)
        axes = min(dim - 1, 1)  # how many axes of an array make a point
        core = (dim,) * axes
        value = forgiving("fun", fun, axes, ())
        slope = (
            forgiving("gradient", gradient, axes, core)
            if gradient
            else lambda x: numerical_gradient(value, x, point_axes=axes if stacked else None)
        )
        bend = (
            (lambda point: numerical_jacobian(slope, point))
            if gradient
            else (lambda point: numerical_hessian(value, point))
        )
        self._value = value if stacked else lambda x: each_point(value, x, axes, ())
        self._gradient = slope if stacked else lambda x: each_point(slope, x, axes, core)
        self._hessian = lambda x: each_point(bend, x, axes, core * 2)
        return self

    def _describe(self, variables, text, name, domain, minima, reference) -> None:
        self.variables, self.dim = variables, len(variables)
        self.text, self.name = text, validation.text("name", name)
        self.reference = validation.text("reference", reference)
        self.domain = _checked_domain(domain, self.dim)
        self._minima = None if minima is None else _checked_minima(minima, self.dim)

    def __call__(self, x):
        """Return f(x), of the shape of `x` without its coordinate axis."""
        return self._evaluate(self._value, x)

    def gradient(self, x):
        """Return ∇f(x), of the shape of `x`."""
        return self._evaluate(self._gradient, x)

    def hessian(self, x):
        """Return the matrix of second derivatives at `x` (a number each in one dimension)."""
        return self._evaluate(self._hessian, x)

    def _evaluate(self, function: Callable, x):
        points = double_array("x", x)
        if self.dim > 1 and (points.ndim == 0 or points.shape[-1] != self.dim):
            raise ValueError(
                f"x: {self.name} takes points of shape (..., {self.dim}), got shape {points.shape}"
            )
        with np.errstate(all="ignore"):
            result = function(points)
        return result if result.ndim else float(result)

    @cached_property
    def _first_derivatives(self) -> list:
        return [differentiate(self.expression, v) for v in self.variables]

    @cached_property
    def _second_derivatives(self) -> list[list]:
        # A Hessian is symmetric: its lower half is the upper one.
        upper = {
            (i, j): differentiate(self._first_derivatives[i], self.variables[j])
            for i in range(self.dim)
            for j in range(i, self.dim)
        }
        return [[upper[min(i, j), max(i, j)] for j in range(self.dim)] for i in range(self.dim)]

    @cached_property
    def _hessian(self) -> Callable:
        shape = () if self.dim == 1 else (self.dim, self.dim)
        entries = [entry for row in self._second_derivatives for entry in row]
        return self._compiled(entries, shape)

    def _compiled(self, expressions: list, core: tuple) -> Callable:
        return compiled(expressions, self._defined, self.variables, core)

    @cached_property
    def latex(self) -> str | None:
        """The formula in LaTeX, None when the objective was made from a function."""
        return None if self.expression is None else latex(self.expression)

    @cached_property
    def gradient_latex(self) -> str | None:
        """The gradient in LaTeX, a column vector when there are several variables."""
        if self.expression is None:
            return None
        entries = [latex(g) for g in self._first_derivatives]
        if self.dim == 1:
            return entries[0]
        return r"\begin{bmatrix} " + r" \\ ".join(entries) + r" \end{bmatrix}"

    @cached_property
    def javascript(self) -> str | None:
        """JavaScript source of ``{value, gradient, hessian}``, functions of the variables."""
        if self.expression is None:
            return None
        first, second = self._first_derivatives, self._second_derivatives
        return javascript(self.expression, first, second, self._defined, self.variables)

    @property
    def minima(self) -> np.ndarray:
        """Local minimizers: the known ones or, without them, those found in the domain.

        The shape is ``(k,)`` in one dimension and ``(k, dim)`` otherwise, the lowest first.
        """
        return self._found_minima[0]

    @property
    def minima_complete(self) -> bool:
        """Whether the search for `minima` came to its end.

        It stops where the domain has more low places than it follows, such as those of
        sin(20xy); then there are more minima than it found.
        """
        return self._found_minima[1]

    @cached_property
    def _found_minima(self) -> tuple[np.ndarray, bool]:
        return find_minima(self) if self._minima is None else (self._minima, True)

    def __repr__(self) -> str:
        return f"Objective({self.name!r}, dim={self.dim})"


def _checked_domain(domain, dim: int) -> tuple:
    if domain is None:
        domain = DEFAULT_INTERVAL if dim == 1 else (DEFAULT_INTERVAL,) * dim
    bounds = finite_array("domain", domain)
    wanted = "(low, high)" if dim == 1 else f"{dim} pairs (low, high)"
    if (
        bounds.shape != ((2,) if dim == 1 else (dim, 2))
        or not (bounds[..., 0] < bounds[..., 1]).all()
    ):
        raise ValueError(f"domain must be {wanted} with low < high, got {domain!r}")
    largest = np.abs(bounds).max()
    if largest > FARTHEST or np.diff(bounds).min() < max(1e-9 * largest, 1 / FARTHEST):
        raise ValueError(
            f"domain must be {wanted} of numbers up to {FARTHEST:g} that differ in their first "
            f"nine digits, got {domain!r}"
        )
    return tuple(bounds.tolist()) if dim == 1 else tuple(map(tuple, bounds.tolist()))


def _checked_minima(minima, dim: int) -> np.ndarray:
    points = finite_array("minima", minima)
    if points.size == 0:
        return np.empty((0,) if dim == 1 else (0, dim))
    if points.ndim != min(dim, 2) or (dim > 1 and points.shape[1] != dim):
        wanted = "a list of numbers" if dim == 1 else f"a list of points of {dim} coordinates"
        raise ValueError(f"minima must be {wanted}, got {minima!r}")
    return points


def names() -> list[str]:
    """Return the names of the landscapes: those of one variable, then those of two.

    >>> names()[:2]
    ['parabola', 'x_sin_x']
    """
    return list(NAMED_OBJECTIVES)


def __getattr__(name: str) -> Objective:
    if name.startswith("__"):
        raise AttributeError(name)
    try:
        known_name("objective", name, NAMED_OBJECTIVES)
    except ValueError as error:
        raise AttributeError(str(error)) from None
    objective = globals()[name] = Objective(name=name, **NAMED_OBJECTIVES[name])
    return objective
