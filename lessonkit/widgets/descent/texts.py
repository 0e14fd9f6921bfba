"""What the descent explorer says, beside the labels of its settings."""

from lessonkit.i18n import N_

TEXTS = {
    # the landscape, its runs and their start
    "step": N_("step"),
    "landscape": N_("landscape"),
    "start": N_("Starting point"),
    "loss": N_("Value of the objective over the steps"),
    "after": N_("after {steps} steps"),
    "after_one": N_("after 1 step"),
    "rate_of": N_("Learning rate of {name}"),
    "optimizers": N_("Optimizers"),
    "left": N_("left the map at step {step}"),
    "lost": N_("no value from step {step} on"),
    "diverged": N_("diverged at step {step}"),
    "bad_start": N_(
        "The starting point must be a number such as 1.5, not “{text}”. It stays {value}."
    ),
    "bad_starts": N_(
        "The starting point must be two numbers such as 1.5, −2, not “{text}”. It stays {value}."
    ),
    # time
    "play": N_("Play"),
    "pause": N_("Pause"),
    "step_on": N_("One step on"),
    "step_back": N_("One step back"),
    "step_shown": N_("Shown up to step"),
    "speed": N_("Speed"),
    "steps_a_second": N_("{count} steps a second"),
    "bad_step": N_(
        "The step must be a whole number from 0 to {max}, not “{text}”. It stays {value}."
    ),
    # the optimizers and their settings
    "chosen": N_("Optimizer to change"),
    "add": N_("Add…"),
    "remove": N_("Remove"),
    "share": N_("The same learning rate for all"),
    "momentum": N_("Momentum"),
    "decay": N_("Decay"),
    "beta1": N_("Decay of the mean"),
    "beta2": N_("Decay of the squares"),
    "epsilon": N_("Epsilon"),
    "weight_decay": N_("Weight decay"),
    "bad_share": N_(
        "This must be a number from 0 up to, but not including, 1, not “{text}”. It stays {value}."
    ),
    "bad_epsilon": N_("Epsilon must be a positive number, not “{text}”. It stays {value}."),
    "bad_weight_decay": N_(
        "The weight decay must be a number of at least 0, not “{text}”. It stays {value}."
    ),
    "rates": N_("Value after the steps for each learning rate"),
    "each_best": N_("Each at its best"),
    # one step
    "anatomy": N_("{name}, from step {from} to step {to}"),
    "update": N_("The update formula with its numbers"),
    "no_anatomy": N_("{name}: no step to show here"),
    "gradient": N_("Gradient"),
    "velocity": N_("Velocity"),
    "mean": N_("Mean of the gradients"),
    "squares": N_("Squares of the gradients"),
    "squared_steps": N_("Squares of the steps"),
    "corrections": N_("Bias corrections"),
    "effective_rate": N_("Effective learning rate"),
    # stability
    "best_rate": N_("Best rate"),
    "crawling": N_("crawling"),
    "converging": N_("converging"),
    "oscillating": N_("oscillating"),
    "diverging": N_("diverging"),
    "limit": N_("stable up to η = {limit} here (curvature {low} to {high})"),
    "limit_1d": N_("stable up to η = {limit} here (curvature {high})"),
    "limit_saddle": N_("stable up to η = {limit} along the direction that curves up (λ = {high})"),
    "limit_none": N_("no limit here: the ground curves up in no direction"),
    "limit_adaptive": N_("no fixed limit: this optimizer scales its own steps"),
    # pad
    "pad": N_("Learning rate and momentum, darker is faster"),
    "pad_saddle": N_("Only for the direction that curves up"),
    "pad_none": N_("For gradient descent, Momentum and Nesterov"),
    "converges": N_("converges"),
    "diverges": N_("diverges"),
    # sensitivity
    "sensitivity": N_("Steps to a minimum, up to {most}"),
    "sensitivity_label": N_("Steps to a minimum for each setting"),
    "sensitivity_keys": N_("Arrow keys choose a cell and load it."),
    "sensitivity_legend": N_(
        "Dark: few steps, light: many · – not there in time · × leaves the map for good."
    ),
    "in_one_step": N_("1 step"),
    "in_steps": N_("{steps} steps"),
    # basins
    "basin": N_("minimum {number}"),
    "away": N_("leaves for good"),
    "never": N_("not there after {most} steps"),
    # slice
    "slice": N_("Slice through the current point"),
    "slice_step": N_("along the next step"),
    "slice_gradient": N_("straight downhill"),
    "slice_distance": N_("distance"),
    "slice_said": N_("value {value}, slope along it {slope}"),
    # zoom and values
    "zoom": N_("Zoom: + − 0, pinch, or Ctrl and wheel. Move: Ctrl and arrows, or Shift and drag."),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "zoom_reset": N_("Whole map"),
    "slope_here": N_("steepness {slope}"),
    "logarithmic": N_("Logarithmic scale of values"),
    # noise
    "sigma": N_("Noise"),
    "seed": N_("Seed"),
    "bad_noise": N_("A number from 0 to {max} is wanted, not “{text}”. It stays {value}."),
    # Python
    "formula": N_("Another function f ="),
    "formula_show": N_("Show it"),
    "bad_formula": N_("This is not shown: {error}"),
    "silent": N_("Python does not answer: is the kernel running?"),
    "in_python": N_("computed in Python"),
    "python_failed": N_("Python could not compute it: {error}"),
}
