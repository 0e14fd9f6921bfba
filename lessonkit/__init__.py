"""lessonkit: functions, optimizers, figures and widgets for a course on going downhill.

The public names are imported when they are first used, so that `import lessonkit` stays light.
"""

from importlib import import_module

__version__ = "1.0.0"

_HOME = {
    "Objective": "objectives",
    "GradientDescent": "optimizers",
    "Momentum": "optimizers",
    "Nesterov": "optimizers",
    "ShiftedNesterov": "optimizers",
    "Adagrad": "optimizers",
    "RMSProp": "optimizers",
    "AdaDelta": "optimizers",
    "Adam": "optimizers",
    "AdamW": "optimizers",
    "Nadam": "optimizers",
    "ConstantRate": "schedules",
    "StepDecay": "schedules",
    "InverseTimeDecay": "schedules",
    "ExponentialDecay": "schedules",
    "CosineDecay": "schedules",
    "HalveOnRise": "schedules",
    "descend": "descent",
    "Path": "path",
    "SmallGradient": "stopping",
    "SmallChange": "stopping",
    "minibatches": "batches",
    "DataLoss": "batches",
    "train": "training",
    "numerical_gradient": "derivatives",
    "numerical_jacobian": "derivatives",
    "numerical_hessian": "derivatives",
    "gradient_check": "gradient_checks",
    "svm_loss": "losses",
    "svm_gradient": "losses",
    "softmax_loss": "losses",
    "softmax_gradient": "losses",
    "accuracy": "losses",
    "TwoLayerNetwork": "networks",
    "ConvNetwork": "networks.convolution",
    "random_search": "search",
    "random_local_search": "search",
    "slice_1d": "landscape",
    "slice_2d": "landscape",
    "random_direction": "landscape",
    "normalize_rows": "landscape",
    "load_digits": "datasets",
    "load_cifar10": "datasets.cifar10",
    "need_cifar10": "notebook",
    "progress": "notebook",
    "reached_minimum": "formulas.minima",
    "setup": "style",
    "table": "figures.tables",
    "explore": "widgets.descent.explorer",
    "explore_batches": "widgets.batch_explorer",
    "explore_graph": "widgets.graph_explorer",
    "explore_local_search": "widgets.local_search_explorer",
    "explore_search": "widgets.search_explorer",
    "explore_slice": "widgets.slice_explorer",
    "explore_scores": "widgets.score_explorer",
    "explore_sections": "widgets.section_explorer",
    "explore_step": "widgets.step_explorer",
    "explore_tangent": "widgets.tangent_explorer",
    "checkup": "widgets.checkup",
    "check": "exercises",
    "answer": "exercises",
    "hint": "exercises",
    "predict": "exercises",
    "record": "exercises.report",
}
_MODULES = {
    "autodiff",
    "comparison",
    "datasets",
    "derivatives",
    "figures",
    "landscape",
    "losses",
    "networks",
    "objectives",
    "optimizers",
    "search",
}

__all__ = ["__version__", *sorted(_HOME | dict.fromkeys(_MODULES))]


def __getattr__(name: str):
    if name in _HOME:
        value = getattr(import_module(f"lessonkit.{_HOME[name]}"), name)
    elif name in _MODULES:
        value = import_module(f"lessonkit.{name}")
    else:
        raise AttributeError(f"module 'lessonkit' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
