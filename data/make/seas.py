"""Make `data/seas.json`: the seas' names and their limits, after IHO S-23 (3rd edition, 1953).

Usage: ``python data/make/seas.py``. The coordinates below are our own, read off the map at the
capes and islands that S-23 names; only the limits in open water mean anything. Over land the
limits run well inland, and a sea is what lies inside its limits and is not land. Seas that meet
share the very same points, so that they tile: each shared run of points stands here once.

Points are (lon, lat) in degrees WGS84; an edge is straight on a map of longitude and latitude.
Longitudes of the Pacific run on past 180. The Seto Inland Sea, the Sea of Okhotsk, the South China
Sea, the Bering Sea, the inner Philippine waters and all that is far from East Asia but the Pacific
have no name here: "other".
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Points = list[tuple[float, float]]

# Sea of Japan / Yellow Sea. S-23 no. 51: the west end of Jeju to the south-west of Korea (here
# Jindo), then over the mainland, between the two coasts.
KOREA: Points = [
    (126.16, 33.30),  # west end of Jeju
    (126.12, 34.38),  # south-west of Jindo
    (126.55, 34.62),  # Haenam, land from here on
    (127.00, 35.50),
    (127.60, 37.00),
    (127.30, 38.00),
    (126.85, 38.70),
    (126.60, 40.20),
    (126.90, 41.20),
]
# Sea of Japan / East China Sea. S-23 nos. 50, 52: Nomo Saki, the south point of Fukue, Ose Saki,
# the south point of Jeju, its west end. The Korea (Tsushima) Strait so belongs to the Sea of Japan.
KOREA_STRAIT: Points = [
    (129.74, 32.58),  # Nomo Saki, Kyushu
    (128.77, 32.60),  # south point of Fukue, Goto
    (128.60, 32.61),  # Ose Saki, Goto
    (126.56, 33.23),  # south point of Jeju
    (126.16, 33.30),  # west end of Jeju
]
# Yellow Sea / East China Sea. S-23 nos. 50, 51: the parallel of 33 17' N from Jeju to China.
PARALLEL_33_17: Points = [(126.16, 33.30), (126.10, 33.2833), (118.60, 33.2833)]
# Sea of Japan / Pacific, Hokkaido to Honshu, southwards. In the water only the Tsugaru Strait, S-23
# no. 52: Esan Saki to Shiriya Saki; so Hakodate and Mutsu Bay are on the Sea of Japan side.
HOKKAIDO_HONSHU: Points = [
    (142.60, 43.40),  # middle of Hokkaido
    (141.52, 42.92),  # between Ishikari Bay and Tomakomai
    (140.75, 42.72),
    (140.30, 42.66),  # neck of Oshima
    (140.12, 42.30),
    (140.55, 41.97),
    (141.18, 41.81),  # Esan Saki
    (141.47, 41.43),  # Shiriya Saki
    (141.30, 41.22),  # Shimokita
    (141.30, 40.98),
    (141.15, 40.72),
    (140.90, 40.00),
    (140.70, 39.00),
    (140.00, 37.80),
    (138.80, 36.60),
    (137.60, 35.90),
    (136.55, 35.40),
    (135.90, 35.15),
]
# Sea of Japan, western Honshu to Kyushu, westwards. S-23 no. 52: in the Kanmon Strait Murasaki
# Hana, Mutsure, Nagoya Saki; the Inland Sea east of it is nobody's.
HONSHU_KYUSHU: Points = [
    (135.20, 35.08),
    (134.00, 35.10),
    (133.00, 34.80),
    (132.30, 34.62),
    (131.60, 34.32),
    (131.05, 34.10),
    (130.91, 34.01),  # Murasaki Hana, Honshu
    (130.86, 33.97),  # Mutsure
    (130.82, 33.94),  # Nagoya Saki, Kyushu
    (130.75, 33.60),
    (130.40, 33.38),  # between Hakata Bay and the Ariake Sea
]
# Sea of Japan / East China Sea on Kyushu: the Ariake Sea is the East China Sea's, Omura Bay is not.
KYUSHU_NORTH_WEST: Points = [
    (130.10, 33.25),
    (130.02, 32.87),  # Isahaya
    (129.90, 32.75),
]
# East China Sea / Pacific. S-23 no. 50: Hi-Saki, Tanegashima, Kikai, Ada-ko, through Okinawa,
# Miyako, Hateruma, Yonaguni, the north-east point of Taiwan.
RYUKYU: Points = [
    (131.12, 31.28),  # Hi-Saki, Kyushu
    (131.06, 30.83),  # north point of Tanegashima
    (130.88, 30.35),  # its south point
    (130.04, 28.32),  # east point of Kikai
    (128.33, 26.74),  # Ada-ko, off Okinawa
    (127.67, 26.08),  # south point of Okinawa
    (125.47, 24.72),  # east point of Miyako
    (123.79, 24.05),  # Hateruma
    (122.93, 24.45),  # west point of Yonaguni
    (122.01, 25.01),  # north-east point of Taiwan
    (121.60, 24.95),
]
KYUSHU_SPINE: Points = [(131.15, 32.60), (131.00, 32.00), (130.87, 31.60), (130.95, 31.35)]

# Sea of Japan, north side, from Korea eastwards. S-23 no. 52: Cape Tuik to Cape Sushcheva in the
# Tartar Strait; Cape Crillon to Soya Misaki in the La Perouse Strait.
TARTAR_LA_PEROUSE: Points = [
    (128.50, 42.80),
    (130.50, 44.20),
    (134.00, 46.20),
    (138.00, 49.50),
    (139.50, 51.76),
    (142.90, 51.76),  # the parallel of Cape Tuik and Cape Sushcheva
    (142.80, 50.50),  # Sakhalin
    (142.60, 49.50),
    (142.45, 48.50),
    (142.40, 47.90),
    (142.45, 47.20),
    (142.25, 46.80),
    (142.10, 46.40),
    (142.08, 45.90),  # Cape Crillon
    (141.94, 45.52),  # Soya Misaki
    (142.20, 44.80),
]
# Yellow Sea with the Bohai Sea (S-23 gives it no number of its own), over land about it.
YELLOW_NORTH: Points = [
    (125.50, 41.60),
    (123.00, 42.20),
    (119.00, 41.60),
    (116.40, 39.70),
    (116.40, 36.80),
    (119.00, 36.00),
    (118.30, 34.50),
]
# East China Sea, over China, then S-23 no. 49: the parallel of 25 24' N to the south point of
# Haitan, Turnabout, the north point of Taiwan. The Taiwan Strait is the South China Sea's.
CHINA_TAIWAN_STRAIT: Points = [
    (118.00, 30.50),
    (117.80, 27.00),
    (118.30, 25.40),
    (119.80, 25.40),  # Haitan
    (119.93, 25.43),  # Turnabout
    (121.54, 25.30),  # north point of Taiwan
]
# Pacific, from Taiwan southwards: Batan, Luzon, Samar, Mindanao, Talaud, Morotai, Halmahera.
PHILIPPINES: Points = [
    (121.25, 24.20),
    (120.95, 23.00),
    (120.85, 21.90),  # Garan Bi, south point of Taiwan
    (121.95, 20.45),  # Batan
    (121.95, 19.40),  # Babuyan
    (122.00, 18.30),  # Luzon
    (121.60, 17.00),
    (121.20, 15.50),
    (121.80, 14.40),
    (123.40, 13.40),
    (124.05, 12.60),  # San Bernardino Strait
    (125.00, 12.00),  # Samar
    (125.20, 11.20),
    (125.20, 10.20),  # Leyte Gulf is the Pacific's
    (125.60, 9.40),  # Mindanao
    (126.00, 8.00),
    (126.20, 6.27),  # Cape San Agustin
    (126.85, 4.30),  # Talaud
    (128.40, 2.30),  # Morotai
    (127.95, 1.20),  # Halmahera
    (128.30, -1.00),
]
# Pacific, western side of the southern half, southwards. S-23 nos. 60 to 66, 61: the Bismarck,
# Solomon, Coral and Tasman Seas are left out, from Manus and New Ireland through the Solomons,
# Vanuatu and New Caledonia to Norfolk Island and New Zealand, then to the south-east of Tasmania
# and down its meridian. Out here a limit is good to some ten km.
SOUTH_WEST: Points = [
    (134.00, -1.00),  # New Guinea
    (141.50, -2.60),
    (147.00, -1.90),  # Manus
    (150.20, -2.45),  # New Hanover
    (152.90, -4.30),  # New Ireland
    (154.80, -5.40),  # Bougainville
    (157.20, -7.20),
    (160.90, -8.60),
    (162.30, -10.80),  # Makira
    (165.90, -10.75),  # Santa Cruz
    (166.90, -14.80),  # Espiritu Santo
    (169.50, -19.50),  # Tanna
    (169.85, -20.25),  # Aneityum
    (167.40, -22.60),  # New Caledonia
    (167.95, -29.05),  # Norfolk Island
    (172.05, -34.15),  # Three Kings
    (173.00, -34.45),  # North Cape
    (175.40, -37.80),  # New Zealand, over land
    (175.60, -40.90),
    (174.30, -41.75),
    (170.50, -43.80),
    (168.00, -46.10),
    (168.00, -47.10),  # Stewart Island
    (166.10, -50.70),  # Auckland Islands
    (146.82, -43.65),  # south-east cape of Tasmania
    (146.82, -86.00),
]
# Pacific, eastern side, northwards: the meridian of Cape Horn, then over the Americas. S-23 nos. 57
# to 61: the Gulf of California is left out, British Columbia's waters and the Gulf of Alaska not.
AMERICAS: Points = [
    (292.73, -86.00),
    (292.73, -55.98),  # Cape Horn
    (290.50, -53.50),
    (288.50, -50.00),
    (289.00, -40.00),
    (291.00, -30.00),
    (292.00, -18.00),
    (286.00, -11.00),
    (283.00, -5.00),
    (283.00, 0.00),
    (284.00, 4.00),
    (283.20, 7.50),
    (281.50, 9.15),
    (280.30, 9.10),  # Panama
    (278.80, 8.70),
    (276.20, 9.90),
    (274.80, 12.00),
    (272.30, 14.30),
    (268.00, 15.90),
    (264.50, 17.40),
    (258.00, 19.50),
    (254.30, 20.40),  # Cabo Corrientes
    (250.10, 22.90),  # south point of Lower California
    (246.50, 28.00),
    (243.50, 32.50),
    (242.00, 40.00),
    (240.00, 49.00),
    (234.00, 56.00),
    (225.00, 61.50),
    (213.00, 63.00),
    (204.50, 61.50),
    (202.00, 57.50),  # Alaska Peninsula
    (196.50, 55.20),
    (195.40, 54.50),  # Unimak
    (193.00, 53.70),  # Unalaska
    (191.00, 53.00),  # Umnak
    (187.00, 52.20),
]
# Pacific, northern side. S-23 nos. 54, 55: the Aleutian and Commander Islands to Cape Kamchatka,
# and Cape Lopatka through the Kuril Islands to Nosappu, the waters between the islands left out.
KURILS_ALEUTIANS: Points = [
    (184.00, 51.30),
    (179.00, 51.20),  # Amchitka
    (172.90, 52.75),  # Attu
    (168.10, 54.45),  # Medny
    (166.60, 54.63),  # Cape Monati, Bering Island
    (163.40, 56.05),  # Cape Kamchatka
    (160.50, 56.50),
    (158.30, 54.50),
    (157.20, 52.50),
    (156.70, 50.85),  # Cape Lopatka
    (156.50, 50.62),  # Shumshu
    (155.60, 50.00),  # Paramushir
    (154.95, 49.35),  # Onekotan
    (153.35, 48.05),  # Matua
    (152.35, 47.10),  # Simushir
    (150.55, 46.15),  # Urup
    (148.90, 45.35),  # Iturup
    (147.10, 44.45),
    (146.90, 43.85),  # Shikotan
    (145.82, 43.38),  # Nosappu Saki
    (144.20, 43.50),  # Hokkaido
]
# Pacific, Honshu to Kyushu. S-23 no. 53: in the Kii Channel Tagura Saki, Awaji, Oishi Hana; in the
# Bungo Channel Sada Misaki to Seki Saki.
INLAND_SEA: Points = [
    (135.65, 34.60),
    (135.25, 34.28),
    (135.07, 34.26),  # Tagura Saki, Honshu
    (134.85, 34.20),  # Awaji
    (134.66, 34.20),  # Oishi Hana, Shikoku
    (134.20, 34.02),
    (133.30, 33.80),
    (132.70, 33.58),
    (132.35, 33.42),
    (132.01, 33.34),  # Sada Misaki
    (131.90, 33.27),  # Seki Saki
    (131.45, 33.10),
]

LIMITS: dict[str, Points] = {
    "sea-of-japan": [
        *KOREA,
        *TARTAR_LA_PEROUSE,
        *HOKKAIDO_HONSHU,
        *HONSHU_KYUSHU,
        *KYUSHU_NORTH_WEST,
        *KOREA_STRAIT[:-1],
    ],
    "yellow-sea": [*KOREA, *YELLOW_NORTH, *reversed(PARALLEL_33_17[1:])],
    "east-china-sea": [
        *PARALLEL_33_17,
        *CHINA_TAIWAN_STRAIT,
        *reversed(RYUKYU),
        *reversed(KYUSHU_SPINE),
        (130.40, 33.38),
        *KYUSHU_NORTH_WEST,
        *KOREA_STRAIT[:-1],
    ],
    "western-pacific": [
        *RYUKYU,
        *PHILIPPINES,
        *SOUTH_WEST,
        *AMERICAS,
        *KURILS_ALEUTIANS,
        *HOKKAIDO_HONSHU,
        *INLAND_SEA,
        *KYUSHU_SPINE,
    ],
}

# English names by house code, the order being the default one; those of other languages stand in
# `names-LANG.json`. Aliases by language: the same characters (東海) are the East Sea in Korean and
# the East China Sea in Chinese: a language is part of them.
# A name stands no farther than `label_km` from `label`, so that a strait that counts to a sea (the
# Korea Strait to the Sea of Japan) is not called by it; None is anywhere.
SEAS: list[dict[str, Any]] = [
    {
        "id": "sea-of-japan",
        "names": {"sj": "Sea of Japan", "es": "East Sea"},
        "aliases": {
            "en": ["Sea of Japan", "East Sea", "Japan Sea", "East Sea of Korea", "Korean East Sea"],
            "ko": ["동해", "조선동해", "한국 동해", "일본해", "동해상", "동해바다", "東海"],
            "ja": ["日本海", "朝鮮東海"],
            "zh": ["日本海"],
        },
        "label": [134.6, 39.9],
        "label_km": 620,
        "follows": "S-23 no. 52, with the Korea, Tsugaru, La Perouse and Tartar Straits' limits",
    },
    {
        "id": "yellow-sea",
        "names": {"ys": "Yellow Sea", "ws": "West Sea"},
        "aliases": {
            "en": ["Yellow Sea", "West Sea", "West Sea of Korea", "Korean West Sea"],
            "ko": ["서해", "황해", "조선서해", "한국 서해", "서해상", "서해바다", "西海"],
            "ja": ["黄海", "朝鮮西海"],
            "zh": ["黄海", "黃海"],
        },
        "label": [123.3, 36.0],
        "label_km": 450,
        "follows": "S-23 no. 51, with the Bohai Sea; its southern limit is 33 17' N",
    },
    {
        "id": "east-china-sea",
        "names": {"ecs": "East China Sea"},
        "aliases": {
            "en": ["East China Sea", "Eastern China Sea"],
            "ko": ["동중국해"],
            "ja": ["東シナ海", "東支那海"],
            "zh": ["东海", "東海", "东中国海"],
        },
        "label": [125.2, 29.3],
        "label_km": 550,
        "follows": "S-23 no. 50",
    },
    {
        "id": "western-pacific",
        "names": {"wp": "Pacific Ocean"},
        "aliases": {
            "en": [
                "Pacific Ocean",
                "Pacific",
                "western Pacific",
                "western Pacific Ocean",
                "west Pacific",
                "north Pacific",
                "north Pacific Ocean",
                "northwest Pacific",
                "Philippine Sea",
            ],
            "ko": ["태평양", "서태평양", "북태평양", "북서태평양", "필리핀해"],
            "ja": ["太平洋", "西太平洋", "北太平洋", "北西太平洋", "フィリピン海"],
            "zh": ["太平洋", "西太平洋"],
        },
        "label": [146.5, 34.5],
        "label_km": None,
        "follows": "S-23 nos. 56 (Philippine Sea), 57 and 61 (North and South Pacific), 58, 59",
    },
]


def main() -> None:
    """Write `data/seas.json`."""
    rows = [{**sea, "limits": LIMITS[sea["id"]]} for sea in SEAS]
    text = "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"
    (Path(__file__).resolve().parent.parent / "seas.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
