"""Which messages ask the same of the same people."""

from sumvay.feedback.reading.same_ask import Asked, clusters

TOILET = [
    "Công ty May Lam Hồng bắt đeo thẻ mới cho đi vệ sinh, cả chuyền 50 người có 2 thẻ.",
    "cty may lam hong bat deo the moi cho di ve sinh, 2 the cho gan 50 nguoi, de nghi bo",
    "Ở May Lam Hồng đi vệ sinh phải có thẻ, 2 thẻ cho cả chuyền. Đề nghị bỏ cái thẻ vệ sinh này.",
]
BUS = [
    "Tết này KCN Bàu Sen có xe đưa công nhân về Nghệ An không ạ?",
    "kcn bau sen tet nay co xe cho cong nhan ve nghe an ko",
]


def labour(text):
    return Asked(text, ("quan_he_lao_dong",), "khieu_nai")


def tet(text):
    return Asked(text, ("thuong_tet",), "hoi_dap")


def test_two_asks_are_two_groups_and_a_third_stays_alone():
    names = clusters([*map(labour, TOILET), *map(tet, BUS), tet("Lương tháng 13 năm nay bao giờ trả ạ?")])
    assert len(set(names[:3])) == 1
    assert len(set(names[3:5])) == 1
    assert names[0] != names[3]
    assert names[5] is None


def test_another_enterprise_with_the_same_trouble_is_another_group():
    other = [text.replace("Lam Hồng", "Đại Hoà").replace("lam hong", "dai hoa") for text in TOILET]
    names = clusters([*map(labour, TOILET), *map(labour, other)])
    assert set(names[:3]).isdisjoint(set(names[3:]) - {None})


def test_the_order_of_messages_does_not_matter():
    asked = [*map(labour, TOILET), *map(tet, BUS)]
    order = [3, 0, 4, 2, 1]
    names = clusters([asked[at] for at in order])
    again = dict(zip(order, names, strict=True))
    assert again[0] == again[1] == again[2] is not None
    assert again[3] == again[4] not in {again[0], None}


def test_none_one_and_empty_messages_are_no_group():
    assert clusters([]) == []
    assert clusters([labour(TOILET[0])]) == [None]
    assert clusters([Asked(""), Asked(""), Asked("ừ")]) == [None, None, None]


def test_a_chain_of_neighbours_is_not_one_group():
    words = [
        f"{one}{two}" for one in "bcdghklmnt" for two in ("a", "e", "ang", "inh", "on", "uc", "em", "oi", "ay", "ot")
    ]
    chain = [Asked(" ".join(words[at : at + 10]), ("luong",), "khieu_nai") for at in range(len(words) - 10)]
    names = clusters(chain)
    assert max(names.count(name) for name in set(names) - {None}) < 30
