"""The moving picture of the README, taken from the running explorer."""

import io
import tempfile
from pathlib import Path

from PIL import Image

import lessonkit as lk
from tools.browser import chromium
from tools.lessons import ROOT

TARGET = ROOT / "images" / "explorer.webp"
SIZE = {"width": 900, "height": 760}
FRAME = 80  # milliseconds of the explorer's time and of the picture's
REST = 1500  # at the end
TURN = 3  # pictures for each key that turns the landscape
QUALITY = 55


def take(target: Path = TARGET) -> int:
    """Play several optimizers on one landscape and write what is seen, again and again."""
    lk.setup(language="en")
    optimizers = [lk.GradientDescent(0.005), lk.Momentum(0.003), lk.RMSProp(0.2), lk.Adam(0.4)]
    explorer = lk.explore(
        lk.objectives.himmelblau, optimizers, start=[0.2, -1.0], steps=30, step=0, surface=True
    )
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        page = browser.new_page(viewport=SIZE)
        page.clock.install(time=0)
        page.clock.pause_at(1000)  # time goes on from picture to picture, however long one takes
        explorer.to_html(Path(folder) / "page.html")
        page.goto((Path(folder) / "page.html").as_uri())
        page.clock.run_for(1000)
        pictures = [_shoot(page)]
        play = page.get_by_role("button", name="Play", exact=True)
        play.click()
        surface = page.locator("canvas.lk-surface")
        while len(pictures) < 5 or not play.is_visible():
            if len(pictures) % TURN == 0:
                surface.press("ArrowRight")
            page.clock.run_for(FRAME)
            pictures.append(_shoot(page))
        page.close()
    times = [FRAME] * (len(pictures) - 1) + [REST]
    look = {"quality": QUALITY, "method": 6, "loop": 0, "duration": times}
    pictures[0].save(target, save_all=True, append_images=pictures[1:], **look)
    print(f"{target}: {len(pictures)} pictures, {target.stat().st_size / 1e6:.2f} MB")
    return 0


def _shoot(page) -> Image.Image:
    """What is above the controls."""
    page.evaluate("document.activeElement.blur()")
    box = page.locator(".lk-explorer").bounding_box()
    below = page.locator(".lk-controls").first.bounding_box()["y"]
    clip = {**box, "height": below - box["y"]}
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")


if __name__ == "__main__":
    raise SystemExit(take())
