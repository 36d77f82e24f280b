from __future__ import annotations

import geopandas as gpd
import pytest
from shapely.geometry import MultiPolygon, Polygon

from lib.data.boundaries import read_boundaries
from lib.data.paths import default_root
from lib.geo.outlines import outlines

SQUARE = Polygon([(105, 21), (105, 22), (106, 22), (106, 21), (105, 21)])


def frame(*shapes: object) -> gpd.GeoDataFrame:
    codes = [f"{i:03d}" for i in range(len(shapes))]
    return gpd.GeoDataFrame({"code": codes}, geometry=list(shapes), crs="EPSG:4326")


def test_a_square_degree_fills_the_plane_with_north_up() -> None:
    drawn = outlines(frame(SQUARE))
    # On Mercator a degree of latitude near 21.5° is 1/cos(21.5°) = 1.0748 degrees of longitude.
    assert drawn.width == 1000
    assert drawn.height == pytest.approx(1074.8, abs=0.2)
    path = drawn.units[0].path
    assert path.startswith("M0 1074.8")
    assert path.endswith("Z")
    assert drawn.units[0].area == pytest.approx(1000 * 1074.8, rel=1e-3)


def test_islands_and_holes_are_rings_of_one_path() -> None:
    hole = [(105.2, 21.2), (105.4, 21.2), (105.4, 21.4), (105.2, 21.4), (105.2, 21.2)]
    island = Polygon([(107, 21), (107, 21.5), (107.5, 21.5), (107, 21)])
    drawn = outlines(frame(MultiPolygon([Polygon(SQUARE.exterior.coords, [hole]), island])))
    assert drawn.units[0].path.count("M") == 3
    assert drawn.units[0].path.count("Z") == 3


@pytest.mark.parametrize(("name", "units"), [("districts", 30), ("communes", 126)])
def test_shipped_outlines_are_drawn_whole(name: str, units: int) -> None:
    file = read_boundaries(default_root() / "boundaries" / f"{name}.geojson")
    drawn = outlines(file)
    assert len(drawn.codes) == len(set(drawn.codes)) == units
    for unit in drawn.units:
        assert unit.area > 0
        assert 0 <= unit.x <= drawn.width
        assert 0 <= unit.y <= drawn.height
