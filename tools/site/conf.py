"""Sphinx's settings for one language of the site; the folder that it stands in says which."""

from pathlib import Path

from docutils import nodes
from latex2mathml.converter import convert

language = Path(__file__).parent.name
project = "Downhill"
html_title = {"en": "Downhill", "ko": "Downhill · 내리막"}[language]
extensions = ["myst_nb"]
exclude_patterns = ["_static", "_templates", "locale"]
templates_path = ["_templates"]
locale_dirs = ["locale"]
nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show, nb_code_prompt_hide = {
    "en": ("Show the solution", "Hide the solution"),
    "ko": ("풀이 보기", "풀이 접기"),
}[language]
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]
html_theme = "furo"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["site.css"]
html_js_files = [("site.js", {"type": "module"})]
html_copy_source = False
html_show_sourcelink = False
html_math_renderer = "mathml"
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}


def _inline(visitor, node):
    visitor.body.append(convert(node.astext()))
    raise nodes.SkipNode


def _block(visitor, node):
    formula = convert(node.astext(), display="block")
    visitor.body.append(f'<div class="math" tabindex="0">{formula}</div>')
    raise nodes.SkipNode


def setup(app):
    """Write formulas as MathML, which every browser sets by itself."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
