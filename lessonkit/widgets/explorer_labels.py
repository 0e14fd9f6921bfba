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
        "rate_of": _("Learning rate of {name}"),
        "optimizers": _("Optimizers"),
        "left": _("left the map at step {step}"),
        "diverged": _("diverged at step {step}"),
        "bad_rate": _(
            "The learning rate must be a positive number, not “{text}”. It stays {value}."
        ),
        "bad_start": _(
            "The starting point must be a number such as 1.5, not “{text}”. It stays {value}."
        ),
        "bad_starts": _(
            "The starting point must be two numbers such as 1.5, −2, not “{text}”. "
            "It stays {value}."
        ),
        "bad_steps": _(
            "The number of steps must be a whole number from 0 to {max}, not “{text}”. "
            "It stays {value}."
        ),
        **_time_labels(),
        **_race_labels(),
        **_step_labels(),
        **analysis_labels(),
    }


def _time_labels() -> dict[str, str]:
    return {
        "play": _("Play"),
        "pause": _("Pause"),
        "step_on": _("One step on"),
        "step_back": _("One step back"),
        "step_shown": _("Shown up to step"),
        "speed": _("Speed"),
        "steps_a_second": _("{count} steps a second"),
        "bad_step": _(
            "The step must be a whole number from 0 to {max}, not “{text}”. It stays {value}."
        ),
    }


def _race_labels() -> dict[str, str]:
    return {
        "chosen": _("Optimizer to change"),
        "add": _("Add…"),
        "remove": _("Remove"),
        "share": _("The same learning rate for all"),
        "momentum": _("Momentum"),
        "decay": _("Decay"),
        "beta1": _("Decay of the mean"),
        "beta2": _("Decay of the squares"),
        "epsilon": _("Epsilon"),
        "weight_decay": _("Weight decay"),
        "bad_share": _(
            "This must be a number from 0 up to, but not including, 1, not “{text}”. "
            "It stays {value}."
        ),
        "bad_epsilon": _("Epsilon must be a positive number, not “{text}”. It stays {value}."),
        "bad_weight_decay": _(
            "The weight decay must be a number of at least 0, not “{text}”. It stays {value}."
        ),
        "rates": _("Value after the steps for each learning rate"),
        "each_best": _("Each at its best"),
    }


def _step_labels() -> dict[str, str]:
    return {
        "anatomy": _("{name}, from step {from} to step {to}"),
        "update": _("The update formula with its numbers"),
        "no_anatomy": _("{name}: no step to show here"),
        "gradient": _("Gradient"),
        "velocity": _("Velocity"),
        "mean": _("Mean of the gradients"),
        "squares": _("Squares of the gradients"),
        "squared_steps": _("Squares of the steps"),
        "corrections": _("Bias corrections"),
        "effective_rate": _("Effective learning rate"),
    }
