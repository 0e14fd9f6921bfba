"""A landscape of two variables as a surface that can be turned, with a picture beside it."""

import base64
import re
from functools import cache

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from lessonkit.figures import checks
from lessonkit.figures.drawing import LOOKS, MAP_COLORS, _, describe, draws, finite
from lessonkit.figures.landscapes.maps import formula_of, math_of, where_there_is_none
from lessonkit.figures.landscapes.ranges import sampled, shown_range
from lessonkit.figures.landscapes.slices import a_slice
from lessonkit.figures.pictures import SCALE, png
from lessonkit.landscape import Slice
from lessonkit.style import COLORS, FONT, dress
from lessonkit.validation import shown as in_short

GRID = 41  # points along each side: smooth enough to turn, small enough to store
DIGITS = 4  # of the stored numbers
SIZE = (640, 500)  # in pixels, of the surface and of its picture
AXES = {"projection": "3d", "computed_zorder": False}
SIDE_VIEW = (30, -60)  # where it is seen from at first: elevation and azimuth in degrees
PLOTLY_DASHES = ("dash", "dashdot")  # the nearest that Plotly has to the dashes of LOOKS
PLOTLY_MARKERS = {"o": "circle", "s": "square", "^": "diamond-open", "D": "diamond"}
PLOTLY_MARKERS |= {"v": "circle-open", "P": "cross", "X": "x"}
PLOTLY = "application/vnd.plotly.v1+json"


def _surface(name, value, known):
    """A check: an Objective of two variables, or a Slice over two directions."""
    if isinstance(value, Slice):
        known["slice"] = True
        return _Sliced(a_slice(2)(name, value, known))
    return checks.objective(2)(name, value, known)


def _runs(name, value, known):
    """A check: a run, or several by their labels."""
    if "slice" in known:
        raise ValueError(f"{name} must be None where objective is a Slice, got {in_short(value)}")
    if isinstance(value, dict):
        return checks.labeled(checks.run, most=len(LOOKS))(name, value, known)
    return {None: checks.run(name, value, known)}


@draws(objective=_surface, path=_runs)
def plot_surface(objective, path=None):
    """Draw an objective of two variables as a surface, with a descent on it if there is one.

    Arguments:
        objective: an `Objective` with ``dim`` 2, or a `Slice` over two directions.
        path: a `Path` of one start on it, or several as a dict label → `Path`, which get a legend
            and the looks of the explorer's runs; points outside the map are left out.

    Returns:
        A Plotly ``Figure``. A notebook shows it as a picture that becomes a surface to turn as
        soon as the mouse is on it; wherever Plotly cannot run, the picture with alt text stays.
        Where there is no finite value the surface has a hole.

    >>> from lessonkit.objectives import Objective
    >>> plot_surface(Objective("x**2 + y**2")).data[0].type
    'surface'
    """
    surface = _samples(objective)
    walks = {label: _on_the_map(objective, each) for label, each in (path or {}).items()}
    return _figure_class()(
        data=_traces(*surface, walks),
        layout=_layout(objective),
        picture=lambda: _draw(objective, surface, walks),
        alt=_describe(objective, surface[2], surface[3], walks),
    )


@draws()
def _draw(objective, surface, walks):
    """Draw the same surface as a Matplotlib Figure that pyplot does not know."""
    # In JupyterLab Plotly's extension shows the picture pixel by pixel until the surface is there.
    figure = Figure(figsize=np.array(SIZE) / 100, dpi=100 / SCALE, layout="constrained")
    dress(figure)
    _draw_on(figure.add_subplot(**AXES), objective, surface, walks)
    return figure


def draw_runs(ax, objective, paths, looks) -> None:
    """Draw an objective as a surface, with paths on it by their labels, on axes made by `AXES`."""
    walks = {label: _on_the_map(objective, path) for label, path in paths.items()}
    _draw_on(ax, objective, _samples(objective), walks, looks)


