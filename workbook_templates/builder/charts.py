"""The charts of the pages: native, without frame, axes or legend; they move and size with their cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, Reference, ScatterChart, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import NumFmt, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.series import Series as ChartSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from builder import tokens as t

PIXEL = 9525
POINT = 12700
POINTS_OF_TREND = 13

Chart = BarChart | ScatterChart
Dots = tuple[str, str]
"""Ranges of a scatter: across, and up."""


@dataclass(frozen=True)
class Place:
    """Where a chart stands: from one cell to another, each with an offset in pixels."""

    first: tuple[str, int]
    last: tuple[str, int]
    first_offset: tuple[int, int] = (0, 0)
    last_offset: tuple[int, int] = (0, 0)


def stand(ws: Worksheet, chart: Chart, place: Place, meaning: str) -> None:
    """Put a chart on a sheet; `meaning` becomes its alternative text."""
    anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=_marker(place.first, place.first_offset),
        to=_marker(place.last, place.last_offset),
    )
    chart.anchor = anchor  # type: ignore[assignment]
    chart.alternative_text = meaning  # type: ignore[union-attr]
    ws.add_chart(chart)


def trend(values: str, positions: str) -> ScatterChart:
    """Return a small trend line of 13 points between 0 and 1 whose last point is marked."""
    chart = ScatterChart()
    _bare(chart, ManualLayout(x=0.01, y=0.14, w=0.98, h=0.72))
    chart.visible_cells_only = False
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = 0.5, POINTS_OF_TREND + 0.5
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = -0.12, 1.12
    line = Series(_reference(values), _reference(positions))
    line.graphicalProperties = GraphicalProperties(ln=_line(t.MID, 1.25))
    line.marker = Marker(symbol="none")
    line.smooth = False
    point = Series(_reference(_last(values)), _reference(_last(positions)))
    point.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    point.marker = Marker(symbol="circle", size=5, spPr=_solid(t.ACCENT, t.ACCENT))
    point.smooth = False
    chart.series = [line, point]
    return chart


def achievement_bars(series: dict[str, str], *, gap: int) -> BarChart:
    """Return bars from 0 to 120% with lines at 0 and 100%; `series` is range -> colour."""
    chart = _bars(gap, grouping="clustered")
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1.2
    chart.y_axis.majorUnit = 1
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=_line(t.MID, 0.75)))
    for values, colour in series.items():
        _append(chart, values, _solid(colour))
    return chart


def outlined_bars(values: str, full: str) -> BarChart:
    """Return bars from 0 to 120%, each with an outline from 0 to 100%; rows without values stay empty."""
    chart = _bars(gap=150, grouping="clustered")
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1.2
    chart.y_axis.majorGridlines = None
    chart.y_axis.delete = True
    _append(chart, values, _solid(t.ACTUAL))
    _append(chart, full, GraphicalProperties(noFill=True, ln=_line(t.ACTUAL, 0.75)))
    return chart


def share_bars(values: str) -> BarChart:
    """Return bars of shares from 0 to 100%."""
    chart = _bars(gap=150, grouping="clustered")
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.majorGridlines = None
    chart.y_axis.delete = True
    _append(chart, values, _solid(t.ACTUAL))
    return chart


def plan_bars(actual: str, plan: str) -> BarChart:
    """Return pairs of bars on one scale from 0: what was planned as an outline, below it what was spent."""
    chart = _bars(gap=70, grouping="clustered")
    chart.overlap = 0
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = None
    chart.y_axis.delete = True
    _append(chart, plan, GraphicalProperties(noFill=True, ln=_line(t.ACTUAL, 0.75)))
    _append(chart, actual, _solid(t.ACTUAL))
    return chart


def timeline(offset: str, done: str, planned: str) -> BarChart:
    """Return stacked bars over eight quarters with lines at the start and after the fourth: today."""
    chart = _bars(gap=170, grouping="stacked")
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 7.99
    chart.y_axis.majorUnit = 4
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=_line(t.ACCENT, 1)))
    _append(chart, offset, GraphicalProperties(noFill=True, ln=LineProperties(noFill=True)))
    _append(chart, done, _solid(t.ACTUAL))
    _append(chart, planned, _solid(t.PREVIOUS))
    return chart


def gain_and_loss_bars(gain: str, loss: str) -> BarChart:
    """Return bars to the right and to the left of a line at 0."""
    return _bars_from_zero({gain: _solid(t.ACTUAL), loss: _solid(t.BAD)}, gap=60)


def step_bars(base: str, whole: str, part: str, below: str) -> BarChart:
    """Return the steps from one sum to the next: sums dark, steps light, what lies below 0 in red."""
    unseen = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    seen = {whole: _solid(t.ACTUAL), part: _solid(t.PREVIOUS), below: _solid(t.BAD)}
    return _bars_from_zero({base: unseen, **seen}, gap=50)


def cash_columns(values: str, years: str) -> BarChart:
    """Return columns of a business case: the first year solid, the forecast hatched, labels outside."""
    chart = _bars(gap=70, grouping="clustered", direction="col")
    _bare(chart, ManualLayout(x=0.02, y=0.12, w=0.96, h=0.78))
    chart.y_axis.majorGridlines = None
    chart.y_axis.delete = True
    _append(chart, values, _hatched())
    series = chart.series[0]
    series.invertIfNegative = False
    series.dPt = [DataPoint(idx=0, invertIfNegative=False, spPr=_solid(t.ACTUAL, t.ACTUAL))]
    series.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, dLblPos="outEnd"
    )
    series.dLbls.numFmt = t.SIGNED
    series.dLbls.txPr = _type(t.BODY_SIZE, t.INK, bold=True)
    chart.set_categories(_reference(years))
    axis = chart.x_axis
    axis.delete, axis.tickLblPos, axis.scaling.orientation = False, "high", "minMax"
    axis.majorTickMark = "none"
    axis.number_format = "0"
    axis.numFmt = NumFmt("0", sourceLinked=False)
    axis.graphicalProperties = GraphicalProperties(ln=_line(t.ACTUAL, 1))
    axis.txPr = _type(t.BODY_SIZE, t.MID)
    return chart


def _bars_from_zero(series: dict[str, GraphicalProperties], gap: int) -> BarChart:
    """Return stacked bars on both sides of a line at 0; without its flag a negative bar changes sides."""
    chart = _bars(gap, grouping="stacked")
    chart.y_axis.delete, chart.y_axis.majorGridlines = True, None
    axis = chart.x_axis
    axis.delete, axis.tickLblPos, axis.majorTickMark = False, "none", "none"
    axis.graphicalProperties = GraphicalProperties(ln=_line(t.ACTUAL, 0.75))
    for values, look in series.items():
        _append(chart, values, look)
        chart.series[-1].invertIfNegative = False
    return chart


def whale(curve: Dots, total: Dots, marks: list[tuple[str, str, str]]) -> ScatterChart:
    """Return a curve, the dashed line of the total, and points (label, across, up).

    The points are the best fifth, the peak and the total.
    """
    chart = _scatter(ManualLayout(x=0.08, y=0.03, w=0.9, h=0.91))
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = 0, 1.1
    _axis(chart.x_axis, "0%", 0.25)
    _axis(chart.y_axis, t.WHOLE)
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    dashed = _line(t.MID, 0.75)
    dashed.prstDash = "dash"
    chart.series = [_path(curve, _line(t.ACTUAL, 2.5)), _path(total, dashed)]
    looks = ((t.ACTUAL, "r"), (t.ACCENT, "t"), (t.ACTUAL, "b"))
    for mark, (colour, side) in zip(marks, looks, strict=True):
        chart.series.append(_named_point(mark, colour, side))
    return chart


def matrix(quadrants: list[Dots], lines: list[Dots], marks: list[tuple[str, str, str]]) -> ScatterChart:
    """Return dots, a series per quadrant with at risk first, between two lines; and points with names."""
    chart = _scatter(ManualLayout(x=0.08, y=0.03, w=0.9, h=0.91))
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = 0, 100
    _axis(chart.x_axis, t.WHOLE, 20)
    _axis(chart.y_axis, t.WHOLE)
    chart.y_axis.majorGridlines = None
    chart.series = [_path(line, _line(t.MID, 0.75)) for line in lines]
    markers = (
        Marker(symbol="circle", size=7, spPr=_solid(t.ACCENT, t.ACCENT)),
        Marker(symbol="diamond", size=7, spPr=_solid(t.ACTUAL, t.ACTUAL)),
        Marker(symbol="square", size=7, spPr=_solid(t.PREVIOUS, t.PREVIOUS)),
        Marker(symbol="triangle", size=7, spPr=_solid(t.MID, t.MID)),
    )
    for dots, marker in zip(quadrants, markers, strict=True):
        chart.series.append(_dots(dots, marker))
    for mark, side in zip(marks, "lrlrll", strict=True):
        chart.series.append(_named_point(mark, None, side))
    return chart


def gains_and_losses(gains: str, losses: str) -> BarChart:
    """Return bars to the right for gains and, in the colour of losses, to the left."""
    chart = _bars(gap=60, grouping="clustered")
    chart.y_axis.majorGridlines = None
    chart.y_axis.delete = True
    _append(chart, gains, _solid(t.ACTUAL))
    _append(chart, losses, _solid(t.BAD))
    for series in chart.series:
        series.invertIfNegative = False
    return chart


def _scatter(inner: ManualLayout) -> ScatterChart:
    chart = ScatterChart()
    _bare(chart, inner)
    chart.visible_cells_only = False
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=_line(t.HAIR, 0.75)))
    chart.y_axis.crosses = chart.x_axis.crosses = "min"
    return chart


def _axis(axis: Any, form: str, unit: float | None = None) -> None:
    axis.majorUnit = unit
    axis.tickLblPos, axis.majorTickMark = "low", "none"
    axis.number_format = form
    axis.numFmt = NumFmt(form, sourceLinked=False)
    axis.graphicalProperties = GraphicalProperties(ln=_line(t.PREVIOUS, 0.75))
    axis.txPr = _type(t.HEAD_SIZE, t.MID)


def _path(dots: Dots, line: LineProperties) -> ChartSeries:
    series = _dots(dots, Marker(symbol="none"))
    series.graphicalProperties = GraphicalProperties(ln=line)
    return series


def _dots(dots: Dots, marker: Marker) -> ChartSeries:
    series: ChartSeries = Series(_reference(dots[1]), _reference(dots[0]))
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    series.marker, series.smooth = marker, False
    return series


def _named_point(mark: tuple[str, str, str], colour: str | None, side: str) -> ChartSeries:
    """Return a point whose label is the text of a cell: the name of its series."""
    label, across, up = mark
    shape = Marker(symbol="circle", size=7, spPr=_solid(colour, colour)) if colour else Marker(symbol="none")
    series = _dots((across, up), shape)
    series.tx = SeriesLabel(strRef=StrRef(label))
    series.dLbls = DataLabelList(
        showSerName=True, showVal=False, showCatName=False, showLegendKey=False, dLblPos=side
    )
    series.dLbls.txPr = _type(t.HEAD_SIZE, colour or t.INK, bold=colour is not None)
    return series


def _bars(gap: int, grouping: str, direction: str = "bar") -> BarChart:
    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = direction, grouping, gap, 100  # type: ignore[assignment]
    _bare(chart, ManualLayout(x=0, y=0, w=1, h=1))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.delete = False
    chart.y_axis.majorTickMark = None
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    return chart


def _bare(chart: Chart, inner: ManualLayout) -> None:
    inner.layoutTarget, inner.xMode, inner.yMode = "inner", "edge", "edge"
    chart.layout = Layout(manualLayout=inner)
    chart.legend = None
    chart.roundedCorners = chart.varyColors = False
    chart.x_axis.delete = chart.y_axis.delete = True
    if isinstance(chart, ScatterChart):
        chart.style, chart.scatterStyle = None, "lineMarker"
        chart.x_axis.majorGridlines = chart.y_axis.majorGridlines = None
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.plot_area.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))


def _append(chart: BarChart, values: str, look: GraphicalProperties) -> None:
    series = Series(_reference(values))
    series.graphicalProperties = look
    chart.series.append(series)


def _reference(address: str) -> Reference:
    return Reference(range_string=address)


def _last(address: str) -> str:
    sheet, cells = address.split("!")
    return f"{sheet}!{cells.split(':')[1]}"


def _marker(cell: tuple[str, int], offset: tuple[int, int]) -> AnchorMarker:
    return AnchorMarker(
        col=column_index_from_string(cell[0]) - 1,
        colOff=offset[0] * PIXEL,
        row=cell[1] - 1,
        rowOff=offset[1] * PIXEL,
    )


def _line(colour: str, points: float) -> LineProperties:
    return LineProperties(w=int(points * POINT), solidFill=colour)


def _solid(fill: str, outline: str | None = None) -> GraphicalProperties:
    line = LineProperties(solidFill=outline) if outline else LineProperties(noFill=True)
    return GraphicalProperties(solidFill=fill, ln=line)


def _hatched() -> GraphicalProperties:
    pattern = PatternFillProperties(prst="wdUpDiag", fgClr=_colour(t.ACTUAL), bgClr=_colour(t.WHITE))
    return GraphicalProperties(pattFill=pattern, ln=_line(t.ACTUAL, 0.75))


def _colour(colour: str) -> ColorChoice:
    return ColorChoice(srgbClr=colour)  # type: ignore[arg-type]


def _type(size: int, colour: str, *, bold: bool = False) -> RichText:
    look = CharacterProperties(sz=size * 100, b=bold, solidFill=colour, latin=Font(typeface=t.FONT))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=CharacterProperties())])
