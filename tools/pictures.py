"""Whether two pictures show the same, which another Matplotlib may draw a little differently."""

import base64
import io

import numpy as np
from PIL import Image

# Pictures are compared in squares of BLOCK pixels by the mean of each color, from 0 to 255. Another
# patch release of Matplotlib moves a mean by 1 at most; the two most alike of the course's
# different pictures have squares that are 100 apart, and a point that moved makes 50 and more.
BLOCK = 8
TOLERANCE = 25
KIND = "image/png"


def differences(stored: list, made: list) -> str:
    """Say how the pictures of a cell's outputs differ from those it has stored, if they do."""
    before, after = pictures(stored), pictures(made)
    if len(before) != len(after):
        return f"{len(before)} pictures are stored, and the cell made {len(after)}"
    said = []
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        if old[1] != new[1]:
            said.append(f"picture {number}: stored with {old[1]}, made with {new[1]}")
        elif reason := unlike(old[0], new[0]):
            said.append(f"picture {number}: {reason}")
    return "\n".join(said)


def pictures(outputs: list) -> list[tuple[str, dict]]:
    """The pictures of outputs in Base64, and their metadata: alt text, width, height."""
    return [
        (output["data"][KIND], output.get("metadata", {}).get(KIND, {}))
        for output in outputs
        if KIND in output.get("data", {})
    ]


def unlike(old: str, new: str) -> str:
    """Say where two pictures in Base64 differ, if they do to the eye."""
    if old == new:  # as on the computer where they were made
        return ""
    before, after = map(_opened, (old, new))
    if before.size != after.size:
        return f"{before.size} pixels are stored, {after.size} were made"
    distance = np.abs(_means(before) - _means(after)).max(axis=-1)
    if distance.max() <= TOLERANCE:
        return ""
    row, column = np.unravel_index(distance.argmax(), distance.shape)
    return (
        f"{np.sum(distance > TOLERANCE)} squares of {BLOCK} pixels differ, most of all the one at "
        f"x = {column * BLOCK}, y = {row * BLOCK}: by {distance.max():.0f} of 255"
    )


def _opened(picture: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")


def _means(picture: Image.Image) -> np.ndarray:
    size = [max(1, -(-length // BLOCK)) for length in picture.size]
    return np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=float)
