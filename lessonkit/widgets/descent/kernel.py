"""What an explorer asks Python for: runs that only Python can make, and what draws a surface.

The browser sends a request, a dict, and gets a reply with the same ``id``. The functions here make
the replies; `Explorer` does no more than pass them on.
"""

from lessonkit.descent import descend
from lessonkit.objectives import Objective
from lessonkit.validation import shown
from lessonkit.widgets.descent.own_optimizers import needs_python
from lessonkit.widgets.descriptions import numbers
from lessonkit.widgets.javascript import SURFACE, function_body


def answer(explorer, request) -> dict:
    """Return the reply to a request of the browser; a bad one is answered with its error.

    A request ``{"start": …, "steps": …, "optimizers": …}`` for runs, or ``{"surface": True}`` for
    the JavaScript of the surface, changes nothing.
    """
    reply = {"id": request.get("id") if isinstance(request, dict) else None}
    try:
        match request:
            case {"start": start, "steps": steps, "optimizers": optimizers}:
                asked = explorer.draft_of(dict(start=start, steps=steps, optimizers=optimizers))
                reply["runs"] = runs(asked.objective, asked.optimizers, asked.start, asked.steps)
            case {"surface": True}:
                reply["code"] = function_body(SURFACE)
            case _:
                raise ValueError(f"a request is for runs or for the surface, got {shown(request)}")
    except Exception as error:  # a learner's own code may raise anything
        reply["error"] = str(error) or type(error).__name__
    return reply


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
