"""What the mini-batch explorer says."""

from lessonkit.i18n import _, get_language


def labels() -> dict:
    """Everything the mini-batch explorer says, in the current language."""
    return {
        "language": get_language(),
        "title": _("Mini-batches"),
        "weights": ["w₁", "w₂"],
        "size": _("Batch size"),
        "rate": _("Learning rate"),
        "budget": _("The same number of"),
        "by_updates": _("updates"),
        "by_examples": _("examples"),
        "next": _("Next seed"),
        "reset": _("Reset"),
        "updates": _("updates"),
        "seen": _("examples seen"),
        "above": _("loss above the lowest"),
        "all": _("all examples in each batch"),
        "start": _("Start"),
        "keys": _("Arrow keys move it, with Shift further."),
        "curves": _("Loss above the lowest, of one run, of fifty, and with all examples"),
        "facts": _(
            "B = {size}, η = {rate}, seed {seed}: {updates} updates, {examples} examples seen · "
            "50 runs end {above} above the lowest loss, in a cloud of width {width}"
        ),
        "bad_size": _(
            "The batch size must be a whole number from {min} to {max}, not “{text}”. "
            "It stays {value}."
        ),
        "bad_rate": _(
            "The learning rate must be a number from {min} to {max}, not “{text}”. "
            "It stays {value}."
        ),
    }
