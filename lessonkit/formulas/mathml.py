"""A formula in the markup that browsers typeset by themselves."""

import html
import re
from xml.etree import ElementTree


def mathml(objective) -> str:
    """Return f(x) = … of an `Objective`."""
    if objective.expression is None:
        return f"<math displaystyle='true'><mtext>{html.escape(objective.name)}</mtext></math>"
    from sympy.printing.mathml import mathml as printed

    formula = printed(objective.expression, printer="presentation")
    for drawn, better in [("log</mi>", "ln</mi>"), ("&ExponentialE;", "e"), (">-<", ">−<")]:
        formula = formula.replace(drawn, better)
    # A thin space between a factor and the name of a function: x sin(x).
    formula = re.sub(
        r"<mo>&InvisibleTimes;</mo>(?=<mrow><mi>[a-z]{2})", "<mspace width='0.17em'/>", formula
    )
    names = "<mo>,</mo>".join(f"<mi>{name}</mi>" for name in objective.variables)
    left = f"<mi>f</mi><mrow><mo>(</mo>{names}<mo>)</mo></mrow><mo>=</mo>"
    return _lowered(f"<math displaystyle='true'>{_calm(left + formula)}</math>")


_FENCE = r"(?!<mo>[()|]</mo>|<mfrac)."
_FENCED = re.compile(rf"<mo>([(])</mo>((?:{_FENCE})*)<mo>([)])</mo>")
_NESTED = re.compile("<mfrac>((?!</mfrac>).)*<mfrac>")
_BARRED = re.compile(rf"<mo>([|])</mo>((?:{_FENCE})*)<mo>([|])</mo>")


def _calm(formula: str) -> str:
    """Let brackets and bars be stretched by fractions only, from the innermost outwards.

    Some fonts know no brackets between those of one line, of two and of four.
    """
    still = r"<mo stretchy='false'>\1</mo>\2<mo stretchy='false'>\3</mo>"
    while (calmer := _BARRED.sub(still, _FENCED.sub(still, formula))) != formula:
        formula = calmer
    if _NESTED.search(formula):
        return formula
    return re.sub("<mo>([()|])</mo>", r"<mo maxsize='2.3em'>\1</mo>", formula)


def _lowered(formula: str) -> str:
    """Let an exponent stand on the closing bracket: what is in the brackets may have high ones."""
    known = re.sub(r"&(?!lt|gt|amp)\w+;", lambda found: html.unescape(found[0]), formula)
    root = ElementTree.fromstring(known)
    for power in list(root.iter("msup")):
        row, exponent = power
        if row.tag == "mrow" and row[-1].get("stretchy") == "false":
            last = ElementTree.Element("msup")
            last.extend([row[-1], exponent])
            power.tag = "mrow"
            power[:] = [*row[:-1], last]
    return ElementTree.tostring(root, encoding="unicode")
