"""The Overview's sentences as they should read, in both languages."""

from __future__ import annotations

# Each by situation: Vietnamese, English.
TOLD: dict[str, tuple[str, str]] = {
    "met": (
        "Tỷ lệ thử: 97\u202f% năm 2025, hoàn thành mục tiêu năm 2025 (90\u202f%).",
        "Trial rate: 97% in 2025, meeting the 2025 target of 90%.",
    ),
    "just met": (
        "Tỷ lệ thử: 90\u202f% năm 2025, hoàn thành mục tiêu năm 2025 (90\u202f%).",
        "Trial rate: 90% in 2025, meeting the 2025 target of 90%.",
    ),
    "met on the last figure": (
        (
            "Tỷ lệ thử: 93,15\u202f% năm 2024 (số liệu gần nhất), hoàn thành mục tiêu năm 2025 "
            "(90\u202f%)."
        ),
        "Trial rate: 93.15% in 2024, the last figure, meeting the 2025 target of 90%.",
    ),
    "missed": (
        (
            "Tỷ lệ thử: 17,34\u202f% năm 2025, thấp hơn 12,66 điểm phần trăm so với mục tiêu "
            "năm 2025 (khoảng 30\u202f%)."
        ),
        (
            "Trial rate: 17.34% in 2025, 12.66 percentage points short of the 2025 target of "
            "about 30%."
        ),
    ),
    "missed on the last figure": (
        (
            "Tỷ lệ thử: 59,52\u202f% tháng 09/2025 (số liệu gần nhất), thấp hơn 40,48 điểm phần "
            "trăm so với mục tiêu năm 2025 (100\u202f%)."
        ),
        (
            "Trial rate: 59.52% in September 2025, the last figure, 40.48 percentage points "
            "short of the 2025 target of 100%."
        ),
    ),
    "missed by one point": (
        (
            "Tỷ lệ thử: 79\u202f% năm 2025, thấp hơn 1 điểm phần trăm so với mục tiêu năm 2025 "
            "(80\u202f%)."
        ),
        "Trial rate: 79% in 2025, 1 percentage point short of the 2025 target of 80%.",
    ),
    "level with what must be passed": (
        (
            "Tỷ lệ thử: 50\u202f% năm 2025, vừa bằng mức của mục tiêu năm 2025 (trên 50\u202f%) "
            "nên chưa vượt qua."
        ),
        "Trial rate: 50% in 2025, level with the 2025 target of over 50% and so not past it.",
    ),
    "missed where less is better": (
        (
            "Tỷ lệ thử: 12\u202f% năm 2025, cao hơn 2 điểm phần trăm so với mục tiêu năm 2025 "
            "(không quá 10\u202f%)."
        ),
        "Trial rate: 12% in 2025, 2 percentage points above the 2025 target of at most 10%.",
    ),
    "one place behind": (
        "Tỷ lệ thử: hạng 6 năm 2025, kém 1 bậc so với mục tiêu năm 2025 (nhóm 5 dẫn đầu).",
        "Trial rate: rank 6 in 2025, 1 place behind the 2025 target of a top 5 place.",
    ),
    "places behind on the last figure": (
        (
            "Tỷ lệ thử: hạng 24 năm 2024 (số liệu gần nhất), kém 19 bậc so với mục tiêu năm "
            "2025 (nhóm 5 dẫn đầu)."
        ),
        (
            "Trial rate: rank 24 in 2024, the last figure, 19 places behind the 2025 target of "
            "a top 5 place."
        ),
    ),
    "only an older figure": (
        (
            "Tỷ lệ thử: 78\u202f% tháng 11/2022 là số liệu quá cũ để kết luận về mục tiêu năm "
            "2025 (80\u202f%)."
        ),
        "Trial rate: 78% in November 2022, too old to tell whether the 2025 target of 80% was met.",
    ),
    "only a later figure": (
        (
            "Tỷ lệ thử: 78\u202f% ngày 10/01/2026 là số liệu sau thời hạn nên chưa thể kết luận "
            "về mục tiêu năm 2025 (80\u202f%)."
        ),
        (
            "Trial rate: 78% on 10 January 2026, too late to tell whether the 2025 target of "
            "80% was met."
        ),
    ),
    "no target, one figure": (
        "Tỷ lệ thử: 85,89\u202f% quý I/2025.",
        "Trial rate: 85.89% in Q1 2025.",
    ),
    "no target, two figures": (
        "Tỷ lệ thử: 92,57\u202f% năm 2024, so với 91,43\u202f% năm 2023.",
        "Trial rate: 92.57% in 2024, after 91.43% in 2023.",
    ),
    "no target, a stretch of time": (
        "Tỷ lệ thử: 85,89\u202f% (01/07/2025 – 12/11/2025).",
        "Trial rate: 85.89% (1 July 2025 – 12 November 2025).",
    ),
    "met, with a pace ahead": (
        (
            "Tỷ lệ thử: 97\u202f% năm 2025, hoàn thành mục tiêu năm 2025 (90\u202f%); muốn đạt "
            "100\u202f% vào năm 2030 cần tăng bình quân 0,6 điểm phần trăm mỗi năm."
        ),
        (
            "Trial rate: 97% in 2025, meeting the 2025 target of 90%; reaching 100% by 2030 "
            "takes a rise of 0.6 percentage points a year."
        ),
    ),
    "missed, with a pace ahead": (
        (
            "Tỷ lệ thử: 17,34\u202f% năm 2025, thấp hơn 12,66 điểm phần trăm so với mục tiêu "
            "năm 2025 (30\u202f%); muốn đạt trên 40\u202f% vào năm 2030 cần tăng bình quân 4,54 "
            "điểm phần trăm mỗi năm."
        ),
        (
            "Trial rate: 17.34% in 2025, 12.66 percentage points short of the 2025 target of "
            "30%; reaching over 40% by 2030 takes a rise of 4.54 percentage points a year."
        ),
    ),
    "a range ahead": (
        (
            "Tỷ lệ thử: 50\u202f% năm 2025; muốn đạt 70–80\u202f% vào năm 2030 cần tăng bình "
            "quân 4 điểm phần trăm mỗi năm."
        ),
        (
            "Trial rate: 50% in 2025; reaching 70–80% by 2030 takes a rise of 4 percentage "
            "points a year."
        ),
    ),
    "a fall ahead": (
        (
            "Tỷ lệ thử: 12\u202f% năm 2025; muốn đạt không quá 2\u202f% vào năm 2030 cần giảm "
            "bình quân 2 điểm phần trăm mỗi năm."
        ),
        (
            "Trial rate: 12% in 2025; reaching at most 2% by 2030 takes a fall of 2 percentage "
            "points a year."
        ),
    ),
    "a rate ahead": (
        (
            "Tỷ lệ thử: 100 tỷ đồng năm 2025; muốn đạt 200 tỷ đồng vào năm 2030 cần tăng bình "
            "quân 14,87\u202f% mỗi năm."
        ),
        (
            "Trial rate: 100 billion VND in 2025; reaching 200 billion VND by 2030 takes a rise "
            "of 14.87% a year."
        ),
    ),
    "met and the next reached": (
        (
            "Tỷ lệ thử: hạng 1 năm 2025, hoàn thành mục tiêu năm 2025 (nhóm 5 dẫn đầu); mục "
            "tiêu năm 2030 (nhóm 3 dẫn đầu) cũng đã đạt."
        ),
        (
            "Trial rate: rank 1 in 2025, meeting the 2025 target of a top 5 place; the 2030 "
            "target of a top 3 place is already reached."
        ),
    ),
    "missed and a rank ahead": (
        (
            "Tỷ lệ thử: hạng 24 năm 2025, kém 19 bậc so với mục tiêu năm 2025 (nhóm 5 dẫn đầu); "
            "mục tiêu năm 2030 là nhóm 3 dẫn đầu."
        ),
        (
            "Trial rate: rank 24 in 2025, 19 places behind the 2025 target of a top 5 place; "
            "the 2030 target is a top 3 place."
        ),
    ),
    "growth missed and ahead": (
        (
            "Tỷ lệ thử: 8,16\u202f% năm 2025, thấp hơn 0,34 điểm phần trăm so với mục tiêu năm "
            "2025 (8,5\u202f%); mục tiêu năm 2030 là ít nhất 10\u202f%."
        ),
        (
            "Trial rate: 8.16% in 2025, 0.34 percentage points short of the 2025 target of "
            "8.5%; the 2030 target is at least 10%."
        ),
    ),
    "on track": (
        (
            "Tỷ lệ thử: 92\u202f% năm 2025; muốn đạt 95\u202f% vào năm 2030 cần tăng bình quân "
            "0,6 điểm phần trăm mỗi năm, chỉ bằng 0,2 lần tốc độ đến nay (đúng tiến độ)."
        ),
        (
            "Trial rate: 92% in 2025; reaching 95% by 2030 takes a rise of 0.6 percentage "
            "points a year, only 0.2 times the pace so far (on track)."
        ),
    ),
    "must accelerate": (
        (
            "Tỷ lệ thử: 80\u202f% năm 2025; muốn đạt 95\u202f% vào năm 2030 cần tăng bình quân "
            "3 điểm phần trăm mỗi năm, gấp 1,8 lần tốc độ đến nay (cần tăng tốc)."
        ),
        (
            "Trial rate: 80% in 2025; reaching 95% by 2030 takes a rise of 3 percentage points "
            "a year, 1.8 times the pace so far (must accelerate)."
        ),
    ),
    "hardly anything left": (
        (
            "Tỷ lệ thử: 94,9\u202f% năm 2025; muốn đạt 95\u202f% vào năm 2030 cần tăng bình quân "
            "0,02 điểm phần trăm mỗi năm, chưa bằng một phần mười tốc độ đến nay (đúng tiến độ)."
        ),
        (
            "Trial rate: 94.9% in 2025; reaching 95% by 2030 takes a rise of 0.02 percentage "
            "points a year, under a tenth of the pace so far (on track)."
        ),
    ),
    "next to nothing a year": (
        (
            "Tỷ lệ thử: 94,99\u202f% năm 2025; muốn đạt 95\u202f% vào năm 2030 cần tăng bình "
            "quân 0,01 điểm phần trăm mỗi năm, chưa bằng một phần mười tốc độ đến nay (đúng "
            "tiến độ)."
        ),
        (
            "Trial rate: 94.99% in 2025; reaching 95% by 2030 takes a rise of 0.01 "
            "percentage points a year, under a tenth of the pace so far (on track)."
        ),
    ),
    "as fast as so far": (
        (
            "Tỷ lệ thử: 83,6\u202f% năm 2025; muốn đạt 95\u202f% vào năm 2030 cần tăng bình quân "
            "2,28 điểm phần trăm mỗi năm, xấp xỉ tốc độ đến nay (đúng tiến độ)."
        ),
        (
            "Trial rate: 83.6% in 2025; reaching 95% by 2030 takes a rise of 2.28 percentage "
            "points a year, about the pace so far (on track)."
        ),
    ),
    "hardly moved": (
        (
            "Tỷ lệ thử: 70,03\u202f% năm 2025; muốn đạt 95\u202f% vào năm 2030 cần tăng bình "
            "quân 5 điểm phần trăm mỗi năm, gấp hơn 100 lần tốc độ đến nay (còn xa mục tiêu)."
        ),
        (
            "Trial rate: 70.03% in 2025; reaching 95% by 2030 takes a rise of 5 percentage "
            "points a year, over 100 times the pace so far (far off)."
        ),
    ),
    "a rate next to nothing": (
        (
            "Tỷ lệ thử: 199,96 tỷ đồng năm 2025; muốn đạt 200 tỷ đồng vào năm 2030 cần tăng bình "
            "quân 0,01\u202f% mỗi năm, chưa bằng một phần mười tốc độ đến nay (đúng tiến "
            "độ)."
        ),
        (
            "Trial rate: 199.96 billion VND in 2025; reaching 200 billion VND by 2030 takes a "
            "rise of 0.01% a year, under a tenth of the pace so far (on track)."
        ),
    ),
    "going back": (
        (
            "Tỷ lệ thử: 68\u202f% năm 2025; muốn đạt 95\u202f% vào năm 2030 cần tăng bình quân "
            "5,4 điểm phần trăm mỗi năm (đang thụt lùi)."
        ),
        (
            "Trial rate: 68% in 2025; reaching 95% by 2030 takes a rise of 5.4 percentage "
            "points a year (going back)."
        ),
    ),
    "slipped below": (
        (
            "Tỷ lệ thử: 89\u202f% năm 2025; muốn đạt 90\u202f% vào năm 2030 cần tăng bình quân "
            "0,2 điểm phần trăm mỗi năm (tụt dưới mục tiêu)."
        ),
        (
            "Trial rate: 89% in 2025; reaching 90% by 2030 takes a rise of 0.2 percentage "
            "points a year (slipped below)."
        ),
    ),
    "a tier that ended": (
        "Tỷ lệ thử: 60\u202f% năm 2024; mục tiêu năm 2030 không còn đo được.",
        "Trial rate: 60% in 2024; the 2030 target can no longer be measured.",
    ),
}

