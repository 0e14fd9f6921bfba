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

from lessonkit.formulas import advice
from lessonkit.formulas.arithmetic import CONSTANTS, FUNCTIONS, SEVERAL_ARGUMENTS
from lessonkit.i18n import N_, _
from lessonkit.validation import finite_number, instance, items, shown

# Limits within which a formula is differentiated twice in a second or two, whatever it is.
MAX_LENGTH = 500
MAX_OPERATIONS = 80
MAX_VARIABLES = 10
MAX_DEPTH = 30
MAX_TOWER = 5
MAX_CHOICES = 6

OPERAND = N_("a number, a name or an opening bracket")
CLOSING = N_("a closing bracket")
OPERATOR = N_("an operator or the end")

_NAME = re.compile("[A-Za-z][A-Za-z0-9]*")
TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<name>{_NAME.pattern})"
    r"|(?P<operator>\*\*|[-+*/^(),]))"
)


class ExpressionError(ValueError):
    """The text is not an expression of the grammar; the message says where and why."""


def names_in(text: str) -> list[str]:
    """Return the names in `text` that count as variables, in alphabetical order.

    Those are single letters, such as x, and single letters with a number, such as x1, unless the
    letter also stands alone: x + x2 is probably meant to be x + 2*x.

    >>> names_in("3*(x-2)**2 + sin(y)*pi"), names_in("w0*w1"), names_in("xy + theta")
    (['x', 'y'], ['w0', 'w1'], [])
    """
    found = set(re.findall(r"(?<![A-Za-z0-9_.])[A-Za-z][A-Za-z0-9]*", text))
    found -= FUNCTIONS.keys() | CONSTANTS.keys()
    letters = {name for name in found if len(name) == 1}
    numbered = {name for name in found if name[1:].isdigit() and name[0] not in letters}
    return sorted(letters | numbered)


def checked_variables(variables, constants: Mapping[str, float]) -> tuple[str, ...]:
    """Return the names of variables, or raise ValueError unless they can stand in a formula.

    >>> checked_variables(("x", "sin"), {})
    Traceback (most recent call last):
    ...
    ValueError: 'sin' is taken and cannot name a variable
    """
    names = tuple(items("variables", variables))
    for i, name in enumerate(names):
        _check_name("variable", name, [*names[:i], *constants])
    return names


def checked_constants(constants: Mapping[str, float]) -> dict[str, float]:
    """Return the numbers that names stand for, or raise ValueError unless they can be used."""
    instance("constants", constants, Mapping)
    values = {}
    for name, value in constants.items():
        _check_name("constant", name, ())
        value = float(finite_number(f"the constant {name}", value))
        values[name] = int(value) if value.is_integer() else value
    return values


def _check_name(kind: str, name, taken) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(
            f"{kind}s must be named by letters and digits, such as 'a' or 'x1'; got {shown(name)}"
        )
    if name in FUNCTIONS or name in CONSTANTS or name in taken:
        raise ValueError(f"{name!r} is taken and cannot name a {kind}")


