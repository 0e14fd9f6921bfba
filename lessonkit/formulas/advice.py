"""What helps when a typed formula cannot be read: what to write instead of a name or a sign."""

import difflib
import re
import unicodedata

from lessonkit.formulas.arithmetic import CONSTANTS, FUNCTIONS, SEVERAL_ARGUMENTS
from lessonkit.i18n import _

# How functions and constants are called elsewhere, in lower case, and what is written here.
_ELSEWHERE = {
    "ln": "log(…)",
    "log10": "log(…)/log(10)",
    "log2": "log(…)/log(2)",
    "arcsin": "asin(…)",
    "arccos": "acos(…)",
    "arctan": "atan(…)",
    "tg": "tan(…)",
    "cot": "1/tan(…)",
    "sec": "1/cos(…)",
    "csc": "1/sin(…)",
    "sgn": "sign(…)",
    "pow": "x**y",
    "root": "sqrt(…)",
    "cbrt": "x**(1/3)",
    "sigmoid": "1/(1 + exp(-x))",
    "logistic": "1/(1 + exp(-x))",
    "softplus": "log(1 + exp(x))",
    "relu": "max(0, x)",
    **{name: f"{name}(…)" for name in FUNCTIONS},
    **{name: name for name in CONSTANTS},
}
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True))
# Signs that look as if they could be read, and what is written instead.
SIGNS = {
    **dict.fromkeys("−–—‐‑‒―", "-"),
    **dict.fromkeys("×·⋅∙∗•", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
    **{sign: f"**{plain}" for sign, plain in RAISED.items()},
    "ˆ": "^",
    "π": "pi",
    "√": "sqrt(…)",
    "|": "abs(…)",
}
_NO_NUMBER = {"inf", "infinity", "oo", "nan", "none", "true", "false", "∞"}
_CONDITIONS = {*"<>=&~≤≥≠", "and", "or", "not", "if", "else", "where"}
# y = x**2, f(x) := x**2, x ↦ x**2, lambda x: x**2, def f(x): return x**2
_NAMED = re.compile(
    r"\s*(?:\w+\s*:(?!=))?\s*(?:(?:lambda|def)\b)?[\w\s,']*(?:\([\w\s,]*\))?\s*"
    r"(?::?=|[-=]>|→|↦|:\s*(?:return\b)?)(?P<right>[^=:<>→↦]+)"
)
_APPLIED = sorted(({*FUNCTIONS} - SEVERAL_ARGUMENTS) | {"ln"}, key=len, reverse=True)
_PIECE = re.compile("|".join([*_APPLIED, "pi", "[0-9]+", "[A-Za-z]"]))


def for_name(name: str, called: bool, variables, constants) -> str:
    """Return a sentence on an unknown name: what may have been meant, or what is known.

    Arguments:
        name: the name.
        called: whether a bracket follows, as after a function.
        variables, constants: the names that are known besides functions, pi and e.

    >>> for_name("sinx", False, ("x",), ())
    'sinx is not known here; write sin(x).'
    >>> for_name("ln", True, ("x",), ())
    'ln is not known here; write log(…).'
    """
    better = _ELSEWHERE.get(name.lower()) or _applied(name, called)
    if better:
        return _("{name} is not known here; write {better}.", name=name, better=better)
    if word := for_word(name):
        return word
    names = [*variables, *constants, *CONSTANTS]
    known = [*FUNCTIONS] if called else [*FUNCTIONS, *names]
    near = difflib.get_close_matches(name.lower(), known, n=2, cutoff=0.66)
    if better := _product(name, called, names):
        sentence = _("{name} is not known here; write {better}.", name=name, better=better)
    elif near and len(name) > 2:
        both = " / ".join(near)
        sentence = _("{name} is not known here. Did you mean {near}?", name=name, near=both)
    elif called:
        functions = ", ".join(FUNCTIONS)
        sentence = _(
            "{name} is no function here. The functions are {known}.", name=name, known=functions
        )
    else:
        sentence = _(
            "{name} is not known here. Known are {known}.", name=name, known=", ".join(names)
        )
    if called or len(name) == 1:
        return sentence
    asked = _("A variable is one letter, or is asked for: variables=({name!r},).", name=name)
    return f"{sentence} {asked}"


def for_word(word: str) -> str | None:
    """Return a sentence on a word or a sign that stands for nothing a formula has."""
    if word.lower() in _NO_NUMBER:
        return _("{name} is no number that can be calculated with here.", name=word)
    if word in _CONDITIONS:
        return _("There are no conditions here; min, max, abs or sign may do.")
    return None


def usual_name(name: str, called: bool, names) -> str | None:
    """Return what can stand for a name in its place: log(…) for ln, sin(x) for sinx, x*y for xy."""
    if better := _ELSEWHERE.get(name.lower()):
        return better if re.fullmatch(r"\w+(\(…\))?", better) else None
    return _applied(name, called) or _product(name, called, names)


def _product(name: str, called: bool, names) -> str | None:
    """A name taken apart into letters and numbers: xy as x*y."""
    pieces = _PIECE.findall(name)
    usual = all(piece in (*names, *"xyz") or piece.isdigit() for piece in pieces)
    few = not called and 1 < len(pieces) <= 3 and (usual or len(name) == 2)
    return "*".join(pieces) if few else None


def _applied(name: str, called: bool) -> str | None:
    """A name taken apart where it begins or goes on with a function: xsinx as x*sin(x)."""
    pieces = _PIECE.findall(name)
    if not {*pieces} & {*_APPLIED} or (called and pieces[-1] not in _APPLIED):
        return None
    factors = []
    while pieces:
        piece = pieces.pop(0)
        if piece in _APPLIED:
            inner = []
            while pieces and pieces[0] not in _APPLIED:
                inner.append(pieces.pop(0))
            if len(inner) > 2:  # rather a word, such as cosine
                return None
            piece = f"{_ELSEWHERE[piece].removesuffix('(…)')}({'*'.join(inner) or '…'})"
        factors.append(piece)
    return "*".join(factors)


def right_side(text: str) -> str | None:
    """Return the formula of an equation or of a function in code, None where there is none."""
    # With single spaces: over many of them the pattern would look for ever.
    named = _NAMED.fullmatch(" ".join(text.split()))
    return named and named["right"].strip()


def for_sign(sign: str, text: str) -> str | None:
    """Return a sentence on what to write instead of a sign of a text, None where nothing is near.

    >>> for_sign("²", "x²"), for_sign("#", "x#")
    ('Write **2 instead.', None)
    >>> for_sign("=", "y = x**2")
    'Write only what is computed: x**2.'
    """
    if computed := right_side(text):
        return _("Write only what is computed: {better}.", better=computed)
    if word := for_word(sign):
        return word
    plain = SIGNS.get(sign, unicodedata.normalize("NFKC", sign).replace("⁄", "/"))
    digit = unicodedata.digit(sign, None)
    if plain == sign and digit is not None:
        plain = str(digit)
    if plain == sign and sign.isalpha():
        return _("Names are written in the letters a to z.")
    return None if plain == sign else _("Write {better} instead.", better=plain)