COUNTED: dict[str, tuple[str, str]] = {
    "no target": (
        "Không có mục tiêu định lượng cho năm 2025.",
        "No measurable target for 2025.",
    ),
    "one met": (
        "Mục tiêu duy nhất của năm 2025 đã hoàn thành.",
        "The one target for 2025 was met.",
    ),
    "one missed": (
        "Mục tiêu duy nhất của năm 2025 không hoàn thành.",
        "The one target for 2025 was missed.",
    ),
    "one not reported": (
        "Mục tiêu duy nhất của năm 2025 chưa có kết quả được công bố.",
        "The one target for 2025 has no reported result.",
    ),
    "all met": (
        "Cả 5 mục tiêu năm 2025 đều hoàn thành.",
        "All 5 targets for 2025 were met.",
    ),
    "all missed": (
        "Cả 4 mục tiêu năm 2025 đều không hoàn thành.",
        "All 4 targets for 2025 were missed.",
    ),
    "both met": (
        "Cả 2 mục tiêu năm 2025 đều hoàn thành.",
        "Both targets for 2025 were met.",
    ),
    "both missed": (
        "Cả 2 mục tiêu năm 2025 đều không hoàn thành.",
        "Both targets for 2025 were missed.",
    ),
    "neither reported": (
        "Cả 2 mục tiêu năm 2025 đều chưa có kết quả được công bố.",
        "Neither of the two targets for 2025 has a reported result.",
    ),
    "one of two": (
        "Trong 2 mục tiêu năm 2025: 1 hoàn thành và 1 không hoàn thành.",
        "Of 2 targets for 2025, 1 was met and 1 missed.",
    ),
    "none reported": (
        "Cả 19 mục tiêu năm 2025 đều chưa có kết quả được công bố.",
        "None of the 19 targets for 2025 has a reported result.",
    ),
    "met and missed alike": (
        "Trong 6 mục tiêu năm 2025: 3 hoàn thành và 3 không hoàn thành.",
        "Of 6 targets for 2025, 3 were met and 3 missed.",
    ),
    "one each": (
        "Trong 3 mục tiêu năm 2025: 1 hoàn thành, 1 không hoàn thành và 1 chưa công bố kết quả.",
        "Of 3 targets for 2025, 1 was met, 1 missed and 1 not reported.",
    ),
    "one met, many not reported": (
        "Trong 28 mục tiêu năm 2025: 1 hoàn thành và 27 chưa công bố kết quả.",
        "Of 28 targets for 2025, 1 was met and 27 not reported.",
    ),
    "missed and not reported": (
        "Trong 4 mục tiêu năm 2025: 2 không hoàn thành và 2 chưa công bố kết quả.",
        "Of 4 targets for 2025, 2 were missed and 2 not reported.",
    ),
    "all ways": (
        "Trong 30 mục tiêu năm 2025: 2 hoàn thành, 1 không hoàn thành và 27 chưa công bố kết quả.",
        "Of 30 targets for 2025, 2 were met, 1 missed and 27 not reported.",
    ),
}

