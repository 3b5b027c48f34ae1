"""The tokens of the pages: palette, type, sizes in pixels, number formats. Restyle here."""

from __future__ import annotations

from typing import Final, NamedTuple

INK: Final = "1F2429"
ACTUAL: Final = "2F3640"
MID: Final = "616A73"
PREVIOUS: Final = "B8BFC6"
RULE: Final = "D5DADF"
HAIR: Final = "E6E9EC"
BAND: Final = "F1F4F5"
WHITE: Final = "FFFFFF"
ACCENT: Final = "0E5A74"
GOOD: Final = "0F7A5A"
WATCH: Final = "9A6A00"
BAD: Final = "A81E32"
FILL_GOOD: Final = "EDF5F1"
FILL_WATCH: Final = "F5E2AE"
FILL_BAD: Final = "E8A0A0"
INPUT: Final = "1F4FBF"
INPUT_FILL: Final = "FFFBE3"
LINK: Final = "1E6B3A"

FONT: Final = "Calibri"
GROUP_SIZE: Final = 48
SCORE_SIZE: Final = 44
TITLE_SIZE: Final = 20
STATUS_SIZE: Final = 18
MESSAGE_SIZE: Final = 16
SECTION_SIZE: Final = 13
BODY_SIZE: Final = 11
HEAD_SIZE: Final = 10
NOTE_SIZE: Final = 9
FOOTER_SIZE: Final = 8

ZOOM: Final = 85
MARGIN: Final = 16
PAPER: Final = (784, 525)
"""Width and height in points that A4 landscape leaves between the margins."""
FRAME_ROWS: Final = (24, 38, 26, 12)
KEY_STRIP: Final = 7

ON_TARGET, WATCHED, OFF_TARGET, NO_DATA = "▲", "●", "▼", "○"
SYMBOL_COLOURS: Final = {ON_TARGET: GOOD, WATCHED: WATCH, OFF_TARGET: BAD, NO_DATA: MID}


class UnitFormat(NamedTuple):
    """The number formats of a unit: of its values and of a variance between two of them."""

    value: str
    variance: str


_WHOLE: Final = UnitFormat("#,##0_._0_%", '+#,##0_._0_ _p_p;"−"#,##0_._0_ _p_p;0_._0_ _p_p')
_TENTHS: Final = UnitFormat("#,##0.0_%", '+#,##0.0_ _p_p;"−"#,##0.0_ _p_p;0.0_ _p_p')
_HUNDREDTHS: Final = UnitFormat("#,##0.00", '+#,##0.00_ _p;"−"#,##0.00_ _p;0.00_ _p')
FORMATS: Final = {
    "ratio": UnitFormat("0.0%", '+0.0" pp";"−"0.0" pp";0.0" pp"'),
    "count": _WHOLE,
    "currency": _WHOLE,
    "days": _TENTHS,
    "score": _TENTHS,
    "average": _HUNDREDTHS,
    "multiple": _HUNDREDTHS,
}

SHARE: Final = "0%"
TENTHS: Final = '0.0%;"−"0.0%;0.0%'
WHOLE: Final = '#,##0;"−"#,##0;0'
SIGNED: Final = '+#,##0;"−"#,##0;0'
DECIMAL: Final = "0.00"
UNSEEN: Final = ";;;"
HEAT: Final = '[>=1]" ▲"* 0%_);[>=0.8]" ●"* 0%_);" ▼"* 0%_)'
