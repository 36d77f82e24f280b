"""Outlines of a checked package as a GeoDataFrame."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd

# Longitude and latitude in degrees, the only coordinates GeoJSON has (RFC 7946, section 4).
WGS84 = "EPSG:4326"


def read_boundaries(path: Path) -> gpd.GeoDataFrame:
    """The units of a boundary file: columns `code` and `geometry`, in the file's order.

    Expects a file that `lib.data.package.load` has accepted. The code stands at the top level of
    each feature, where no GeoJSON reader looks, so it is taken from there.
    """
    features = json.loads(path.read_bytes())["features"]
    frame = gpd.GeoDataFrame.from_features(features, crs=WGS84)
    return frame[["geometry"]].assign(code=[feature["code"] for feature in features])
