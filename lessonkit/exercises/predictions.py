"""Predictions: choose before you run, compare afterwards."""

from dataclasses import dataclass
from functools import cache

import traitlets

from lessonkit import logbook
from lessonkit.exercises.exercise import texts
from lessonkit.exercises.feedback import Feedback
from lessonkit.i18n import _
from lessonkit.validation import whole_number
from lessonkit.widgets.listening import ListeningWidget


@dataclass(frozen=True)
class Prediction:
    """A question whose text stands in the lesson; here are the choices and what happens.

    Attributes:
        id: such as ``"09.p1"``.
        choices: what may be chosen.
        answer: the index of the choice that comes true.
        why: one or two sentences for the reveal.
    """

    id: str
    choices: tuple[str, ...]
    answer: int
    why: str


@cache
def predictions() -> dict[str, Prediction]:
    """Return every prediction by its id, as they stand in ``predictions.toml``."""
    return {
        name: Prediction(name, tuple(facts["choices"]), facts["answer"], facts["why"])
        for name, facts in texts("predictions").items()
    }


class PredictionCard(ListeningWidget):
    """Radio buttons for a prediction; what is chosen is kept until `reveal()`.

    Attributes:
        index: the position of what is chosen, None as long as nothing is. After `reveal()` it
            stays as it is: setting it raises ValueError.
    """

    _name = "prediction"

    index = traitlets.Any(None).tag(sync=True)
    _closed = traitlets.Bool(False).tag(sync=True)
    _choices = traitlets.List().tag(sync=True)
    _title = traitlets.Unicode().tag(sync=True)

    def __init__(self, prediction: Prediction):
        self._prediction = prediction
        super().__init__(
            _choices=[_(choice) for choice in prediction.choices],
            _title=_("Your prediction {id}", id=prediction.id),
        )

    @property
    def choice(self) -> str | None:
        """What was chosen, None as long as nothing was."""
        return None if self.index is None else self._choices[self.index]

    def reveal(self) -> Feedback:
        """Compare the prediction with what happened; it cannot be changed any more."""
        self._closed = True
        came_true = self._choices[self._prediction.answer]
        lines = [_("What happens: {answer}", answer=came_true), _(self._prediction.why)]
        if self.choice is None:
            title = _("{id}: no prediction recorded", id=self._prediction.id)
            return Feedback("hint", title, lines)
        lines.insert(0, _("You predicted: {choice}", choice=self.choice))
        foreseen = self.choice == came_true
        logbook.note(self._prediction.id, logbook.FORESEEN if foreseen else logbook.SURPRISED)
        if foreseen:
            return Feedback("right", _("{id}: as you predicted", id=self._prediction.id), lines)
        return Feedback("hint", _("{id}: a surprise", id=self._prediction.id), lines)

    @traitlets.validate("index")
    def _check_index(self, proposal) -> int | None:
        if self._closed:
            message = _(
                "{id} has been revealed, and its prediction stays. Run its cell again to predict "
                "anew.",
                id=self._prediction.id,
            )
            raise ValueError(message)
        value = proposal["value"]
        if value is None:
            return None
        return whole_number("index", value, minimum=0, maximum=len(self._choices) - 1)

    def _synced(self) -> list[str]:
        return ["index"]

    def __repr__(self) -> str:
        listed = "".join(f"\n  ○ {choice}" for choice in self._choices)
        how = _("Run this cell to choose.")
        return f"{self._title}:{listed}\n{how}"
