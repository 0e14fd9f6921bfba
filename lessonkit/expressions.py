"""Typed text to a SymPy expression, by a strict grammar that cannot run code.

    sum     := product (("+" | "-") product)*
    product := sign (("*" | "/") sign)*
    sign    := ("+" | "-") sign | power
    power   := atom (("**" | "^") sign)?
    atom    := number | name | name "(" sum ("," sum)* ")" | "(" sum ")"

The text is never handed to `eval` or `sympify`: it is cut into tokens, read into a tree of tuples,
checked, and only then turned into SymPy objects, one node at a time.
"""

import math
import re

MAX_LENGTH = 500
MAX_DEPTH = 40
MAX_EXPONENT = 100
LARGEST = 1e300

CONSTANTS = {"pi": math.pi, "e": math.e}
FUNCTIONS = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "abs": abs,
    "sign": lambda x: float((x > 0) - (x < 0)),
    "min": min,
    "max": max,
}
SEVERAL_ARGUMENTS = {"min", "max"}

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"|(?P<operator>\*\*|[-+*/^(),]))"
)


class ExpressionError(ValueError):
    """The text is not an expression of the grammar; the message says where and why."""


def parse(text: str, variables: tuple[str, ...]):
    """Read `text` as an expression in `variables` and return it as a SymPy expression.

    Arguments:
        text: such as ``"x**2 - 4*x + 6"``; ``^`` also means power.
        variables: the names that may occur, such as ``("x", "y")``; they become real symbols.

    Raises:
        ExpressionError: when the text does not parse, names something unknown, or is too large.

    >>> parse("3*(x - 2)^2 + abs(y)", ("x", "y"))
    3*(x - 2)**2 + Abs(y)
    >>> parse("x.real", ("x",))
    Traceback (most recent call last):
    ...
    lessonkit.expressions.ExpressionError: cannot read 'x.real': unexpected '.' at position 2
    """
    if not isinstance(text, str):
        raise ExpressionError(f"an expression must be text such as 'x**2', got {text!r}")
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"an expression has at most {MAX_LENGTH} characters, got {len(text)}")
    tree = _Reader(text, variables).read()
    try:
        _constant_value(tree)
        return _to_sympy(tree, variables)
    except (ArithmeticError, ValueError) as error:
        raise ExpressionError(f"cannot use {text!r}: {error}") from error


def names_in(text: str) -> list[str]:
    """Return the names in `text` that are neither functions nor constants, in alphabetical order.

    >>> names_in("3*(x-2)**2 + sin(y)*pi")
    ['x', 'y']
    """
    found = set(re.findall(r"(?<![A-Za-z0-9_.])[A-Za-z][A-Za-z0-9]*", text))
    return sorted(found - FUNCTIONS.keys() - CONSTANTS.keys())


