"""Objective: one formula gives value, gradient, Hessian, LaTeX and JavaScript; named landscapes.

The formula is a SymPy expression, and everything else is derived from it, so that what a lesson
shows, what NumPy computes and what a widget draws cannot disagree.
"""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from lessonkit.derivatives import numerical_gradient
from lessonkit.expressions import names_in, parse
from lessonkit.validation import finite_array, known_name, whole_number

DEFAULT_INTERVAL = (-5.0, 5.0)


class Objective:
    """A function to be minimized, f: Rⁿ → R, with its derivatives.

    Arguments:
        text: the formula, such as ``"x**2 - 4*x + 6"`` (see `lessonkit.expressions`).
        domain: what to show and search: ``(low, high)`` for one variable, one such pair for each
            variable otherwise. It does not restrict where the function may be evaluated.
        variables: the variables in the order of the coordinates; by default those that occur in
            the formula, in alphabetical order.
        minima: known minimizers; without them `minima` looks for them in the domain.
        name: what to call it, by default the formula.
        reference: where the function comes from.

    Shapes: in one dimension everything works element by element on arrays of any shape. For
    ``dim >= 2`` the last axis is the coordinate: points of shape ``(..., dim)`` give values of
    shape ``(...)``, gradients ``(..., dim)`` and Hessians ``(..., dim, dim)``.

    Raises:
        ExpressionError: when the text is not a formula.
        ValueError: when domain, variables or minima do not fit each other.

    >>> f = Objective("x**2 - 4*x + 6", domain=(-1, 5))
    >>> f(3.0), f.gradient(3.0), f.hessian(3.0)
    (3.0, 2.0, 2.0)
    >>> f.latex, f.gradient_latex, f.minima
    ('x^{2} - 4 x + 6', '2 x - 4', array([2.]))
    >>> g = Objective("3*(x-2)**2 + (y-2)**2", domain=((-1, 5), (-1, 5)))
    >>> g([3.0, 2.0]), g.gradient([3.0, 2.0])
    (3.0, array([6., 0.]))
    """

    def __init__(
        self,
        text: str,
        domain=None,
        *,
        variables: tuple[str, ...] | None = None,
        minima=None,
        name: str | None = None,
        reference: str = "",
    ):
        names = tuple(variables or names_in(str(text)) or ("x",))
        self.expression = parse(text, names)
        self.variables = names
        self.dim = len(names)
        self.text = text
        self.name = name or text
        self.reference = reference
        self.domain = _checked_domain(domain, self.dim)
        self._minima = None if minima is None else _checked_minima(minima, self.dim)
        self._value, self._gradient, self._hessian = _compile(*self._derivatives, names)

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
    ) -> "Objective":
        """Make an objective of any Python callable.

        Arguments:
            fun: takes a number (``dim=1``) or an array ``(dim,)`` and returns a number.
            gradient: takes the same and returns an array of its shape; by default the numerical
                gradient of `fun`.
            dim: how many coordinates a point has.

        >>> bowl = Objective.from_function(lambda w: w[0] ** 2 + w[1] ** 2)
        >>> bowl([[1, 2], [0, 3]]), bowl.gradient([1, 2]).round(6)
        (array([5., 9.]), array([2., 4.]))
        """
        self = cls.__new__(cls)
        self.dim = whole_number("dim", dim)
        self.variables = ("x", "y")[:dim] if dim <= 2 else tuple(f"x{i}" for i in range(dim))
        self.name = name or getattr(fun, "__name__", "f")
        self.text = self.expression = None
        self.reference = ""
        self.domain = _checked_domain(domain, dim)
        self._minima = None if minima is None else _checked_minima(minima, self.dim)
        gradient = gradient or (lambda point: numerical_gradient(fun, point))
        core = 0 if dim == 1 else 1
        self._value = lambda x: _each_point(fun, x, core, ())
        self._gradient = lambda x: _each_point(gradient, x, core, (dim,) * core)
        self._hessian = lambda x: _each_point(
            lambda point: _numerical_hessian(gradient, point), x, core, (dim, dim) * core
        )
        return self

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
    def _derivatives(self):
        import sympy

        symbols = [sympy.Symbol(v, real=True) for v in self.variables]
        gradient = [_plain(self.expression.diff(s)) for s in symbols]
        hessian = [[_plain(g.diff(s)) for s in symbols] for g in gradient]
        return self.expression, gradient, hessian

    @cached_property
    def latex(self) -> str | None:
        """The formula in LaTeX, None when the objective was made from a function."""
        return None if self.expression is None else _latex(self.expression)

    @cached_property
    def gradient_latex(self) -> str | None:
        """The gradient in LaTeX, a column vector when there are several variables."""
        if self.expression is None:
            return None
        entries = [_latex(g) for g in self._derivatives[1]]
        if self.dim == 1:
            return entries[0]
        return r"\begin{bmatrix} " + r" \\ ".join(entries) + r" \end{bmatrix}"

    @cached_property
    def javascript(self) -> str | None:
        """JavaScript source of ``{value, gradient, hessian}``, functions of the variables."""
        return None if self.expression is None else _javascript(*self._derivatives, self.variables)

    @cached_property
    def minima(self) -> np.ndarray:
        """Local minimizers: the known ones or, without them, those found in the domain.

        The shape is ``(k,)`` in one dimension and ``(k, dim)`` otherwise, the lowest first.
        """
        if self._minima is not None:
            return self._minima
        return _find_minima(self)

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
    wanted = "(k,)" if dim == 1 else f"(k, {dim})"
    if points.size and points.shape[1:] != (() if dim == 1 else (dim,)):
        raise ValueError(f"minima must have the shape {wanted}, got {points.shape}")
    return points.reshape((-1,) if dim == 1 else (-1, dim))


