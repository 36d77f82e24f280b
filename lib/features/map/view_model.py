"""What the map element draws of a choice: a page of its own, found from the choice alone.

The element asks for it the moment a choice is made and paints it, while the page's run, which
settles the link, the sentence and what can be taken away, is still on its way. The run then names
the same address, and nothing is drawn twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode

from lib.app.kit import map_queries, session_dataset
from lib.geo import classes as map_classes
from lib.geo import layer_wording, layers, payload, unit_labels
from lib.geo.colour_scale import Scheme, scheme
from lib.model.json_bytes import packed_json
from lib.model.vocabulary import Geography, Lang, words
from lib.style.palette import Theme

if TYPE_CHECKING:
    from lib.geo.unit_period_grid import Grid

PATH: Final = "/maps/sheet"
LONGEST: Final = 80
"""The most letters of breaks that are read."""

_THEMES: Final = ("light", "dark")


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Who looks at which figures on which day: the same for every choice of a page."""

    version: str
    today: date
    lang: Lang
    theme: Theme
    official_only: bool

    def address(self) -> str:
        """Where this reader's sheets are; a choice is added to it (`Choice.address`)."""
        told = {
            "v": self.version,
            "on": self.today.isoformat(),
            "lang": self.lang,
            "theme": self.theme,
            "official": int(self.official_only),
        }
        return f"{PATH}?{urlencode(told)}"


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What a reader may choose of the colours, by the element's names, in the address's order."""

    geo: Geography
    ind: str
    colour: layers.Meaning
    target: str
    since: str
    classes: map_classes.Method
    breaks: str

    def address(self, reader: RequestContext) -> str:
        """Where the sheet of this choice is."""
        return f"{reader.address()}&{urlencode(asdict(self))}"


@dataclass(frozen=True, slots=True)
class MapView:
    """What a choice comes to. `note` says why it is not what was asked for, else it is empty."""

    cells: Grid
    coloured: map_queries.Coloured
    layer: layers.Layer
    subject: layer_wording.LayerSubject
    scheme: Scheme
    obstacles: dict[str, str]
    note: str


def default_series(reader: RequestContext, geography: Geography) -> str:
    """The series shown where none is chosen."""
    citable = map_queries.mapped(reader.version, geography)
    default = map_queries.DEFAULT_SERIES
    if default in citable and (citable[default] or not reader.official_only):
        return default
    return next((s for s in citable if citable[s]), next(iter(citable)))


def options(
    reader: RequestContext, geography: Geography, series_id: str
) -> dict[str, tuple[str, Sequence[str]]]:
    """The default and all ids of every choice that hangs on the series, by its name."""
    cells = map_queries.grid(
        reader.version, series_id, geography, official_only=reader.official_only
    )
    since = layers.since_options(cells) or ("",)
    # The last one is the one still open.
    years = tuple(map_queries.goals(reader.version, series_id, geography, reader.today)) or ("",)
    return {
        "colour": ("value", layers.MEANINGS),
        "target": (years[-1], years),
        "since": (since[0], since),
        "classes": ("quantile", map_classes.METHODS),
    }


def settled(reader: RequestContext, asked: Mapping[str, str]) -> MapChoice:
    """The choice that `asked` comes to; what is not known counts as the default."""
    geography = _one_of(asked.get("geo", ""), map_queries.GEOGRAPHIES)
    mapped = map_queries.mapped(reader.version, geography)
    series_id = asked.get("ind", "")
    if series_id not in mapped:
        # The reform gave an indicator another series: follow it across.
        series_id = map_queries.counterpart(reader.version, series_id, geography) or ""
    series_id = series_id or default_series(reader, geography)
    chosen = {
        name: found if (found := asked.get(name, "")) in ids else default
        for name, (default, ids) in options(reader, geography, series_id).items()
    }
    breaks = asked.get("breaks", "").strip()[:LONGEST]
    return MapChoice(geo=geography, ind=series_id, breaks=breaks, **cast("dict[str, Any]", chosen))


@lru_cache(maxsize=256)
def sheet(reader: RequestContext, choice: MapChoice) -> MapView:
    """Gather what the map of `choice` shows; not to be changed."""
    version, lang = reader.version, reader.lang
    cells = map_queries.grid(version, choice.ind, choice.geo, official_only=reader.official_only)
    goals = map_queries.goals(version, choice.ind, choice.geo, reader.today)
    indicator = map_queries.indicator_of(choice.ind)
    obstacles = {m: layers.obstacle(m, cells, indicator, goals) for m in layers.MEANINGS}
    why = obstacles[choice.colour]
    coloured = map_queries.Coloured(
        version=version,
        series_id=choice.ind,
        geography=choice.geo,
        meaning=choice.colour if why is None else "value",
        target=choice.target,
        since=choice.since,
        today=reader.today,
        official_only=reader.official_only,
    )
    layer = map_queries.layer(coloured)
    return MapView(
        cells=cells,
        coloured=coloured,
        layer=layer,
        subject=layer_wording.LayerSubject(
            label=map_queries.labels(version, choice.geo, lang)[choice.ind],
            indicator=indicator,
            units=map_queries.units(version, choice.geo),
            goal=goals.get(choice.target),
            since=choice.since,
        ),
        scheme=scheme(
            layer,
            lang=lang,
            theme=reader.theme,
            method=choice.classes,
            breaks=map_classes.parse_breaks(choice.breaks),
            cap=indicator.cap,
        ),
        obstacles={
            m: layer_wording.obstacle_words(found, lang)
            for m, found in obstacles.items()
            if found is not None
        },
        note="" if why is None else layer_wording.obstacle_note(choice.colour, why, lang),
    )


def answer(query: Mapping[str, str]) -> bytes | None:
    """The sheet that an address asks for, as JSON; None for figures or a day no longer in force."""
    served = session_dataset.served().now()
    if (query.get("v"), query.get("on")) != (served.version, session_dataset.today().isoformat()):
        return None
    with session_dataset.using(served):
        reader = RequestContext(
            version=served.version,
            today=session_dataset.today(),
            lang=_one_of(query.get("lang", ""), words(Lang)),
            theme=_one_of(query.get("theme", ""), _THEMES),
            official_only=query.get("official") == "1",
        )
        return _told(reader, settled(reader, query))


@lru_cache(maxsize=64)
def _told(reader: RequestContext, choice: MapChoice) -> bytes:
    found = sheet(reader, choice)
    version, lang, official = reader.version, reader.lang, reader.official_only
    where = (version, choice.ind, choice.geo)
    is_value = found.layer.meaning == "value"
    told = map_queries.words_of_series(*where, lang=lang, official_only=official) | {
        "address": choice.address(reader),
        "choice": asdict(choice),
        "geometry": map_queries.shapes_asset(version, choice.geo).url,
        "words": map_queries.words_asset(version, lang).url,
        "catalogue": map_queries.catalogue_asset(version, choice.geo, lang).url,
        "figures": map_queries.figures_asset(*where, official_only=official).url,
        "layer": "" if is_value else map_queries.layer_asset(found.coloured).url,
        "core": list(unit_labels.core(map_queries.shapes(version, choice.geo))),
        "look": payload.appearance(
            found.layer, found.scheme, found.subject, lang=lang, theme=reader.theme
        ),
        "official": official,
        "obstacles": found.obstacles,
        "note": found.note,
    }
    return packed_json(told)


def _one_of(asked: str, known: Sequence[Any]) -> Any:
    """What of `known` is asked for, else the first of them."""
    return asked if asked in known else known[0]
