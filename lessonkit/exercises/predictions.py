"""Predictions: choose before you run, compare afterwards."""

from dataclasses import dataclass

import ipywidgets

from lessonkit.exercises.feedback import Feedback
from lessonkit.i18n import _


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


class PredictionCard(ipywidgets.VBox):
    """Radio buttons for a prediction; what is chosen is kept until `reveal()`."""

    def __init__(self, prediction: Prediction):
        self._prediction = prediction
        self._choices = [_(choice) for choice in prediction.choices]
        self._note = ipywidgets.HTML(_("Choose first, then run on."))
        self._buttons = ipywidgets.RadioButtons(
            options=self._choices,
            index=None,
            layout=ipywidgets.Layout(width="auto"),
            tooltip=_("Your prediction"),
        )
        self._buttons.observe(self._record, names="index")
        title = ipywidgets.HTML(f"<b>{_('Your prediction')} {prediction.id}</b>")
        super().__init__([title, self._buttons, self._note])

    @property
    def choice(self) -> str | None:
        """What was chosen, None as long as nothing was."""
        return self._buttons.value

    def reveal(self) -> Feedback:
        """Compare the prediction with what happened; it cannot be changed any more."""
        self._buttons.disabled = True
        came_true = self._choices[self._prediction.answer]
        lines = [_("What happens: {answer}", answer=came_true), _(self._prediction.why)]
        if self.choice is None:
            title = _("{id}: no prediction recorded", id=self._prediction.id)
            return Feedback("hint", title, lines)
        lines.insert(0, _("You predicted: {choice}", choice=self.choice))
        if self.choice == came_true:
            return Feedback("right", _("{id}: as you predicted", id=self._prediction.id), lines)
        return Feedback("hint", _("{id}: a surprise", id=self._prediction.id), lines)

    def _record(self, change) -> None:
        self._note.value = _("Recorded: {choice}. Now run on.", choice=self.choice)

    def __repr__(self) -> str:
        listed = "".join(f"\n  ○ {choice}" for choice in self._choices)
        how = _("Run this cell to choose.")
        return f"{_('Your prediction')} {self._prediction.id}:{listed}\n{how}"

    def _repr_mimebundle_(self, **kwargs) -> dict:
        view = super()._repr_mimebundle_(**kwargs)
        return {**view, "text/plain": repr(self)}
