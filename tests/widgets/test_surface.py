"""The landscape in 3-D: its numbers in JavaScript against the objective, and its setting."""

import base64
import gzip
import json
import re
import subprocess

import numpy as np
import pytest
from playwright._impl._driver import compute_driver_executable

import lessonkit as lk
from lessonkit.figures.drawing import LOOKS
from lessonkit.figures.landscapes.ranges import value_range
from lessonkit.style import COLORS
from lessonkit.widgets.descent.kernel import answer
from lessonkit.widgets.descriptions import describe_objective
from lessonkit.widgets.javascript import SURFACE, function_body

NODE = compute_driver_executable()[0]  # the one that Playwright brings
FILES = ("kit/surface_space", "kit/contours", "maths/objective")
FRAME = {"left": 50, "right": 750, "top": 20, "bottom": 460}
MAPS = ["bowl", "himmelblau", "rosenbrock", "six_hump_camel", "goldstein_price"]


def in_node(body: str, objective, *given):
    """What some JavaScript returns, with the objective `f`, its `box`, `mesh` and what is given."""
    parts = "".join(f"...(() => {{{function_body(file)}}})()," for file in FILES)
    script = f"""const kit = {{{parts}}};
        const [description, frame, ...given] = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const f = kit.compileObjective(description), box = kit.createBox(f);
        const mesh = kit.createMesh(kit.sampleGrid(f), f, box);
        const sight = (azimuth, elevation) => kit.createSight([azimuth, elevation], frame, box);
        const found = (() => {{{body}}})();
        console.log(JSON.stringify(found));"""
    text = json.dumps([describe_objective(objective), FRAME, *given])
    done = subprocess.run([NODE, "-e", script], input=text, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def sent(explorer):
    """The JavaScript that a notebook unpacks."""
    packed = re.search(r'atob\("([^"]+)"\)', explorer._esm)[1]
    return gzip.decompress(base64.b64decode(packed)).decode()


def heights(objective, points):
    """The height of points in the box: linear in the value, from its floor to its lid."""
    low, high = value_range(objective)
    return 0.55 * (2 * (objective(points).clip(low, high) - low) / (high - low) - 1)


@pytest.mark.parametrize("name", MAPS)
def test_the_mesh_has_the_values_of_the_objective_on_every_second_sample_of_the_map(name):
    objective = getattr(lk.objectives, name)
    axes = [np.linspace(low, high, 101) for low, high in objective.domain]
    points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    body = "return [[...mesh.vertices], mesh.triangles.length, box.half];"
    vertices, corners, half = in_node(body, objective)
    vertices = np.reshape(vertices, (-1, 6))
    assert corners == 3 * 2 * 100 * 100
    np.testing.assert_allclose(vertices[:, 2], heights(objective, points), atol=1e-6)
    low, high = np.array(objective.domain).T
    sides = (2 * (points - low) / (high - low) - 1) * half[:2]
    np.testing.assert_allclose(vertices[:, :2], sides, atol=1e-6)
    # Where equal units fit, a step of one is as long on both axes, as on the map.
    assert half[1] / half[0] == pytest.approx((high - low)[1] / (high - low)[0])


def test_a_place_without_a_value_leaves_a_hole():
    objective = lk.Objective("log(x) + y**2", domain=((-1, 1), (-1, 1)))
    triangles, vertices = in_node("return [[...mesh.triangles], [...mesh.vertices]];", objective)
    corners = np.array(vertices, dtype=float).reshape(-1, 6)[np.unique(triangles)]
    assert np.isfinite(corners).all()
    assert corners[:, 0].min() == pytest.approx(0.02)  # the first of the columns with x > 0


@pytest.mark.parametrize("name", MAPS)
def test_the_points_of_a_path_lie_on_the_surface(name):
    objective = getattr(lk.objectives, name)
    explorer = lk.explore(objective, [lk.Adam(0.05)], steps=15)
    body = """return given[0].map((w) => {
        const place = box.place(w, f.value(w));
        return [...place, kit.heightAt(mesh, place, box), ...box.point(place)];
    });"""
    found = np.array(in_node(body, objective, explorer.path.points.tolist()))
    np.testing.assert_allclose(found[:, 2], heights(objective, explorer.path.points), atol=1e-12)
    np.testing.assert_allclose(found[:, 3], found[:, 2], atol=0.003)  # between the vertices
    np.testing.assert_allclose(found[:, 4:], explorer.path.points, atol=1e-12)


def test_from_above_it_is_the_map_and_from_the_side_its_profile():
    body = """return [[0, 1.5707963], [0, 0], [1.5707963, 0]].map(([azimuth, elevation]) => {
        const seen = sight(azimuth, elevation);
        return [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0.5]].map(seen.project);
    });"""
    for axes, views in zip(
        [(0, 1), (0, 2), (1, 2)], in_node(body, lk.objectives.bowl), strict=True
    ):
        middle, *ends = np.array(views)
        np.testing.assert_allclose(middle, [400, 240])
        for axis, end in enumerate(ends):
            across, up = (end - middle) * [1, -1]
            wanted = [abs(across) > 1, abs(up) > 1]
            assert wanted == [axis == axes[0], axis == axes[1]]
            assert across > -1e-4 or axes == (1, 2)
            assert up > -1e-4


def test_what_is_seen_at_a_pixel_is_what_lies_there_and_is_not_hidden():
    body = """return given[0].map(([azimuth, elevation, ...w]) => {
        const eye = sight(azimuth, elevation), place = box.place(w, f.value(w));
        const seen = eye.seen(mesh, eye.project(place));
        return [eye.hides(mesh, place), seen && box.point(seen), eye.towards, place];
    });"""
    rng = np.random.default_rng(4)
    turns = np.column_stack([rng.uniform(-3, 3, 300), rng.uniform(0.2, 1.4, 300)])
    asked = np.hstack([turns, rng.uniform(-4.5, 4.5, (300, 2))])
    objective = lk.objectives.himmelblau
    count = {True: 0, False: 0}
    for (*_turn, x, y), (hidden, seen, towards, place) in zip(
        asked, in_node(body, objective, asked.tolist()), strict=True
    ):
        # Walk from the place to the viewer in small steps, over the objective itself.
        way = np.array(place) + np.linspace(0.05, 3, 2000)[:, None] * towards
        way = way[(np.abs(way[:, :2]) <= 1).all(axis=1)]
        low, high = np.array(objective.domain).T
        above = way[:, 2] - heights(objective, low + (way[:, :2] + 1) / 2 * (high - low))
        if above.size and abs(above.min()) < 0.03:
            continue  # it is just about touched
        assert hidden == bool(above.size and above.min() < 0)
        assert hidden or np.allclose(seen, [x, y], atol=0.2)
        count[hidden] += 1
    assert count[True] > 20
    assert count[False] > 100


def test_the_map_is_usual_and_the_setting_is_told():
    flat = lk.explore(lk.objectives.bowl)
    assert flat.surface is False
    assert "surface" not in flat.code() + repr(flat)
    flat.set_state({"surface": True})
    assert flat.surface is True
    assert "surface=True" in flat.code()
    assert "surface=True" in repr(flat)
    assert eval(flat.code(), {"lk": lk}).surface is True
    with pytest.raises(ValueError, match="surface must be"):
        flat.surface = "yes"


def test_a_curve_does_not_stand_up():
    with pytest.raises(ValueError, match="surface must be False for parabola"):
        lk.explore(lk.objectives.parabola, surface=True)
    explorer = lk.explore(lk.objectives.bowl, surface=True)
    explorer.objective = lk.objectives.parabola
    assert explorer.surface is False


def test_its_javascript_is_sent_when_it_is_asked_for(tmp_path):
    drawing = "gl_Position"
    explorer = lk.explore(lk.objectives.bowl)
    assert drawing not in sent(explorer)
    assert answer(explorer, {"surface": True, "id": 3}) == {"id": 3, "code": function_body(SURFACE)}
    assert len(function_body(SURFACE)) < 17_500
    upright = lk.explore(lk.objectives.bowl, surface=True)
    assert drawing in sent(upright)
    explorer.to_html(tmp_path / "page.html")
    assert drawing in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_its_picture_is_a_surface_with_the_runs_up_to_the_step():
    optimizers = [lk.Adam(0.1), lk.Momentum(0.01), lk.GradientDescent(0.01)]
    explorer = lk.explore(lk.objectives.bowl, optimizers, steps=9, step=4, hidden=[1], surface=True)
    landscape, _ = explorer._draw().axes
    assert landscape.name == "3d"
    for line, k in zip(landscape.lines, [0, 2], strict=True):
        path = explorer.paths[k]
        shown = np.column_stack([path.points, path.values])[:5]
        np.testing.assert_allclose(np.column_stack(line.get_data_3d()), shown)
        assert line.get_color() == COLORS[LOOKS[k][0]]
    alt = explorer._repr_mimebundle_()[1]["image/png"]["alt"]
    assert "surface" in alt
    flat = lk.explore(lk.objectives.bowl, optimizers)
    assert flat._draw().axes[0].name == "rectilinear"
