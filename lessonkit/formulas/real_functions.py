"""Functions of SymPy that are taken to be real, with the derivatives that the course gives them."""

from functools import cache


@cache
def real_functions() -> dict:
    """Functions that are taken to be real whatever is in them, by their names.

    SymPy's would split abs(log(x)) into two parts, and take minutes to find out whether a sinh is
    real. These carry SymPy's names, by which its printers know how to write them.
    """
    import sympy

    class Real(sympy.Function):
        def _eval_is_extended_real(self):
            return True

    class sign(Real):  # noqa: N801
        @classmethod
        def eval(cls, u):
            for known, value in ((u.is_positive, 1), (u.is_negative, -1), (u.is_zero, 0)):
                if known:
                    return sympy.Integer(value)

        def fdiff(self, argindex=1):
            return sympy.Integer(0)

    class Abs(Real):
        @classmethod
        def eval(cls, u):
            factor, rest = u.as_coeff_Mul()
            if u.is_extended_nonnegative:
                return u
            if u.is_extended_nonpositive:
                return -u
            if factor != 1:
                return abs(factor) * cls(rest)
            if u.could_extract_minus_sign():
                return cls(-u)

        def _eval_is_extended_nonnegative(self):
            return True

        def _eval_power(self, exponent):
            if exponent.is_even:
                return self.args[0] ** exponent

        def fdiff(self, argindex=1):
            return sign(self.args[0])

    class sinh(sympy.sinh):  # noqa: N801
        def _eval_is_real(self):
            return True

        def fdiff(self, argindex=1):
            return cosh(self.args[0])

    class cosh(sympy.cosh):  # noqa: N801
        def _eval_is_real(self):
            return True

        def _eval_is_positive(self):
            return True

        def fdiff(self, argindex=1):
            return sinh(self.args[0])

    class tanh(sympy.tanh):  # noqa: N801
        def _eval_is_real(self):
            return True

        def _eval_is_finite(self):
            return True

        def fdiff(self, argindex=1):
            return 1 - self**2

    return {"abs": Abs, "sign": sign, "sinh": sinh, "cosh": cosh, "tanh": tanh}


def with_own_corners(expression):
    """The expression with the absolute values that SymPy has made of roots of squares."""
    import sympy

    for theirs, own in ((sympy.Abs, "abs"), (sympy.sign, "sign")):
        if expression.has(theirs):
            expression = expression.replace(theirs, real_functions()[own])
    return expression
