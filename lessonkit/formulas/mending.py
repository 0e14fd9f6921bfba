"""A formula in another notation, written as it is read here: 1,5x² as 1.5*x**2."""

import re
import unicodedata
from functools import partial

from lessonkit.formulas import advice
from lessonkit.formulas.arithmetic import CONSTANTS, FUNCTIONS
from lessonkit.formulas.grammar import MAX_LENGTH, TOKEN, ExpressionError, Reader, names_in

_FUNCTION = rf"\b({'|'.join(sorted(FUNCTIONS, key=len, reverse=True))})"
_BRACKETS = r"\((?:[^()]|\([^()]*\))*\)"
_BRACES = r"{((?:[^{}]|{[^{}]*})*)}"
# What is replaced, one after the other, once names are those that are known here.
_FUNCTIONS = (
    (rf"{_FUNCTION}\s*(\*\*|\^)\s*(\d+)\s*({_BRACKETS})", r"\1\4\2\3"),  # sin^2(x)
    (rf"{_FUNCTION}\s*(\*\*|\^)\s*(\d+)\s*([A-Za-z]\d*)\b", r"\1(\4)\2\3"),  # sin^2 x
    (rf"{_FUNCTION}\s+([0-9.]*[A-Za-z]?[0-9]*)(?!\s*[\w(.^]|\s*\*\*)", r"\1(\2)"),  # sin 2x
)
# The same for signs, before that.
_SIGNS = (
    (r"^[\s$\"'`]+|[\s$\"'`;,.]+$", ""),
    (f"[{''.join(advice.RAISED)}]+", lambda m: "**" + "".join(map(advice.RAISED.get, m[0]))),
    (r"(?<!\d)[¼½¾⅐-⅞]", lambda m: f"({unicodedata.normalize('NFKC', m[0])})"),
    (r"[^\x00-\x7f¼½¾⅐-⅞]", lambda m: _plain(m[0])),
    (rf"\\d?frac\s*{_BRACES}\s*{_BRACES}", r"(\1)/(\2)"),
    (r"\\(?:cdot|times)\b", "*"),
    (r"\\(?:left|right)\b|\\(?=[A-Za-z])", ""),
    (r"\b(?:np|numpy|jnp|math|Math|torch|tf|sympy)\.(?=[A-Za-z])", ""),
    (r"(?<=[A-Za-z0-9)\]}])\s*\.(?=[*/^])", ""),  # x.^2
    (r"^return\b\s*", ""),
    (r"(?<=\d)[ '](?=\d{3}(?!\d))", ""),
    (r"\b([A-Za-z])\[(\d+)\]", r"\1\2"),
    (r"(?<=\w)_[({\[]?(\w+)[)}\]]?", r"\1"),
    (r"[\[{]", "("),
    (r"[\]}]", ")"),
    (r"\|([^|]+)\|", r"abs(\1)"),
)
_NUMBER_OR_NAME = re.compile(r"[0-9.]+(?:[eE][+-]?[0-9]+)?|[A-Za-z]\w*")
_COMMA = (r"(?<=\d),(?=\d)", ".")


def mended(text: str, variables, constants) -> str | None:
    """Return what a text that cannot be read was probably meant to be, None without a guess.

    >>> mended("1,5x² + |y|", ("x", "y"), {}), mended("x_1 sin^2 x_2", ("x",), {})
    ('1.5*x**2 + abs(y)', 'x1*sin(x2)^2')
    >>> mended("3 apples", ("x",), {}) is None
    True
    """
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        return None
    text = _replaced(advice.right_side(text) or text, _SIGNS)
    for guess in (text, _replaced(text, [_COMMA])):
        names = {*variables, *names_in(guess)} - constants.keys()
        known = {*names, *constants, *CONSTANTS, *FUNCTIONS}
        guess = _NUMBER_OR_NAME.sub(partial(_renamed, known=known), guess)
        guess = _multiplied(_replaced(guess, _FUNCTIONS))
        guess += ")" * (guess.count("(") - guess.count(")"))
        try:
            names = {*names, *names_in(guess)} - constants.keys()
            Reader(guess, tuple(names), constants).read()
        except ExpressionError:
            continue
        return guess
    return None


def _replaced(text: str, steps) -> str:
    for pattern, better in steps:
        text = re.sub(pattern, better, text)
    return text


def _plain(sign: str) -> str:
    """What stands for a sign beyond ASCII: sqrt for √, nothing for what takes no room."""
    if unicodedata.category(sign) == "Cf":
        return ""
    better = advice.SIGNS.get(sign, unicodedata.normalize("NFKC", sign))
    return better.removesuffix("(…)")


def _renamed(match: re.Match, known) -> str:
    """A name as it is known here, or taken apart: ln as log, xy as x*y."""
    name, following = match[0], match.string[match.end() :].lstrip()
    if name in known or not name[0].isalpha():
        return name
    better = advice.usual_name(name, following.startswith("("), known - FUNCTIONS.keys())
    if better is None:
        return name
    below = match.string[: match.start()].rstrip().endswith("/")
    if ("*" in better and below) or (better.endswith(")") and following.startswith(("**", "^"))):
        return name  # 1/xy may be 1/(x*y), and cosx^2 may be cos(x^2)
    return better.removesuffix("(…)")


def _multiplied(text: str) -> str:
    """The text with * where two things stand side by side, unless they stand below a fraction."""
    done, at, above, before = "", 0, "", ""
    while match := TOKEN.match(text, at):
        token = match[match.lastgroup]
        ends = before == ")" or (before[-1:].isalnum() and before not in FUNCTIONS)
        starts = token == "(" or token[0].isalpha() or (token[0].isdigit() and before[-1:] == ")")
        if ends and starts and above != "/":
            done += "*" + token
        else:
            done += text[at : match.end()]
        at, above, before = match.end(), before, token
    return done + text[at:]