HEADLINES: dict[str, tuple[str, str]] = {
    "no target": (
        "Không văn bản nào đề ra mục tiêu định lượng cho năm 2025.",
        "No document sets a measurable target for 2025.",
    ),
    "one met": (
        "Mục tiêu định lượng duy nhất của năm 2025 đã hoàn thành.",
        "The one measurable target for 2025 was met.",
    ),
    "one missed": (
        "Mục tiêu định lượng duy nhất của năm 2025 không hoàn thành.",
        "The one measurable target for 2025 was missed.",
    ),
    "one not reported": (
        "Mục tiêu định lượng duy nhất của năm 2025 chưa có kết quả được công bố.",
        "The one measurable target for 2025 has no reported result.",
    ),
    "all met": (
        "Cả 5 mục tiêu định lượng năm 2025 tại 3 văn bản đều hoàn thành.",
        "All 5 measurable targets for 2025 in 3 documents were met.",
    ),
    "all missed": (
        "Cả 4 mục tiêu định lượng năm 2025 tại 3 văn bản đều không hoàn thành.",
        "All 4 measurable targets for 2025 in 3 documents were missed.",
    ),
    "both met": (
        "Cả 2 mục tiêu định lượng năm 2025 đều hoàn thành.",
        "Both measurable targets for 2025 were met.",
    ),
    "both missed": (
        "Cả 2 mục tiêu định lượng năm 2025 đều không hoàn thành.",
        "Both measurable targets for 2025 were missed.",
    ),
    "neither reported": (
        "Cả 2 mục tiêu định lượng năm 2025 đều chưa có kết quả được công bố.",
        "Neither of the two measurable targets for 2025 has a reported result.",
    ),
    "one of two": (
        "Trong 2 mục tiêu định lượng năm 2025 tại 3 văn bản: 1 hoàn thành và 1 không hoàn thành.",
        "Of the 2 measurable targets for 2025 in 3 documents, 1 was met and 1 missed.",
    ),
    "none reported": (
        "Cả 19 mục tiêu định lượng năm 2025 tại 3 văn bản đều chưa có kết quả được công bố.",
        "None of the 19 measurable targets for 2025 in 3 documents has a reported result.",
    ),
    "met and missed alike": (
        "Trong 6 mục tiêu định lượng năm 2025 tại 3 văn bản: 3 hoàn thành và 3 không hoàn thành.",
        "Of the 6 measurable targets for 2025 in 3 documents, 3 were met and 3 missed.",
    ),
    "one each": (
        (
            "Trong 3 mục tiêu định lượng năm 2025 tại 1 văn bản: 1 hoàn thành, 1 không hoàn "
            "thành và 1 chưa công bố kết quả."
        ),
        (
            "Of the 3 measurable targets for 2025 in 1 document, 1 was met, 1 missed and 1 not "
            "reported."
        ),
    ),
    "one met, many not reported": (
        (
            "Trong 28 mục tiêu định lượng năm 2025 tại 3 văn bản: 1 hoàn thành và 27 chưa công "
            "bố kết quả."
        ),
        "Of the 28 measurable targets for 2025 in 3 documents, 1 was met and 27 not reported.",
    ),
    "missed and not reported": (
        (
            "Trong 4 mục tiêu định lượng năm 2025 tại 3 văn bản: 2 không hoàn thành và 2 chưa "
            "công bố kết quả."
        ),
        "Of the 4 measurable targets for 2025 in 3 documents, 2 were missed and 2 not reported.",
    ),
    "all ways": (
        (
            "Trong 30 mục tiêu định lượng năm 2025 tại 3 văn bản: 2 hoàn thành, 1 không hoàn "
            "thành và 27 chưa công bố kết quả."
        ),
        (
            "Of the 30 measurable targets for 2025 in 3 documents, 2 were met, 1 missed and 27 "
            "not reported."
        ),
    ),
}

