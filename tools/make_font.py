"""Cut lessonkit's font out of Noto Sans CJK KR (run once; kept to show where the font is from).

    python tools/make_font.py NotoSansCJK-Regular.ttc

Needs fontTools, which Matplotlib brings along. The result holds all 11,172 Hangul syllables, Latin,
Greek and the mathematical signs, without hinting or layout features. It gets a name of its own so
that a figure looks the same whether or not the machine has another Noto Sans.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

FAMILY = "Downhill Sans KR"
TARGET = Path(__file__).parent.parent / "lessonkit" / "fonts" / "DownhillSansKR-Regular.otf"
RANGES = [
    (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x370, 0x3FF),  # Latin, Greek
    (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209F), (0x20A9, 0x20A9),  # punctuation, indices
    (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x23FF), (0x2460, 0x2473),  # math, arrows
    (0x25A0, 0x25FF), (0x2605, 0x2606), (0x3000, 0x3003), (0x3008, 0x3011),  # shapes, brackets
    (0x3131, 0x318E), (0xAC00, 0xD7A3), (0xFF01, 0xFF5E),  # Hangul
]  # fmt: skip


def main(source: str) -> None:
    """Write the subset of the Korean face of `source`, a TrueType collection."""
    fonts = TTCollection(source).fonts
    font = next(f for f in fonts if f["name"].getDebugName(4) == "Noto Sans CJK KR")
    options = Options(layout_features=[], hinting=False, name_IDs=[0, 1, 2, 3, 4, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
    subsetter.subset(font)
    names = {1: FAMILY, 3: FAMILY + " Regular", 4: FAMILY, 6: FAMILY.replace(" ", "") + "-Regular"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font["CFF "].cff.fontNames = [names[6]]
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(TARGET)


if __name__ == "__main__":
    main(sys.argv[1])
