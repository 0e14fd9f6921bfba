"""Value: an array that remembers how it was computed, and so can say what would change it.

Forward, every operation computes its result and keeps, for each operand, a rule that carries a
gradient back. Backward, start with 1 at the end and let each operation, last one first, pass its
gradient on by its rules. One backward pass gives the gradient with respect to everything that
went in. Reference: Linnainmaa, *BIT* 16, 1976; after micrograd (Karpathy, 2020), on arrays.
"""

from functools import wraps

import numpy as np

from lessonkit.validation import double_array, text


def operation(symbol: str):
    """Turn a rule on arrays into an operation on Values.

    The rule returns the result and, for each operand, a function that takes the gradient of the
    result, g, and returns that of the operand: g times the local derivative (the chain rule).
    """

    def decorate(rule):
        @wraps(rule)
        def operate(*operands, **options):
            parents = [v if isinstance(v, Value) else Value(v, constant=True) for v in operands]
            with np.errstate(all="ignore"):  # log(0) is -inf, not a warning
                result, *back = rule(*(p.data for p in parents), **options)
            return Value(result, op=symbol, parents=parents, back=back)

        return operate

    return decorate


add = operation("+")(lambda a, b: (a + b, lambda g: g, lambda g: g))
subtract = operation("-")(lambda a, b: (a - b, lambda g: g, lambda g: -g))
multiply = operation("*")(lambda a, b: (a * b, lambda g: g * b, lambda g: g * a))
divide = operation("/")(lambda a, b: (a / b, lambda g: g / b, lambda g: -g * a / b**2))
negate = operation("neg")(lambda a: (-a, lambda g: -g))
log = operation("log")(lambda a: (np.log(a), lambda g: g / a))
relu = operation("relu")(lambda a: (np.maximum(a, 0), lambda g: g * (a > 0)))  # slope 0 at 0
transpose = operation("T")(lambda a: (a.T, lambda g: g.T))
reshape = operation("reshape")(lambda a, shape: (a.reshape(shape), lambda g: g.reshape(a.shape)))
exp = operation("exp")(lambda a: (np.exp(a), lambda g: g * np.exp(a)))
tanh = operation("tanh")(lambda a: (np.tanh(a), lambda g: g * (1 - np.tanh(a) ** 2)))
sigmoid = operation("sigmoid")(lambda a: (_sigma(a), lambda g: g * _sigma(a) * _sigma(-a)))


def _sigma(a):
    return np.exp(-np.logaddexp(0, -a))  # 1 / (1 + exp(-a)), written so that it cannot overflow


@operation("**")
def power(a, b):
    """Return a to the power b."""
    y = a**b
    by_a, by_b = np.where(b == 0, 0, b * a ** (b - 1)), np.where(y == 0, 0, y * np.log(a))
    return y, lambda g: g * by_a, lambda g: g * by_b


@operation("max")
def maximum(a, b):
    """Return the larger of a and b; where they are equal each gets half of the gradient."""
    share = np.where(a == b, 0.5, a > b)
    return np.maximum(a, b), lambda g: g * share, lambda g: g * (1 - share)


@operation("@")
def matmul(a, b):
    """Return the matrix product; a vector is a row on the left and a column on the right."""
    rows, columns = a if a.ndim > 1 else a[None], b if b.ndim > 1 else b[:, None]
    full, vector = (rows @ columns).shape, (... if b.ndim > 1 else (..., 0))
    by_a = lambda g: g.reshape(full) @ columns.swapaxes(-1, -2)  # noqa: E731
    return a @ b, by_a, lambda g: (rows.swapaxes(-1, -2) @ g.reshape(full))[vector]


@operation("sum")
def total(a, axis=None, keepdims=False):
    """Return the sum: every entry that went in gets the whole gradient."""
    kept = a.sum(axis=axis, keepdims=True).shape
    return a.sum(axis=axis, keepdims=keepdims), lambda g: np.broadcast_to(g.reshape(kept), a.shape)


@operation("[]")
def pick(a, key):
    """Return some entries: they get their gradients, the others none."""

    def back(g):
        gradient = np.zeros(a.shape)
        np.add.at(gradient, key, g)  # an entry that was picked twice gets both
        return gradient

    return a[key], back


