"""Objective: one formula gives value, gradient, Hessian, LaTeX and JavaScript; named landscapes.

The formula is a SymPy expression, and everything else is derived from it, so that what a lesson
shows, what NumPy computes and what a widget draws cannot disagree. The named landscapes of
`lessonkit.named_objectives` are attributes here, such as ``objectives.rosenbrock``.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property

import numpy as np

from lessonkit.derivatives import numerical_gradient, numerical_hessian, numerical_jacobian
from lessonkit.expressions import compiled, differentiate, javascript, latex, parse
from lessonkit.grammar import checked_constants, checked_variables, names_in
from lessonkit.minima import find_minima
from lessonkit.named_objectives import NAMED_OBJECTIVES
from lessonkit.validation import finite_array, known_name, whole_number

DEFAULT_INTERVAL = (-5.0, 5.0)


class Objective:
    """A function to be minimized, f: Rⁿ → R, with its derivatives.

    Arguments:
        text: the formula, such as ``"x**2 - 4*x + 6"`` (see `lessonkit.grammar`).
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
        constants = checked_constants(constants or {})
        found = [name for name in names_in(str(text)) if name not in constants]
        names = checked_variables(variables or found or ("x",), constants)
        self.expression = parse(text, names, constants)
        self._describe(names, text, name or text, domain, minima, reference)
        self._value = compiled([self.expression], names, ())
        self._gradient = compiled(
            self._first_derivatives, names, () if self.dim == 1 else (self.dim,)
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
                gradient of `fun`.
            dim: how many coordinates a point has.
            domain, minima, name, reference: as for `Objective`.
            stacked: whether the callables take many points at once, ``(..., dim)``, and return a
                result for each; that makes batches of points fast.

        >>> bowl = Objective.from_function(lambda w: w[0] ** 2 + w[1] ** 2)
        >>> bowl([[1, 2], [0, 3]]), bowl.gradient([1, 2]).round(6)
        (array([5., 9.]), array([2., 4.]))
        """
        if not callable(fun):
            raise ValueError(f"from_function takes a callable, got {fun!r}")
        self = cls.__new__(cls)
        dim = whole_number("dim", dim)
        names = ("x", "y")[:dim] if dim <= 2 else tuple(f"x{i}" for i in range(dim))
        self.expression = None
        name = name or getattr(fun, "__name__", "f")
        self._describe(names, None, name, domain, minima, reference)
        axes = min(dim - 1, 1)  # how many axes of an array make a point
        core = (dim,) * axes
        hessian = (
            (lambda point: numerical_jacobian(gradient, point))
            if gradient
            else (lambda point: numerical_hessian(fun, point))
        )
        together = axes if stacked else None
        gradient = gradient or (lambda x: numerical_gradient(fun, x, point_axes=together))
        if stacked:
            self._value = lambda x: np.asarray(fun(x.copy()), dtype=np.float64)
            self._gradient = lambda x: np.asarray(gradient(x.copy()), dtype=np.float64)
        else:
            self._value = lambda x: _each_point(fun, x, axes, ())
            self._gradient = lambda x: _each_point(gradient, x, axes, core)
        self._hessian = lambda x: _each_point(hessian, x, axes, core * 2)
        return self

    def _describe(self, variables, text, name, domain, minima, reference) -> None:
        self.variables, self.dim = variables, len(variables)
        self.text, self.name, self.reference = text, name, reference
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
        points = np.asarray(x, dtype=np.float64)
        if self.dim > 1 and (points.ndim == 0 or points.shape[-1] != self.dim):
            raise ValueError(
                f"{self.name} takes points of shape (..., {self.dim}), got shape {points.shape}"
            )
        with np.errstate(all="ignore"):
            result = function(points)
        return result if result.ndim else float(result)

    @cached_property
    def _first_derivatives(self) -> list:
        return [differentiate(self.expression, v) for v in self.variables]

    @cached_property
    def _second_derivatives(self) -> list[list]:
        return [[differentiate(g, v) for v in self.variables] for g in self._first_derivatives]

    @cached_property
    def _hessian(self) -> Callable:
        shape = () if self.dim == 1 else (self.dim, self.dim)
        entries = [entry for row in self._second_derivatives for entry in row]
        return compiled(entries, self.variables, shape)

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
        return javascript(self.expression, first, second, self.variables)

    @cached_property
    def minima(self) -> np.ndarray:
        """Local minimizers: the known ones or, without them, those found in the domain.

        The shape is ``(k,)`` in one dimension and ``(k, dim)`` otherwise, the lowest first.
        """
        return find_minima(self) if self._minima is None else self._minima

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
    return tuple(bounds.tolist()) if dim == 1 else tuple(map(tuple, bounds.tolist()))


def _checked_minima(minima, dim: int) -> np.ndarray:
    points = finite_array("minima", minima)
    if points.size == 0:
        return np.empty((0,) if dim == 1 else (0, dim))
    if points.ndim != min(dim, 2) or (dim > 1 and points.shape[1] != dim):
        wanted = "a list of numbers" if dim == 1 else f"a list of points of {dim} coordinates"
        raise ValueError(f"minima must be {wanted}, got {minima!r}")
    return points


def _each_point(function: Callable, points: np.ndarray, axes: int, core: tuple) -> np.ndarray:
    batch = points.shape[: points.ndim - axes]
    result = np.full(batch + core, np.nan)
    for index in np.ndindex(batch):
        if np.isfinite(points[index]).all():
            with suppress(ArithmeticError):  # such as math.exp(1000): not a number there
                result[index] = function(points[index].copy() if axes else points[index])
    return result


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
