"""A map as GeoJSON (RFC 7946): one feature a unit, each with what its figure rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lib.model.json_bytes import packed_json

if TYPE_CHECKING:
    import geopandas as gpd

# About ten centimetres, finer than any outline here.
_DECIMALS = 6


def feature_collection(
    shapes: gpd.GeoDataFrame,
    properties: Mapping[str, Mapping[str, Any]],
    *,
    notes: tuple[str, ...] = (),
) -> bytes:
    """The polygons of `shapes` (columns `code`, `geometry`; WGS 84 degrees) with `properties`.

    Units without properties are left out. Outer rings run counter-clockwise and holes clockwise,
    as section 3.1.6 of RFC 7946 wants. `notes` become a member of the collection, which readers
    that do not know it pass over (section 6.1).
    """
    from shapely import orient_polygons, set_precision  # noqa: PLC0415 - at the first download
    from shapely.geometry import mapping  # noqa: PLC0415

    features = []
    for code, shape in zip(shapes["code"], shapes.geometry, strict=True):
        if str(code) not in properties:
            continue
        rounded = set_precision(shape, 10.0**-_DECIMALS)
        oriented = orient_polygons(rounded, exterior_cw=False)
        features.append(
            {
                "type": "Feature",
                "id": str(code),
                "geometry": _rounded(mapping(oriented)),
                "properties": dict(properties[str(code)]),
            }
        )
    collection = {"type": "FeatureCollection", "notes": list(notes), "features": features}
    return packed_json(collection)


def _rounded(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """The geometry without the noise of binary fractions."""

    def rounded(part: Any) -> Any:
        return round(part, _DECIMALS) if isinstance(part, float) else [rounded(one) for one in part]

    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}
