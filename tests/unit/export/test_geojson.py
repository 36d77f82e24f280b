from __future__ import annotations

import json

import geopandas as gpd
from shapely.geometry import LinearRing, Polygon

from lib.app.kit import map_queries, session_dataset
from lib.geo.geojson import feature_collection

SQUARE = [(105.0, 21.0), (105.0, 21.1), (105.1, 21.1), (105.1, 21.0)]  # clockwise
HOLE = [(105.02, 21.02), (105.04, 21.02), (105.04, 21.04), (105.02, 21.04)]  # the other way


def test_rings_run_as_rfc_7946_wants_and_marks_stay_with_their_unit() -> None:
    shapes = gpd.GeoDataFrame(
        {"code": ["001", "002"], "geometry": [Polygon(SQUARE, [HOLE]), Polygon(SQUARE)]},
        crs="EPSG:4326",
    )
    properties = {"001": {"name": "Đống Đa", "value": 1.5, "is_illustrative": True}}
    sent = json.loads(feature_collection(shapes, properties, notes=("Nguồn: …",)))
    assert (sent["type"], sent["notes"]) == ("FeatureCollection", ["Nguồn: …"])
    (feature,) = sent["features"]
    assert feature["id"] == "001"
    assert feature["properties"] == properties["001"]
    outer, hole = feature["geometry"]["coordinates"]
    assert LinearRing(outer).is_ccw
    assert not LinearRing(hole).is_ccw
    assert outer[0] == outer[-1]


def test_every_shipped_outline_can_be_taken_away() -> None:
    version = session_dataset.package().version
    for geography in map_queries.GEOGRAPHIES:
        shapes = map_queries.boundaries(version, geography)
        codes = {str(code): {"code": str(code)} for code in shapes["code"]}
        sent = json.loads(feature_collection(shapes, codes))
        assert len(sent["features"]) == len(codes)
        for feature in sent["features"]:
            parts = feature["geometry"]["coordinates"]
            polygons = parts if feature["geometry"]["type"] == "MultiPolygon" else [parts]
            assert all(LinearRing(rings[0]).is_ccw for rings in polygons)