class _Reader:
    """A recursive-descent reader: each method reads one rule of the grammar into a tuple."""

    def __init__(self, text: str, variables: tuple[str, ...]):
        self.text = text
        self.variables = variables
        self.tokens = self._split()
        self.at = 0
        self.depth = 0

    def _fail(self, reason: str):
        raise ExpressionError(f"cannot read {self.text!r}: {reason}")

    def _split(self) -> list[tuple[str, str, int]]:
        tokens, at = [], 0
        while self.text[at:].strip():
            match = _TOKEN.match(self.text, at)
            if not match:
                at += len(self.text[at:]) - len(self.text[at:].lstrip())
                self._fail(f"unexpected {self.text[at]!r} at position {at + 1}")
            tokens.append((match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
            at = match.end()
        tokens.append(("end", "", len(self.text)))
        return tokens

    def _take(self, *wanted: str) -> str | None:
        kind, token, _ = self.tokens[self.at]
        if kind == "operator" and token in wanted:
            self.at += 1
            return token
        return None

    def _need(self, wanted: str) -> None:
        if not self._take(wanted):
            self._unexpected(f"{wanted!r} expected")

    def _unexpected(self, wanted: str):
        kind, token, position = self.tokens[self.at]
        if kind == "end":
            self._fail(f"it ends too early, {wanted}")
        reason = f"unexpected {token!r} at position {position + 1}, {wanted}"
        if kind in ("number", "name") or token == "(":
            reason += "; write * to multiply"
        self._fail(reason)

    def read(self):
        tree = self._sum()
        if self.tokens[self.at][0] != "end":
            self._unexpected("an operator or the end expected")
        return tree

    def _sum(self):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._fail(f"more than {MAX_DEPTH} levels of brackets")
        tree = self._product()
        while operator := self._take("+", "-"):
            tree = (operator, tree, self._product())
        self.depth -= 1
        return tree

    def _product(self):
        tree = self._sign()
        while operator := self._take("*", "/"):
            tree = (operator, tree, self._sign())
        return tree

    def _sign(self):
        signs = 0
        while operator := self._take("+", "-"):
            signs += operator == "-"
        tree = self._power()
        return ("negative", tree) if signs % 2 else tree

    def _power(self):
        base = self._atom()
        if not self._take("**", "^"):
            return base
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._fail(f"more than {MAX_DEPTH} powers of powers")
        exponent = self._sign()
        self.depth -= 1
        return ("**", base, exponent)

    def _atom(self):
        kind, token, _ = self.tokens[self.at]
        if self._take("("):
            tree = self._sum()
            self._need(")")
            return tree
        if kind == "number":
            self.at += 1
            return ("number", token)
        if kind == "name":
            self.at += 1
            return self._call(token) if token in FUNCTIONS else self._name(token)
        self._unexpected("a number, a name or '(' expected")

    def _name(self, name: str):
        if name in self.variables or name in CONSTANTS:
            return ("name", name)
        known = ", ".join([*self.variables, *CONSTANTS])
        if self._take("("):
            self._fail(f"unknown function {name!r}; known: {', '.join(FUNCTIONS)}")
        self._fail(f"unknown name {name!r}; known: {known}")

    def _call(self, name: str):
        self._need("(")
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        self._need(")")
        if (len(arguments) > 1) != (name in SEVERAL_ARGUMENTS):
            wanted = "two or more arguments" if name in SEVERAL_ARGUMENTS else "one argument"
            self._fail(f"{name} takes {wanted}, got {len(arguments)}")
        return ("call", name, *arguments)


def _constant_value(tree) -> float | None:
    """The float value of a tree without variables, None for one with; refuses what overflows."""
    kind, *parts = tree
    if kind == "number":
        return _bounded(float(parts[0]))
    if kind == "name":
        return CONSTANTS.get(parts[0])
    if kind == "call":
        name, *arguments = parts
        values = [_constant_value(a) for a in arguments]
        return None if None in values else _bounded(FUNCTIONS[name](*values))
    values = [_constant_value(part) for part in parts]
    if kind == "**" and values[1] is not None and abs(values[1]) > MAX_EXPONENT:
        raise ValueError(f"an exponent may be at most {MAX_EXPONENT}, got {values[1]:g}")
    if kind == "/" and values[1] == 0:
        raise ValueError("it divides by zero")
    return None if None in values else _bounded(_OPERATORS[kind](*values))


def _bounded(value) -> float:
    if isinstance(value, complex) or not abs(value) < LARGEST:
        raise ValueError(f"a part of it, {value}, is not a real number below {LARGEST:g}")
    return value


_OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "negative": lambda a: -a,
}


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
        result = _OPERATORS[kind](*(_to_sympy(part, variables) for part in parts))
    # Powers of powers multiply their exponents, so numbers can grow that no single part shows.
    for number in result.atoms(sympy.Number):
        if not number.is_finite or abs(number) >= LARGEST:
            raise ValueError("it contains a number that is infinite or too large")
    return result