def _draw_on(ax, objective, surface, walks, looks=LOOKS) -> None:
    x, y, z, shown = surface
    colors = LinearSegmentedColormap.from_list("map", MAP_COLORS, N=12)
    look = {"cmap": colors, "edgecolor": "#7ba9c4", "linewidth": 0.3, "rstride": 2, "cstride": 2}
    # Without smooth edges a few colors are enough, and the path keeps its own.
    ax.plot_surface(*np.meshgrid(x, y), z, antialiased=False, **look)
    for (label, points), (color, marker, dashes) in zip(walks.items(), looks, strict=False):
        look = {"color": COLORS[color], "marker": marker, "linestyle": dashes, "zorder": 5}
        ax.plot(*points.T, markersize=4, linewidth=1.6, label=label, **look)
    if len(walks) > 1:
        ax.legend(loc="upper left", fontsize=9)
    ax.view_init(*SIDE_VIEW)
    names = objective.variables
    ax.set(xlabel=f"${names[0]}$", ylabel=f"${names[1]}$", zlabel="$f$")
    ax.set_box_aspect((1, 1, 0.75), zoom=0.92)
    ax.locator_params(nbins=5)  # seen from this side, more numbers would touch
    ax.set_title(math_of(objective))
    describe(ax, _describe(objective, z, shown, walks))


@cache
def _figure_class():
    """Plotly's Figure with a picture beside it; made when it is first wanted."""
    from plotly.graph_objects import Figure

    class SurfaceFigure(Figure):
        """A Plotly figure that shows itself as data for Plotly, a PNG and a text."""

        _ipython_display_ = None  # or IPython would not ask for the MIME bundle
        _repr_html_ = None  # it would load Plotly from the network

        def __init__(self, *args, picture=None, alt="", **kwargs):
            super().__init__(*args, **kwargs)
            self._picture, self._alt = picture, alt

        def __repr__(self) -> str:
            return f"plot_surface: {self._alt}"

        def _repr_mimebundle_(self, include=None, exclude=None, **kwargs):
            data, metadata = png(self._picture())
            metadata |= {"width": SIZE[0], "height": SIZE[1]}
            bundle = {
                PLOTLY: self.to_plotly_json() | {"config": {"displayModeBar": False}},
                "image/png": base64.b64encode(data).decode("ascii"),
                "text/plain": repr(self),
            }
            return bundle, {"image/png": metadata}

    return SurfaceFigure


class _Sliced:
    """A slice in the role of an objective: its values are known on its own grid."""

    variables, name, text, latex = ("a", "b"), "L(w + a·d₁ + b·d₂)", None, None

    def __init__(self, found: Slice):
        self.found, self.dim = found, len(found.directions)


def _samples(objective) -> tuple:
    """The coordinates along both sides, the heights as far as they are shown, their range."""
    if isinstance(objective, _Sliced):
        x, y, z = objective.found.alphas, objective.found.betas, objective.found.values
        low, high = shown_range(z)
    else:
        x, y, z = sampled(objective, count=GRID)
        low, high = shown_range(z, objective)
    return x, y, finite(z).clip(low, high), (low, high)


def _on_the_map(objective, path) -> np.ndarray:
    """The points of a path with their heights, ``(k, 3)``, as far as they are on the map."""
    bounds = np.array(objective.domain)
    inside = ((path.points >= bounds[:, 0]) & (path.points <= bounds[:, 1])).all(axis=-1)
    return np.column_stack([path.points, path.values])[inside & np.isfinite(path.values)]


def _rounded(values) -> list:
    """Numbers of a few digits, as lists: what a notebook stores stays small."""
    values = np.asarray(values, dtype=float)
    there = np.isfinite(values)
    size = np.abs(values[there]).max(initial=1e-300)
    rounded = values.round(DIGITS - 1 - int(np.floor(np.log10(size))))
    return np.where(there, rounded, None).tolist()  # JSON knows no NaN