SHIPPED: dict[str, tuple[str, str]] = {
    "government 0": (
        (
            "Chỉ số cải cách hành chính (PAR INDEX) của Thành phố đạt 92,57 điểm năm 2024, so "
            "với 91,43 điểm năm 2023."
        ),
        (
            "The city’s administrative reform index (PAR INDEX) was 92.57 points in 2024, after "
            "91.43 points in 2023."
        ),
    ),
    "economy 0": (
        (
            "Kinh tế số chiếm 17,34\u202f% GRDP năm 2025 (ước tính), thấp hơn 12,66 điểm phần "
            "trăm so với mục tiêu năm 2025 (30\u202f%); muốn đạt trên 40\u202f% vào năm 2030 "
            "cần tăng bình quân 4,54 điểm phần trăm mỗi năm."
        ),
        (
            "The digital economy made up 17.34% of GRDP in 2025 (estimate), 12.66 percentage "
            "points short of the 2025 target of 30%; reaching over 40% by 2030 takes a rise of "
            "4.54 percentage points a year."
        ),
    ),
    "economy 1": (
        (
            "Tốc độ tăng GRDP đạt 8,16\u202f% năm 2025 (ước tính), thấp hơn 0,34 điểm phần trăm "
            "so với mục tiêu năm 2025 (8,5\u202f%); mục tiêu năm 2030 là ít nhất 10\u202f%."
        ),
        (
            "GRDP growth was 8.16% in 2025 (estimate), 0.34 percentage points short of the 2025 "
            "target of 8.5%; the 2030 target is at least 10%."
        ),
    ),
    "society 0": (
        (
            "Tỷ lệ bệnh viện công lập có bệnh án điện tử đạt 59,52\u202f% tháng 09/2025 (số "
            "liệu gần nhất), thấp hơn 40,48 điểm phần trăm so với mục tiêu năm 2025 "
            "(100\u202f%)."
        ),
        (
            "59.52% of public hospitals had electronic medical records in September 2025, the "
            "last figure, 40.48 percentage points short of the 2025 target of 100%."
        ),
    ),
    "society 1": (
        (
            "Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 97\u202f% năm 2025, hoàn thành mục "
            "tiêu năm 2025 (90\u202f%); muốn đạt 100\u202f% vào năm 2030 cần tăng bình quân 0,6 "
            "điểm phần trăm mỗi năm."
        ),
        (
            "97% of people had an electronic health record in 2025, meeting the 2025 target of "
            "90%; reaching 100% by 2030 takes a rise of 0.6 percentage points a year."
        ),
    ),
    "general 0": (
        (
            "Hà Nội xếp hạng 24 về năng lực cạnh tranh cấp tỉnh (PCI) năm 2024 (số liệu gần "
            "nhất), kém 19 bậc so với mục tiêu năm 2025 (nhóm 5 dẫn đầu); mục tiêu năm 2030 là "
            "nhóm 3 dẫn đầu."
        ),
        (
            "Hà Nội held rank 24 in provincial competitiveness (PCI) in 2024, the last figure, "
            "19 places behind the 2025 target of a top 5 place; the 2030 target is a top 3 "
            "place."
        ),
    ),
    "general 1": (
        (
            "Hà Nội xếp hạng 1 về chuyển đổi số cấp tỉnh (DTI) năm 2024 (số liệu gần nhất), "
            "hoàn thành mục tiêu năm 2025 (nhóm 5 dẫn đầu); mục tiêu năm 2030 (nhóm 3 dẫn đầu) "
            "cũng đã đạt."
        ),
        (
            "Hà Nội held rank 1 in digital transformation (DTI) in 2024, the last figure, "
            "meeting the 2025 target of a top 5 place; the 2030 target of a top 3 place is "
            "already reached."
        ),
    ),
}
