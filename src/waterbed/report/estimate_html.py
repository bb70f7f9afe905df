"""Page: an effect, a displacement, a multiverse or a run as one HTML file, without script."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jinja2

from waterbed.records import Displacement, InvalidError, Multiverse, Run
from waterbed.report.displacement_chart import displacement_svg
from waterbed.report.drawing import svg
from waterbed.report.effect_chart import effect_svg
from waterbed.report.harmless import harmless
from waterbed.report.multiverse_chart import multiverse_drawing
from waterbed.report.simulated_chart import simulated_svg
from waterbed.report.table import as_text
from waterbed.report.verbs import sentence

if TYPE_CHECKING:
    from waterbed.records import Effect
    from waterbed.report.table import Table

    _Found = Effect | Displacement | Multiverse | Run


def estimate_page(found: _Found, table: Table) -> str:
    """Write an effect, a displacement, a multiverse or a simulated run as one HTML page.

    Parameters
    ----------
    found
        The estimate.
    table
        Its table.

    Returns
    -------
    str
        A whole document: the sentence, the chart where there is one, the table and its notes. It
        has no script and asks no server for anything.
    """
    return _template().render(shown=table, said=sentence(found), drawing=_drawing(found))


def _drawing(found: _Found) -> str:
    if isinstance(found, Run):
        return simulated_svg(found)
    try:
        if isinstance(found, Multiverse):
            return svg(multiverse_drawing(found))
        return displacement_svg(found) if isinstance(found, Displacement) else effect_svg(found)
    except InvalidError:
        return ""


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("waterbed", "data/templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: harmless(value) if type(value) is str else value,
    )
    environment.globals.update(text=as_text)
    return environment.get_template("estimate.html.j2")
