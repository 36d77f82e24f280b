"""What would have to be published and by whom, against golden texts in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lib.analysis.progress.verdict import Assessment
from lib.model.entities import Document, Indicator, Text
from lib.wording.verdict_reasons import missing_sentence, publisher_sentence
from tests.unit.analysis.making import RANK, SHARE
from tests.unit.view.situations import SERIES, SITUATIONS

NAMED = replace(SHARE, name=Text("Hộ có cáp quang", "Households with fibre"))
RANKED = replace(RANK, name=Text("Thứ hạng số", "Digital rank"))

Pair = tuple[str, str]

# By situation, the Vietnamese and the English; "" where nothing has to be published.
WANTED: dict[str, Pair] = {
    "nothing published": (
        (
            "Số liệu “Hộ có cáp quang” tại thời điểm cuối năm 2025, phạm vi đo: Hộ gia đình; có "
            "thể công bố sau thời điểm đó."
        ),
        (
            "A figure of “Households with fibre” for the end of 2025, measured on: Households; it "
            "may still be published later."
        ),
    ),
    "open without a figure": (
        (
            "Số liệu đầu tiên có ghi thời điểm của “Hộ có cáp quang”, phạm vi đo: Hộ gia đình. Từ "
            "đó tính được khoảng cách; thêm một số liệu theo cùng phương pháp sẽ cho tốc độ tạm "
            "tính."
        ),
        (
            "A first dated figure of “Households with fibre”, measured on: Households. It would "
            "give the distance, and a second one by the same method a provisional pace."
        ),
    ),
    "one figure": (
        (
            "Thêm một số liệu theo cùng phương pháp sẽ cho tốc độ tạm tính; ba số liệu trải dài ít "
            "nhất 24 tháng sẽ cho tốc độ chắc chắn."
        ),
        (
            "A second figure by the same method would give a provisional pace; three over at least "
            "24 months would give a firm one."
        ),
    ),
    "on track": (
        "Ít nhất ba số liệu theo cùng một phương pháp, trải dài ít nhất 24 tháng.",
        "At least three figures by the same method over at least 24 months.",
    ),
    "a milestone": (
        "Báo cáo được công bố, nêu rõ đã hoàn thành hay chưa và vào thời điểm nào.",
        "A published report that says whether and when this was done.",
    ),
    "nothing published of a tier that ended": (
        (
            "Số liệu “Hộ có cáp quang” trong 24 tháng trước cuối năm 2025, phạm vi đo: Hộ gia "
            "đình; sau ngày 30/06/2025 không thể có số liệu nữa."
        ),
        (
            "A figure of “Households with fibre” from the 24 months before the end of 2025, "
            "measured on: Households; after 30 June 2025 there can be none."
        ),
    ),
    "achieved": (
        "Số liệu kỳ tiếp theo theo cùng phương pháp; đánh giá có thể thay đổi theo đó.",
        "The next figure by the same method; the verdict may change with it.",
    ),
    "missed": ("", ""),
    "a tier that ended": ("", ""),
}


@pytest.mark.parametrize("name", WANTED)
def test_what_is_missing_reads_as_it_should(name: str) -> None:
    assessment, _ = SITUATIONS[name]
    said = tuple(missing_sentence(assessment, NAMED, SERIES, lang) for lang in ("vi", "en"))
    assert said == WANTED[name]


def document(short: str) -> Document:
    return Document("d", Text("Văn bản", "Document"), short, date(2022, 12, 30))


PARTY: Pair = (
    "Nơi cần công bố: Thành ủy Hà Nội (18-NQ/TU) hoặc cơ quan được giao đo lường.",
    "By whom: the Party Committee of Hà Nội (18-NQ/TU), or the agency that measures it for them.",
)
PEOPLES: Pair = (
    "Nơi cần công bố: UBND thành phố Hà Nội ({}) hoặc cơ quan được giao đo lường.",
    "By whom: the People’s Committee of Hà Nội ({}), or the agency that measures it for them.",
)
STRANGE: Pair = (
    "Nơi cần công bố: cơ quan ban hành (12/2027/NĐ-CP) hoặc cơ quan được giao đo lường.",
    "By whom: the issuer (12/2027/NĐ-CP), or the agency that measures it for them.",
)
RANKING: Pair = (
    (
        "Nơi cần công bố: đơn vị công bố bảng xếp hạng; mục tiêu do UBND thành phố Hà Nội đề ra "
        "(4098/QĐ-UBND)."
    ),
    (
        "By whom: whoever publishes the ranking; the target is set by the People’s Committee of Hà "
        "Nội (4098/QĐ-UBND)."
    ),
)
LAST: Pair = (
    " Số liệu gần nhất lấy từ: Sở Y tế Hà Nội.",
    " The last figure was read in: Sở Y tế Hà Nội.",
)


def _peoples(short: str, after: Pair = ("", "")) -> Pair:
    return PEOPLES[0].format(short) + after[0], PEOPLES[1].format(short) + after[1]


# Situation, measure, number of the document, where the last figure was read, both texts.
BY_WHOM: dict[str, tuple[str, Indicator, str, str, Pair]] = {
    "a resolution of the Party": ("nothing published", NAMED, "18-NQ/TU", "", PARTY),
    "a decision": ("open without a figure", NAMED, "4098/QĐ-UBND", "", _peoples("4098/QĐ-UBND")),
    "a plan": ("open without a figure", NAMED, "239/KH-UBND", "", _peoples("239/KH-UBND")),
    "another issuer": ("open without a figure", NAMED, "12/2027/NĐ-CP", "", STRANGE),
    "a last figure": (
        "one figure",
        NAMED,
        "239/KH-UBND",
        "Sở Y tế Hà Nội",
        _peoples("239/KH-UBND", LAST),
    ),
    "a last figure of an unnamed publisher": (
        "one figure",
        NAMED,
        "239/KH-UBND",
        "",
        _peoples("239/KH-UBND"),
    ),
    "a publisher, but no figure": (
        "open without a figure",
        NAMED,
        "239/KH-UBND",
        "Sở Y tế Hà Nội",
        _peoples("239/KH-UBND"),
    ),
    "a place among provinces": ("open without a figure", RANKED, "4098/QĐ-UBND", "", RANKING),
}


@pytest.mark.parametrize("name", BY_WHOM)
def test_by_whom_reads_as_it_should(name: str) -> None:
    situation, indicator, short, last_by, texts = BY_WHOM[name]
    assessment: Assessment = SITUATIONS[situation][0]
    said = tuple(
        publisher_sentence(assessment, indicator, document(short), last_by, lang)
        for lang in ("vi", "en")
    )
    assert said == texts
