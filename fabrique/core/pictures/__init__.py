"""Pictures drawn on the server, one SVG for the page and for the paper: map, frise, timeline, matrix, bars, gauge…

Nouns: Picture, Marker, Moment, Frise, Relay, Ring, Step. No database, no script; page colours come from CSS classes, print
colours from attributes.
"""

from fabrique.core.pictures.counts import draw_bars, draw_gauge, draw_matrix
from fabrique.core.pictures.frise import Frise, lay_frise
from fabrique.core.pictures.map import Marker, draw_map
from fabrique.core.pictures.moments import Moment
from fabrique.core.pictures.picture import Picture
from fabrique.core.pictures.relays import Relay, draw_relays
from fabrique.core.pictures.rings import Ring, draw_rings
from fabrique.core.pictures.steps import Step, draw_steps
from fabrique.core.pictures.timeline import draw_timeline

__all__ = [
    "Frise",
    "Marker",
    "Moment",
    "Picture",
    "Relay",
    "Ring",
    "Step",
    "draw_bars",
    "draw_gauge",
    "draw_map",
    "draw_matrix",
    "draw_relays",
    "draw_rings",
    "draw_steps",
    "draw_timeline",
    "lay_frise",
]
