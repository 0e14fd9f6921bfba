"""What the explorer's analysis panels say."""

from lessonkit.i18n import _


def analysis_labels() -> dict[str, str]:
    """Return the texts of the panels for stability, sweeps, basins, slices, noise and reading."""
    return {
        # stability
        "best_rate": _("Best rate"),
        "crawling": _("crawling"),
        "converging": _("converging"),
        "oscillating": _("oscillating"),
        "diverging": _("diverging"),
        "limit": _("stable up to η = {limit} here (curvature {low} to {high})"),
        "limit_1d": _("stable up to η = {limit} here (curvature {high})"),
        "limit_saddle": _(
            "stable up to η = {limit} along the direction that curves up (λ = {high})"
        ),
        "limit_none": _("no limit here: the ground curves up in no direction"),
        "limit_adaptive": _("no fixed limit: this optimizer scales its own steps"),
        # pad
        "pad": _("Learning rate and momentum, darker is faster"),
        "pad_saddle": _("Only for the direction that curves up"),
        "pad_none": _("For gradient descent, Momentum and Nesterov"),
        "converges": _("converges"),
        "diverges": _("diverges"),
        # sensitivity
        "sensitivity": _("Steps to a minimum, up to {most}"),
        "sensitivity_label": _("Steps to a minimum for each setting"),
        "sensitivity_keys": _("Arrow keys choose a cell and load it."),
        "sensitivity_legend": _(
            "Dark: few steps, light: many · – not there in time · × leaves the map for good."
        ),
        "in_one_step": _("1 step"),
        "in_steps": _("{steps} steps"),
        # basins
        "basin": _("minimum {number}"),
        "away": _("leaves for good"),
        "never": _("not there after {most} steps"),
        # slice
        "slice": _("Slice through the current point"),
        "slice_step": _("along the next step"),
        "slice_gradient": _("straight downhill"),
        "slice_distance": _("distance"),
        "slice_said": _("value {value}, slope along it {slope}"),
        # zoom and values
        "zoom": _(
            "Zoom: + − 0, pinch, or Ctrl and wheel. Move: Ctrl and arrows, or Shift and drag."
        ),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "zoom_reset": _("Whole map"),
        "slope_here": _("steepness {slope}"),
        "logarithmic": _("Logarithmic scale of values"),
        # noise
        "sigma": _("Noise"),
        "seed": _("Seed"),
        "bad_noise": _("A number from 0 to {max} is wanted, not “{text}”. It stays {value}."),
        # Python
        "formula": _("Another function f ="),
        "formula_show": _("Show it"),
        "bad_formula": _("This is not shown: {error}"),
        "silent": _("Python does not answer: is the kernel running?"),
        "in_python": _("computed in Python"),
        "python_failed": _("Python could not compute it: {error}"),
    }
