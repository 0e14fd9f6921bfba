"""What the descent explorer says."""

from lessonkit.i18n import _, get_language
from lessonkit.widgets.analysis_labels import analysis_labels


def labels() -> dict[str, str]:
    """Everything the explorer says, in the current language."""
    return {
        "language": get_language(),
        "learning_rate": _("Learning rate"),
        "steps": _("Steps"),
        "step": _("step"),
        "reset": _("Reset"),
        "landscape": _("landscape"),
        "start": _("Starting point"),
        "keys": _("Arrow keys move it, with Shift further."),
        "loss": _("Value of the objective over the steps"),
        "after": _("after {steps} steps"),
        "after_one": _("after 1 step"),
        "left": _("left the map at step {step}"),
        "diverged": _("diverged at step {step}"),
        "bad_rate": _(
            "The learning rate must be a positive number, not “{text}”. It stays {value}."
        ),
        "bad_steps": _(
            "The number of steps must be a whole number from 0 to {max}, not “{text}”. "
            "It stays {value}."
        ),
        **analysis_labels(),
    }