def _traces(x, y, z, shown, walks) -> list[dict]:
    scale = [[k / (len(MAP_COLORS) - 1), color] for k, color in enumerate(MAP_COLORS)]
    lines = {"show": True, "color": "#5c8fae", "width": 1}
    lines |= {"start": shown[0], "end": shown[1], "size": (shown[1] - shown[0]) / 12}
    surface = {"type": "surface", "x": _rounded(x), "y": _rounded(y), "z": _rounded(z)}
    surface |= {"colorscale": scale, "showscale": False, "contours": {"z": lines}}
    surface["hovertemplate"] = "(%{x:.2f}, %{y:.2f}) → %{z:.3g}<extra></extra>"
    # Lifted by a hair, or the surface would hide half of the line that lies on it.
    hair = np.array([0, 0, 0.01 * (shown[1] - shown[0])])
    pairs = zip(walks.items(), LOOKS, strict=False)
    return [surface, *(_walk_trace(label, points + hair, *look) for (label, points), look in pairs)]


def _walk_trace(label, points, color: str, marker: str, dashes) -> dict:
    x, y, z = map(_rounded, points.T)
    trace = {"type": "scatter3d", "x": x, "y": y, "z": z, "mode": "lines+markers"}
    trace |= {"line": {"color": COLORS[color], "width": 5}}
    trace |= {"marker": {"color": COLORS[color], "size": 4}}
    trace["hovertemplate"] = "%{z:.3g}<extra></extra>"
    if label is None:
        return trace
    trace["line"]["dash"] = "solid" if dashes == "-" else PLOTLY_DASHES[len(dashes[1]) == 4]
    trace["marker"]["symbol"] = PLOTLY_MARKERS[marker]
    return trace | {"name": label, "showlegend": True}


def _layout(objective) -> dict:
    elevation, azimuth = np.radians(SIDE_VIEW)
    away = 2.1 * np.array([np.cos(azimuth), np.sin(azimuth)]) * np.cos(elevation)
    eye = {"x": away[0], "y": away[1], "z": 2.1 * np.sin(elevation)}
    names = dict(zip(("xaxis", "yaxis"), objective.variables, strict=True)) | {"zaxis": "f"}
    scene = {axis: {"title": {"text": name}} for axis, name in names.items()}
    scene |= {
        "aspectratio": {"x": 1, "y": 1, "z": 0.75},
        "camera": {"eye": {name: round(float(value), 3) for name, value in eye.items()}},
    }
    return {
        "template": "none",
        "scene": scene,
        "width": SIZE[0],
        "height": SIZE[1],
        "margin": {"l": 0, "r": 0, "t": 40, "b": 0},
        "title": {"text": _formula(objective)},
        "font": {"family": f"{FONT}, sans-serif", "size": 14},
        "paper_bgcolor": "white",  # readable in a dark JupyterLab too
    }


def _formula(objective) -> str:
    """The formula with raised exponents, in the markup that Plotly knows."""
    formula = re.sub(r"\*\*(\d+)", r"<sup>\1</sup>", formula_of(objective))
    return f"f = {formula.replace('*', '·').replace('-', '−')}"


def _describe(objective, z, shown, walks) -> str:
    text = _(
        "The surface of f = {formula} over the map: its height goes from {low:.3g} to {high:.3g}.",
        formula=formula_of(objective),
        low=shown[0],
        high=shown[1],
    )
    text = f"{text} {where_there_is_none(z)}".strip()
    for label, points in walks.items():
        if len(points):
            heights = {"first": points[0, 2], "last": points[-1, 2]}
            said = (
                _("A path on it goes from height {first:.3g} to {last:.3g}.", **heights)
                if label is None
                else _("{name} goes from height {first:.3g} to {last:.3g}.", name=label, **heights)
            )
            text = f"{text} {said}"
    return text
