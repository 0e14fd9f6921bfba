"""What an explorer asks Python for: a formula typed into it, and runs that only Python can make.

The browser sends a request, a dict with a ``kind``, and gets a reply with the same ``id``. The
functions here make the replies; `Explorer` does no more than pass them on.
"""

from lessonkit.descent import descend
from lessonkit.figures.landscapes.ranges import value_range
from lessonkit.formulas.grammar import names_in
from lessonkit.i18n import _
from lessonkit.objectives import Objective
from lessonkit.validation import shown
from lessonkit.widgets.descent.own_optimizers import needs_python
from lessonkit.widgets.descriptions import numbers


def answer(explorer, request) -> dict:
    """Return the reply to a request of the browser; a bad one is answered with its error.

    A request ``{"kind": "formula", "text": …}`` changes the explorer's objective, one of
    ``{"kind": "runs", "start": …, "steps": …, "optimizers": …}`` changes nothing.
    """
    reply = {"id": request.get("id") if isinstance(request, dict) else None}
    try:
        match request:
            case {"kind": "formula", "text": text}:
                _take(explorer, typed_objective(text, explorer.objective))
            case {"kind": "runs", "start": start, "steps": steps, "optimizers": optimizers}:
                asked = explorer.draft_of(dict(start=start, steps=steps, optimizers=optimizers))
                reply["runs"] = runs(asked.objective, asked.optimizers, asked.start, asked.steps)
            case _:
                raise ValueError(f"a request is for a formula or for runs, got {shown(request)}")
    except Exception as error:  # a learner's own code may raise anything
        reply["error"] = str(error) or type(error).__name__
    return reply


def _take(explorer, objective: Objective) -> None:
    value_range(objective)  # refused where there is nothing to draw
    try:
        explorer.objective = objective
    except Exception as error:  # the objective is sound: it is an optimizer of the learner's
        raise ValueError(
            _(
                "One of the optimizers cannot run on it. Its Python code ends with {kind}: {error}",
                kind=type(error).__name__,
                error=error,
            )
        ) from error


def typed_objective(text, before: Objective) -> Objective:
    """Make an objective of a formula; it keeps the variables and the domain if they still fit.

    Raises:
        ValueError: when the text is not a formula of one or two variables.

    >>> typed_objective("x**2 + 1", Objective("x**4", domain=(0, 3))).domain
    (0.0, 3.0)
    >>> typed_objective("a*b", Objective("x**4", domain=(0, 3))).domain
    ((-5.0, 5.0), (-5.0, 5.0))
    """
    if not isinstance(text, str) or not text.strip():
        raise ValueError(_("Type a formula, such as x**2 + 1."))
    names = names_in(text, known=before.variables)
    if len(names) > 2:
        found = ", ".join(names)
        raise ValueError(
            _("A formula of one or two variables is wanted, not of {found}.", found=found)
        )
    if max(1, len(names)) != before.dim:
        return Objective(text)
    variables = before.variables if set(names) <= set(before.variables) else None
    return Objective(text, domain=before.domain, variables=variables)


def runs(objective: Objective, optimizers, start, steps: int) -> list[dict | None]:
    """Return the runs that the browser cannot make, None for each that it can.

    Numbers that are not finite are None, as JSON has none of them.

    >>> from lessonkit.optimizers import GradientDescent
    >>> bowl = Objective.from_function(lambda x: x**2, lambda x: 2 * x, dim=1)
    >>> runs(bowl, [GradientDescent(0.25)], start=4.0, steps=2)
    [{'points': [[4.0], [2.0], [1.0]], 'values': [16.0, 4.0, 1.0], 'divergedAt': None}]
    >>> runs(Objective("x**2"), [GradientDescent(0.25)], start=4.0, steps=2)
    [None]
    """
    return [
        _run(objective, optimizer, start, steps)
        if objective.javascript is None or needs_python(optimizer)
        else None
        for optimizer in optimizers
    ]


def _run(objective: Objective, optimizer, start, steps: int) -> dict:
    path = descend(objective, optimizer, start, steps, keep_states=False)
    return {
        "points": numbers(path.points.reshape(len(path.points), -1)),
        "values": numbers(path.values),
        "divergedAt": path.diverged_at,
    }
