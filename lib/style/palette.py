"""Colours, each with its reason; everything that draws takes them from here.

Colour is kept for data. Sequential ramps are viridis-like (even in lightness, safe for colour-blind
readers), diverging for gaps; a status is never told by colour alone, so each has a shape too.
Contrasts are tested: text 4.5:1, marks 3:1 on the ground of their theme.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final, Literal

from lib.model.vocabulary import Pillar

Theme = Literal["light", "dark"]
Tone = Literal["good", "fair", "poor", "bad", "quiet"]


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of a theme outside the data."""

    paper: str
    panel: str
    ink: str
    soft: str
    rule: str
    accent: str


GROUNDS: Final[dict[Theme, Ground]] = {
    "light": Ground("#fbfbf9", "#f1f2ee", "#0c151d", "#51606c", "#d5d9d6", "#0b4f6c"),
    "dark": Ground("#12181d", "#1c242b", "#e9edf0", "#a9b6c0", "#36424c", "#7cc4e0"),
}

PILLARS: Final[dict[Theme, dict[Pillar, str]]] = {
    "light": {
        "government": "#1f5fa8",
        "economy": "#9a5b00",
        "society": "#6f3f9e",
        "general": "#4b5a66",
    },
    "dark": {
        "government": "#76b0ee",
        "economy": "#e0a24a",
        "society": "#c39be8",
        "general": "#a3b1bb",
    },
}

TONES: Final[dict[Theme, dict[Tone, str]]] = {
    "light": {
        "good": "#1a7a4c",
        "fair": "#8a6100",
        "poor": "#b8470f",
        "bad": "#a3202b",
        "quiet": "#5c6973",
    },
    "dark": {
        "good": "#5fcf98",
        "fair": "#e3b341",
        "poor": "#f2905a",
        "bad": "#f28088",
        "quiet": "#9aa8b2",
    },
}

# Scenarios beside one another, told apart by dashes too; none is the colour of a status.
COMPARED: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#1f5fa8", "#9a5b00", "#a0317f", "#0f6b66"),
    "dark": ("#76b0ee", "#e0a24a", "#e58ac8", "#4fc7b8"),
}

# Six steps of viridis between its ends, which would be too near to black and to the paper. The
# dark theme turns the ramp round, so that more is always further from the ground.
_RAMP: Final = ("#e3e266", "#8fd14f", "#35a779", "#26828e", "#35608d", "#46327e")
SEQUENTIAL: Final[dict[Theme, tuple[str, ...]]] = {"light": _RAMP, "dark": tuple(reversed(_RAMP))}

# Behind is orange, ahead is violet; neither is a status colour. The light theme has ColorBrewer's
# PuOr in seven steps; in the dark one the middle is dark and the ends are bright, as with the ramp.
DIVERGING: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#b35806", "#f1a340", "#fee0b6", "#f7f7f7", "#d8daeb", "#998ec3", "#542788"),
    "dark": ("#ffcf94", "#e08e2e", "#8f5818", "#4d565d", "#6a5cae", "#9c8bea", "#d9d0ff"),
}

MISSING: Final[dict[Theme, str]] = {"light": "#e4e6e3", "dark": "#2a333b"}


def ground_css(theme: Theme, prefix: str) -> str:
    """The ground's colours as custom properties of a style sheet: `--<prefix>-ink` and so on."""
    found = asdict(GROUNDS[theme]).items()
    return "".join(f"--{prefix}-{name}:{colour};" for name, colour in found)