def _plain(derivative):
    """Replace the step function and its spike, which come from abs, min and max.

    At a kink the value 0 is taken for the step: one subgradient among the possible ones.
    """
    import sympy

    derivative = derivative.replace(sympy.DiracDelta, lambda *_: sympy.Integer(0))
    return derivative.replace(sympy.Heaviside, lambda u, *_: sympy.Piecewise((1, u > 0), (0, True)))


def _compile(value, gradient, hessian, names):
    """NumPy functions of points from the SymPy expressions, repeated parts computed once."""
    import sympy

    symbols = [sympy.Symbol(name, real=True) for name in names]
    one = len(names) == 1

    def compiled(expressions, shape):
        function = sympy.lambdify(symbols, expressions, modules="numpy", cse=_shared_parts)

        def at(points):
            coordinates = [points] if one else [points[..., i] for i in range(len(names))]
            like = coordinates[0].shape
            parts = [np.broadcast_to(part, like) for part in function(*coordinates)]
            return np.stack(parts, axis=-1).reshape(like + shape).astype(np.float64)

        return at

    n = len(names)
    return (
        compiled([value], ()),
        compiled(gradient, () if one else (n,)),
        compiled([entry for row in hessian for entry in row], () if one else (n, n)),
    )


def _shared_parts(expressions):
    """Common subexpressions, under names that no variable can have."""
    import sympy

    return sympy.cse(expressions, symbols=sympy.numbered_symbols("_t"), list=False)


def _latex(expression) -> str:
    import sympy

    return sympy.latex(expression, ln_notation=True)


def _javascript(value, gradient, hessian, names) -> str:
    import sympy

    n = len(names)
    flat = [value, *gradient, *(entry for row in hessian for entry in row)]

    def function(expressions, result):
        shared, reduced = _shared_parts(expressions)
        lines = [f"const {symbol} = {sympy.jscode(part)};" for symbol, part in shared]
        code = [sympy.jscode(part) for part in reduced]
        return f"({', '.join(names)}) => {{ {' '.join(lines)} return {result(code)}; }}"

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


def _each_point(function: Callable, points: np.ndarray, core: int, shape: tuple) -> np.ndarray:
    batch = points.shape[: points.ndim - core]
    result = np.empty(batch + shape)
    for index in np.ndindex(batch):
        result[index] = function(points[index].copy() if core else float(points[index]))
    return result


def _numerical_hessian(gradient: Callable, point, h: float = 1e-4):
    point = np.asarray(point, dtype=np.float64)
    columns = [
        (np.asarray(gradient(point + h * unit)) - np.asarray(gradient(point - h * unit))) / (2 * h)
        for unit in np.eye(max(point.size, 1)).reshape((-1, *point.shape))
    ]
    return np.stack(columns, axis=-1) if point.ndim else columns[0]


