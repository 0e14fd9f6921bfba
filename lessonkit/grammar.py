"""The grammar of typed formulas: text to a tree of tuples, without evaluating anything.

    sum     := product (("+" | "-") product)*
    product := sign (("*" | "/") sign)*
    sign    := ("+" | "-") sign | power
    power   := atom (("**" | "^") sign)?
    atom    := number | name | name "(" sum ("," sum)* ")" | "(" sum ")"

A tree is ("number", text), ("name", name), ("call", function, tree, ...), ("negative", tree) or
(operator, tree, tree).
"""

import re
from collections.abc import Mapping

from lessonkit.arithmetic import CONSTANTS, FUNCTIONS
from lessonkit.validation import finite_number

# Limits within which a formula is differentiated twice in a second or two, whatever it is.
MAX_LENGTH = 500
MAX_OPERATIONS = 80
MAX_VARIABLES = 10
MAX_DEPTH = 30
MAX_TOWER = 5
MAX_CHOICES = 6

SEVERAL_ARGUMENTS = {"min", "max"}

_NAME = re.compile("[A-Za-z][A-Za-z0-9]*")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<name>{_NAME.pattern})"
    r"|(?P<operator>\*\*|[-+*/^(),]))"
)


class ExpressionError(ValueError):
    """The text is not an expression of the grammar; the message says where and why."""


def names_in(text: str) -> list[str]:
    """Return the names in `text` that are neither functions nor constants, in alphabetical order.

    >>> names_in("3*(x-2)**2 + sin(y)*pi")
    ['x', 'y']
    """
    found = set(re.findall(r"(?<![A-Za-z0-9_.])[A-Za-z][A-Za-z0-9]*", text))
    return sorted(found - FUNCTIONS.keys() - CONSTANTS.keys())


def checked_variables(variables, constants: Mapping[str, float]) -> tuple[str, ...]:
    """Return the names of variables, or raise ValueError unless they can stand in a formula.

    >>> checked_variables(("x", "sin"), {})
    Traceback (most recent call last):
    ...
    ValueError: 'sin' is taken and cannot name a variable
    """
    names = tuple(variables)
    for i, name in enumerate(names):
        _check_name("variable", name, [*names[:i], *constants])
    return names


def checked_constants(constants: Mapping[str, float]) -> dict[str, float]:
    """Return the numbers that names stand for, or raise ValueError unless they can be used."""
    values = {}
    for name, value in constants.items():
        _check_name("constant", name, ())
        value = float(finite_number(f"the constant {name}", value))
        values[name] = int(value) if value.is_integer() else value
    return values


def _check_name(kind: str, name, taken) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(
            f"a {kind} is named by letters and digits, such as 'a' or 'x1'; got {name!r}"
        )
    if name in FUNCTIONS or name in CONSTANTS or name in taken:
        raise ValueError(f"{name!r} is taken and cannot name a {kind}")


class Reader:
    """A recursive-descent reader: each method reads one rule of the grammar into a tuple."""

    def __init__(self, text: str, variables: tuple[str, ...], constants: Mapping[str, float]):
        if not isinstance(text, str):
            raise ExpressionError(f"an expression must be text such as 'x**2', got {text!r}")
        if len(text) > MAX_LENGTH:
            raise ExpressionError(
                f"an expression has at most {MAX_LENGTH} characters, got {len(text)}"
            )
        self.text = text
        self.variables = variables
        self.constants = constants
        self.tokens = self._split()
        self.at = 0
        self.depth = 0
        self.tower = 0
        self._refuse_monsters()

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

    def _refuse_monsters(self) -> None:
        operations = sum(
            token in FUNCTIONS or (kind == "operator" and token not in ("(", ")", ","))
            for kind, token, _ in self.tokens
        )
        if operations > MAX_OPERATIONS:
            self._fail(f"more than {MAX_OPERATIONS} operations, {operations}")
        if len(self.variables) > MAX_VARIABLES:
            self._fail(f"more than {MAX_VARIABLES} variables, {len(self.variables)}")
        choices = sum(token in SEVERAL_ARGUMENTS for _, token, _ in self.tokens)
        if choices > 2 * MAX_CHOICES:
            self._fail(f"more than {2 * MAX_CHOICES} times min or max, {choices}")

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
        self.tower += 1
        if self.tower > MAX_TOWER:
            self._fail(f"more than {MAX_TOWER} powers of powers")
        exponent = self._sign()
        self.tower -= 1
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
        if name in self.constants:
            value = self.constants[name]
            number = ("number", repr(abs(value)))
            return ("negative", number) if value < 0 else number
        known = ", ".join([*self.variables, *self.constants, *CONSTANTS])
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
        if len(arguments) > MAX_CHOICES:
            self._fail(f"{name} takes at most {MAX_CHOICES} arguments, got {len(arguments)}")
        return ("call", name, *arguments)