class Reader:
    """A recursive-descent reader: each method reads one rule of the grammar into a tuple."""

    def __init__(self, text: str, variables: tuple[str, ...], constants: Mapping[str, float]):
        if not isinstance(text, str):
            raise ExpressionError(
                _("A formula must be text such as 'x**2', got {got!r}.", got=text)
            )
        if len(text) > MAX_LENGTH:
            raise ExpressionError(
                _(
                    "A formula has at most {most} characters, got {got}.",
                    most=MAX_LENGTH,
                    got=len(text),
                )
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
        raise ExpressionError(
            _("The formula {text!r} cannot be read. {reason}", text=self.text, reason=reason)
        )

    def _split(self) -> list[tuple[str, str, int]]:
        tokens, at = [], 0
        while self.text[at:].strip():
            match = TOKEN.match(self.text, at)
            if not match:
                at += len(self.text[at:]) - len(self.text[at:].lstrip())
                sign = self.text[at]
                reason = _(
                    "The sign {sign!r} at position {at} is not understood.", sign=sign, at=at + 1
                )
                self._fail(" ".join(filter(None, [reason, advice.for_sign(sign, self.text)])))
            tokens.append((match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
            at = match.end()
        tokens.append(("end", "", len(self.text)))
        return tokens

    def _refuse_monsters(self) -> None:
        operations = sum(
            token in FUNCTIONS or (kind == "operator" and token not in ("(", ")", ","))
            for kind, token, at in self.tokens
        )
        choices = sum(token in SEVERAL_ARGUMENTS for kind, token, at in self.tokens)
        for most, got, reason in (
            (MAX_OPERATIONS, operations, N_("It has {got} operations; at most {most} are taken.")),
            (
                MAX_VARIABLES,
                len(self.variables),
                N_("It has {got} variables; at most {most} are taken."),
            ),
            (
                2 * MAX_CHOICES,
                choices,
                N_("It has min or max {got} times; at most {most} are taken."),
            ),
        ):
            self._refuse_more(most, got, reason)

    def _refuse_more(self, most: int, got: int, reason: str) -> None:
        if got > most:
            self._fail(_(reason, most=most, got=got))

    def _take(self, *wanted: str) -> str | None:
        kind, token, _at = self.tokens[self.at]
        if kind == "operator" and token in wanted:
            self.at += 1
            return token
        return None

    def _unexpected(self, wanted: str):
        kind, token, at = self.tokens[self.at]
        if kind == "end":
            self._fail(_("It ends too early, where {wanted} should follow.", wanted=_(wanted)))
        before_kind, before, _at = self.tokens[self.at - 1]
        numbers = kind == before_kind == "number"
        if wanted != OPERAND and not numbers and (kind in ("number", "name") or token == "("):
            if word := advice.for_word(token):
                self._fail(word)
            left, right = before.replace(")", "(…)"), token.replace("(", "(…)")
            product = f"{left}*{right}" + ("(…)" if token in FUNCTIONS else "")
            self._fail(_("To multiply, write *, as in {product}.", product=product))
        self._fail(
            _(
                "At position {at} stands {token!r}, where {wanted} should stand.",
                at=at + 1,
                token=token,
                wanted=_(wanted),
            )
        )

    def read(self):
        tree = self._sum()
        if self.tokens[self.at][0] != "end":
            self._unexpected(OPERATOR)
        return tree

    def _sum(self):
        self.depth += 1
        self._refuse_more(MAX_DEPTH, self.depth, N_("It has more than {most} levels of brackets."))
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
        self._refuse_more(MAX_TOWER, self.tower, N_("It has more than {most} powers of powers."))
        exponent = self._sign()
        self.tower -= 1
        return ("**", base, exponent)

    def _atom(self):
        kind, token, _at = self.tokens[self.at]
        if self._take("("):
            tree = self._sum()
            self._close()
            return tree
        if kind == "number":
            self.at += 1
            return ("number", token)
        if kind == "name":
            self.at += 1
            return self._call(token) if token in FUNCTIONS else self._name(token)
        self._unexpected(OPERAND)

    def _close(self) -> None:
        if not self._take(")"):
            self._unexpected(CLOSING)

    def _name(self, name: str):
        if name in self.variables or name in CONSTANTS:
            return ("name", name)
        if name in self.constants:
            value = self.constants[name]
            number = ("number", repr(abs(value)))
            return ("negative", number) if value < 0 else number
        called = self._take("(") is not None
        self._fail(advice.for_name(name, called, self.variables, self.constants))

    def _call(self, name: str):
        if not self._take("("):
            (_kind, token, _at), following = self.tokens[self.at], self.tokens[self.at + 1 :]
            power = token + following[0][1] if token in ("**", "^") else ""
            inner = token if token in self.variables else "…"
            better = f"{name}({inner}){power}"
            self._fail(_("{name} needs brackets: {better}.", name=name, better=better))
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        self._close()
        got = len(arguments)
        if name not in SEVERAL_ARGUMENTS and got > 1:
            self._fail(_("{name} takes one argument, got {got}.", name=name, got=got))
        if name in SEVERAL_ARGUMENTS and not 1 < got <= MAX_CHOICES:
            self._fail(
                _(
                    "{name} takes two to {most} arguments, got {got}.",
                    name=name,
                    most=MAX_CHOICES,
                    got=got,
                )
            )
        return ("call", name, *arguments)