def _find_minima(objective: Objective, samples: int = 401, rounds: int = 40) -> np.ndarray:
    """Look for local minima on a grid, then close in on each with ever finer grids."""
    if objective.dim > 2:
        raise ValueError(
            f"minima are searched in 1 or 2 dimensions, {objective.name} has {objective.dim}"
        )
    bounds = np.atleast_2d(objective.domain)
    axes = [np.linspace(low, high, samples) for low, high in bounds]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    values = objective(grid if objective.dim > 1 else grid[..., 0])
    values = np.where(np.isfinite(values), values, np.inf)
    lowest = np.isfinite(values)
    for shift in np.ndindex((3,) * objective.dim):
        offset = np.array(shift) - 1
        if offset.any():
            padded = np.pad(values, 1, constant_values=np.inf)
            neighbor = padded[tuple(slice(1 + o, 1 + o + samples) for o in offset)]
            # Strict on one side only, so that a flat valley counts once and not as every cell.
            lowest &= (
                values < neighbor if tuple(offset) < (0,) * objective.dim else values <= neighbor
            )
    inside = np.zeros_like(lowest)
    inside[(slice(1, -1),) * objective.dim] = True
    width = (bounds[:, 1] - bounds[:, 0]) / (samples - 1)
    found = [_refine(objective, point, width, rounds) for point in grid[lowest & inside]]
    found = sorted(
        found, key=lambda point: float(objective(point if objective.dim > 1 else point[0]))
    )
    points = np.array(found).reshape(-1, objective.dim).round(9) + 0.0
    return points[:, 0] if objective.dim == 1 else points


def _refine(objective: Objective, point: np.ndarray, width: np.ndarray, rounds: int) -> np.ndarray:
    offsets = np.stack(
        np.meshgrid(*[[-1, -0.5, 0, 0.5, 1]] * objective.dim, indexing="ij"), axis=-1
    )
    for _ in range(rounds):
        near = point + width * offsets.reshape(-1, objective.dim)
        values = objective(near if objective.dim > 1 else near[:, 0])
        point = near[np.nanargmin(values)]
        width = width * 0.6
    return _polish(objective, point)


def _polish(objective: Objective, point: np.ndarray) -> np.ndarray:
    """One step of Newton's method: values alone tell a minimizer to half the digits only."""
    at = point if objective.dim > 1 else point[0]
    slope, curvature = np.atleast_1d(objective.gradient(at)), np.atleast_2d(objective.hessian(at))
    if not (np.isfinite(curvature).all() and np.linalg.det(curvature)):
        return point
    better = point - np.linalg.solve(curvature, slope)
    after = np.atleast_1d(objective.gradient(better if objective.dim > 1 else better[0]))
    return better if np.linalg.norm(after) < np.linalg.norm(slope) else point


_NAMED = {
    "parabola": dict(text="x**2 - 4*x + 6", domain=(-1, 5), minima=[2.0]),
    "x_sin_x": dict(text="x*sin(x)", domain=(-1, 7), minima=[4.913180439434884, 0.0]),
    "bowl": dict(text="3*(x-2)**2 + (y-2)**2", domain=((-1, 5), (-1, 5)), minima=[[2.0, 2.0]]),
    "ravine": dict(text="0.5*(x**2 + 25*y**2)", domain=((-10, 10), (-4, 4)), minima=[[0.0, 0.0]]),
    "rosenbrock": dict(
        text="(1 - x)**2 + 100*(y - x**2)**2",
        domain=((-2, 2), (-1, 3)),
        minima=[[1.0, 1.0]],
        reference="Rosenbrock, The Computer Journal 3(3), 1960",
    ),
}


def names() -> list[str]:
    """Return the names of the landscapes, in the order of the lessons.

    >>> names()[:2]
    ['parabola', 'x_sin_x']
    """
    return list(_NAMED)


def __getattr__(name: str) -> Objective:
    if name.startswith("__"):
        raise AttributeError(name)
    try:
        known_name("objective", name, _NAMED)
    except ValueError as error:
        raise AttributeError(str(error)) from None
    objective = globals()[name] = Objective(name=name, **_NAMED[name])
    return objective
