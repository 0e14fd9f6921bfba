"""Conditions that somebody types, such as goals, as trees that js/frame/goals.js decides."""

import ast
import contextlib

from lessonkit.validation import items, known_name, shown

_SIGNS = {
    **{ast.And: "and", ast.Or: "or", ast.Not: "not"},
    **{ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="},
    **{ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"},
}


def conditions(goals, facts) -> list[list]:
    """Return the conditions as trees, or raise ValueError.

    Arguments:
        goals: a list of conditions as text.
        facts: the names that they may use.

    >>> conditions(["0 < loss < 0.01 or diverged"], ["loss", "diverged"])[0][1]
    ['and', ['<', 0, ['fact', 'loss']], ['<', ['fact', 'loss'], 0.01]]
    """
    given = enumerate(items("goals", goals, 0), 1)
    return [_parsed(f"goals: number {k}", text, facts) for k, text in given]


def _parsed(name: str, text, facts) -> list:
    tree = None
    with contextlib.suppress(SyntaxError, TypeError, RecursionError, MemoryError):
        tree = isinstance(text, str) and _condition(ast.parse(text, mode="eval").body, facts)
    if not tree:
        wanted = "a condition such as 'loss < 0.01 and steps <= 20'"
        raise ValueError(f"{name} must be {wanted}, got {shown(text)}")
    return tree


def _condition(node, facts) -> list:
    """Return what is true or false: [sign, part, …]."""
    match node:
        case ast.BoolOp(op, values):
            return [_SIGNS[type(op)], *(_condition(value, facts) for value in values)]
        case ast.UnaryOp(ast.Not(), operand):
            return ["not", _condition(operand, facts)]
        case ast.Compare(left, ops, comparators) if all(type(op) in _SIGNS for op in ops):
            values = [_value(each, facts) for each in [left, *comparators]]
            pairs = [[_SIGNS[type(op)], *values[k : k + 2]] for k, op in enumerate(ops)]
            return pairs[0] if len(pairs) == 1 else ["and", *pairs]
        case ast.Name() | ast.Attribute():
            return _value(node, facts)
    raise TypeError(ast.unparse(node))


def _value(node, facts):
    """Return a number as it is, and anything else as [sign, part, …]."""
    match node:
        case ast.Constant(bool() | int() | float() as value):
            return value
        case ast.Constant(str() as value):
            return ["text", value]
        case ast.Name() | ast.Attribute():
            return ["fact", known_name("fact of goals", ast.unparse(node), facts)]
        case ast.UnaryOp(ast.USub(), operand):
            return ["-", 0, _value(operand, facts)]
        case ast.BinOp(left, op, right) if type(op) in _SIGNS:
            return [_SIGNS[type(op)], _value(left, facts), _value(right, facts)]
        case ast.Call(ast.Name("abs"), [operand], []):
            return ["abs", _value(operand, facts)]
    raise TypeError(ast.unparse(node))
