"""Launches and claims as data frames: typed columns, site points, there and back by Parquet."""

import io
import sys
from pathlib import Path

import geopandas
import pandas
import pytest
from geopandas.testing import assert_geodataframe_equal
from helpers.own_tables import sound, write
from pandas.testing import assert_frame_equal

from geolaunch.catalogue.columns import CLASSES, OUTCOMES
from geolaunch.catalogue.frames import claims_frame, frame, parquet
from geolaunch.catalogue.launches import find, load
from geolaunch.catalogue.rows import FIGURES, claim_rows, rows
from geolaunch.catalogue.user_tables import joined, read_catalogue
from geolaunch.errors import InputError
from geolaunch.report.model import Launch, Report, SitePoint
from geolaunch.report.quantity import QUALIFIERS

TYPES = {
    "date": "datetime64[us]",
    "first_utc": "datetime64[us, UTC]",
    "last_utc": "datetime64[us, UTC]",
    "count": "Int64",
    "missile_class": "category",
    "outcome": "category",
    "site_sd_km": "Float64",
    "range_low_km": "Float64",
    "range_claims": "Int64",
    "flight_time_high_s": "Float64",
    "verified": "bool",
    "geometry": "geometry",
}


def test_a_row_a_launch_with_typed_columns() -> None:
    made = frame()
    assert isinstance(made, geopandas.GeoDataFrame)
    assert list(made["id"]) == [launch.id for launch in load()]
    assert {name: str(made.dtypes[name]) for name in TYPES} == TYPES
    assert tuple(made["missile_class"].cat.categories) == CLASSES
    assert tuple(made["outcome"].cat.categories) == OUTCOMES
    assert made.crs == "EPSG:4326"


def test_columns_hold_what_the_rows_hold() -> None:
    made = frame()
    for name in ("missile", "missile_class", "outcome", "site_id", "note", "count", "sources"):
        assert [None if pandas.isna(value) else value for value in made[name]] == [
            row[name] for row in rows()
        ]
    for name, unit in FIGURES.items():
        for column in (f"{name}_low_{unit}", f"{name}_high_{unit}", f"{name}_claims"):
            assert [None if pandas.isna(value) else value for value in made[column]] == [
                row[column] for row in rows()
            ]


def test_points_are_sites_and_none_where_there_is_none() -> None:
    made = frame()
    for point, row in zip(made.geometry, rows(), strict=True):
        assert (None if point is None else (point.x, point.y)) == (
            None if row["lon"] is None else (row["lon"], row["lat"])
        )
    assert 0 < made.geometry.isna().sum() < 60
    assert (
        made.geometry.dropna()
        .within(
            geopandas.GeoSeries.from_wkt(
                ["POLYGON ((124 37, 131 37, 131 44, 124 44, 124 37))"]
            ).iloc[0]
        )
        .all()
    )


def test_dates_are_korean_and_times_are_utc() -> None:
    made = frame().set_index("id")
    night = made.loc["2017-07-28-a"]
    assert night["date"] == pandas.Timestamp("2017-07-28")
    assert night["first_utc"] == night["last_utc"] == pandas.Timestamp("2017-07-28T14:42Z")
    salvo = made.loc["2023-03-27-a"]
    assert salvo["last_utc"] - salvo["first_utc"] == pandas.Timedelta("10min")
    month = made.loc["1984-09-a"]
    assert (month["date"], month["date_known_to"]) == (pandas.Timestamp("1984-09-01"), "month")
    assert pandas.isna(month["first_utc"])
    korea = made["first_utc"].dt.tz_convert("Asia/Seoul").dt.strftime("%Y-%m-%d")
    known = made["first_utc"].notna()
    assert (korea[known] == made["date"].dt.strftime("%Y-%m-%d")[known]).mean() > 0.99


def test_claims_are_a_row_each() -> None:
    made = claims_frame()
    told = claim_rows()
    assert list(made["id"]) == [row["id"] for row in told]
    assert tuple(made["qualifier"].cat.categories) == QUALIFIERS
    assert str(made["low_km"].dtype) == "Float64"
    assert (made.loc[made["quantity"] == "range", "low_km"] > 0).all()
    assert made.loc[made["quantity"] == "site", "low_km"].isna().all()
    assert not isinstance(made, geopandas.GeoDataFrame)


def test_some_launches_and_none() -> None:
    assert list(frame(find("2023-03"))["id"]) == [launch.id for launch in find("2023-03")]
    for made, whole in ((frame([]), frame()), (claims_frame([]), claims_frame())):
        assert len(made) == 0
        assert made.dtypes.to_dict() == whole.dtypes.to_dict()
    assert frame([]).crs == "EPSG:4326"


def test_a_user_s_own_are_marked(tmp_path: Path) -> None:
    made = frame(joined(read_catalogue(write(tmp_path, sound())))).set_index("id")
    assert list(made.index[~made["verified"]]) == ["own-2", "own-1"]
    assert (made.loc["own-1", "geometry"].x, made.loc["own-1", "geometry"].y) == (127.5, 39.25)
    assert made.loc["own-1", "site"] == "Own Pad"
    undated = Launch(id="x", reports=(Report(site=SitePoint(1.5, 2.5, 3)),))
    (row,) = frame([undated]).itertuples()
    assert pandas.isna(row.date)
    assert pandas.isna(row.date_known_to)
    assert (row.geometry.x, row.geometry.y) == (1.5, 2.5)


def test_there_and_back_by_parquet() -> None:
    pytest.importorskip("pyarrow")
    made = frame()
    assert_geodataframe_equal(geopandas.read_parquet(io.BytesIO(parquet(made))), made)
    claims = claims_frame()
    assert_frame_equal(pandas.read_parquet(io.BytesIO(parquet(claims))), claims)
    assert parquet(made) == parquet(frame())


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'geolaunch\[parquet\]'"):
        parquet(frame())