def _swapped(operate):
    return lambda self, other: operate(other, self)


class Value:
    """A number or an array, float64, with the history of its computation.

    Arguments:
        data: a number or an array of any shape; it is copied.
        label: a name for drawings.
        constant: whether to leave out its gradient; plain numbers and arrays that meet a Value
            become constants.

    Attributes:
        data: the numbers.
        grad: after `backward`, how fast the end result changes with each of them, in the same
            shape; None before, and for constants.
        op, parents: the operation that made it ("" for an input) and its operands.

    >>> x, y, z = Value(-2.0, "x"), Value(5.0, "y"), Value(-4.0, "z")
    >>> f = (x + y) * z
    >>> f.backward()
    >>> f, float(x.grad), float(y.grad), float(z.grad)
    (Value(-12.0, grad=1.0), -4.0, -4.0, 3.0)
    """

    __array_ufunc__ = None  # makes NumPy leave array * Value to Value

    def __init__(self, data, label: str = "", *, op="", parents=(), back=(), constant=False):
        self.data = np.array(double_array("the data of a Value", data))
        self.grad, self.label, self.constant = None, text("label", label), constant
        self.op, self.parents, self._back = op, tuple(parents), back

    def backward(self) -> None:
        """Set `grad` of everything that this number was computed from.

        Every call begins at zero: calling it twice gives the same gradients, not their double.
        """
        if self.data.size != 1:
            raise ValueError(f"backward starts from one number, not {self.shape}; take a sum first")
        order = self.graph()
        for value in order:
            value.grad = None if value.constant else np.zeros(value.shape)
        self.grad = np.ones(self.shape)
        for value in reversed(order):
            for parent, share in zip(value.parents, value.shares(), strict=True):
                if not parent.constant:  # added, so that a value used twice gets both
                    parent.grad = parent.grad + share

    def shares(self) -> list:
        """Return what each operand gets of this value's gradient; None for constants."""
        pairs = zip(self.parents, self._back, strict=True)
        with np.errstate(all="ignore"):
            return [None if p.constant else _fit(back(self.grad), p.shape) for p, back in pairs]

    def graph(self) -> list["Value"]:
        """Return every value that led here, operands before results, this one at the end."""
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            value, ready = stack.pop()
            if ready:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                stack += [(value, True), *((parent, False) for parent in reversed(value.parents))]
        return order

    __add__, __sub__, __mul__, __truediv__ = add, subtract, multiply, divide
    __pow__, __matmul__, __neg__ = power, matmul, negate
    __radd__, __rsub__, __rmul__, __rtruediv__ = map(_swapped, (add, subtract, multiply, divide))
    __rpow__, __rmatmul__ = _swapped(power), _swapped(matmul)
    exp, log, tanh, sigmoid, relu, maximum = exp, log, tanh, sigmoid, relu, maximum
    shape, T = property(lambda self: self.data.shape), property(transpose)

    def sum(self, axis=None, keepdims: bool = False) -> "Value":
        """Return the sum over all entries, or along `axis`."""
        return total(self, axis=axis, keepdims=keepdims)

    def mean(self, axis=None, keepdims: bool = False) -> "Value":
        """Return the mean over all entries, or along `axis`."""
        result = total(self, axis=axis, keepdims=keepdims)
        return result * (result.data.size / self.data.size)

    def reshape(self, *shape) -> "Value":
        """Return the same entries in another shape."""
        return reshape(self, shape=shape)

    def __getitem__(self, key) -> "Value":
        return pick(self, key=key)

    def __repr__(self) -> str:
        grad = "" if self.grad is None else f", grad={self.grad.tolist()}"
        return f"Value({self.data.tolist()}{grad})"


def _fit(gradient, shape):
    """Sum over the axes along which an operand was broadcast."""
    extra = gradient.ndim - len(shape)
    axes = [i + extra for i, n in enumerate(shape) if n == 1 and gradient.shape[i + extra] > 1]
    return gradient.sum(axis=(*range(extra), *axes)).reshape(shape)
