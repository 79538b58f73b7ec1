"""Full names: what a printed name says by itself, and names that must stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import TYPES
from kg.names import divisions, forms

FULL = [
    ("ORG", "区市场监管局", "区市场监督管理局"),
    ("ORG", "宜昌市人社局", "宜昌市人力资源和社会保障局"),
    # kind, as printed, full
    ("UNION", "全总", "中华全国总工会"),
    ("UNION", "全国总工会", "中华全国总工会"),
    ("UNION", "宜昌市总", "宜昌市总工会"),
    ("UNION", "湖北宜昌市总", "宜昌市总工会"),
    ("UNION", "湖南省总", "湖南省总工会"),
    ("UNION", "湖南总工会", "湖南省总工会"),
    ("UNION", "浙江省台州市椒江区总工会", "椒江区总工会"),
    ("UNION", "北京朝阳区总", "北京市朝阳区总工会"),
    ("UNION", "杭州西湖区总工会", "杭州市西湖区总工会"),
    ("UNION", "大理州总", "大理白族自治州总工会"),
    ("UNION", "云南大理州总工会", "大理白族自治州总工会"),
    ("UNION", "贵州黔南州总工会", "黔南布依族苗族自治州总工会"),
    ("UNION", "宁夏总工会", "宁夏回族自治区总工会"),
    ("UNION", "内蒙古总工会", "内蒙古自治区总工会"),
    ("UNION", "天津市总", "天津市总工会"),
    ("UNION", "吉林市总工会", "吉林市总工会"),
    ("ORG", "宜昌市委组织部", "中共宜昌市委组织部"),
    ("ORG", "湖南省委", "中共湖南省委"),
    ("ORG", "中共长沙市委", "中共长沙市委"),
    ("ORG", "湖南长沙市公安局", "长沙市公安局"),
    ("ORG", "长沙市司法局", "长沙市司法局"),
    ("PLACE", "湖南长沙", "长沙市"),
    ("PLACE", "宜昌", "宜昌市"),
    ("PLACE", "新疆", "新疆维吾尔自治区"),
    ("PLACE", "北京朝阳区", "北京市朝阳区"),
    ("PLACE", "南京鼓楼区", "南京市鼓楼区"),
    ("PLACE", "云南省大理白族自治州洱源县西山乡", "洱源县西山乡"),
    ("PLACE", "湖北省宜都市橘灯家园", "宜都市橘灯家园"),
    ("PLACE", "“白浪河”", "白浪河"),
]

STAY = [
    # Which 朝阳区, which level: nothing in the name says so.
    ("UNION", "朝阳区总工会"),
    ("UNION", "鼓楼区总工会"),
    ("UNION", "区总工会"),
    ("UNION", "中国工会"),
    ("UNION", "工会"),
    # The company's name opens with a place; it is not the place's union.
    ("UNION", "株洲湘江机车厂工会"),
    ("UNION", "株洲市教育工会"),
    ("UNION", "成都市总工会女职工委员会"),
    ("ORG", "北京大学"),
    ("ORG", "湖南日报"),
    ("ORG", "南京师范大学"),
    ("ORG", "青岛啤酒股份有限公司"),
    ("ORG", "长沙市委员会"),
    ("ORG", "南阳市委派工作组"),
    ("PLACE", "朝阳区"),
    ("PLACE", "和平"),
    ("PLACE", "泰国"),
    ("PLACE", "中山西路"),
    # What is no body and no place keeps a place's name in it.
    ("PROGRAMME", "长沙市蹲点工作组"),
    ("WORK", "湖南省实施办法"),
    ("PERSON", "长沙"),
]


@pytest.mark.parametrize(("kind", "printed", "name"), FULL)
def test_a_name_that_states_its_place_is_written_out(kind: str, printed: str, name: str) -> None:
    assert forms.full(kind, printed) == name


@pytest.mark.parametrize(("kind", "printed"), STAY)
def test_a_name_that_states_nothing_more_stays(kind: str, printed: str) -> None:
    assert forms.full(kind, printed) == printed


@pytest.mark.parametrize("name", sorted({name for _, _, name in FULL}))
def test_a_full_name_is_its_own_full_name(name: str) -> None:
    kind = next(kind for kind, _, full in FULL if full == name)
    assert forms.full(kind, name) == name


def test_an_autonomous_region_may_be_called_a_region() -> None:
    assert forms.full("UNION", "宁夏区总工会") == "宁夏回族自治区总工会"


@given(st.sampled_from(TYPES), st.text("湖南长沙市雨花区总工会委朝阳北京“”《》 ", min_size=1, max_size=12))
def test_any_name_has_a_full_form_without_white_space(kind: str, name: str) -> None:
    if name.strip():
        assert not any(char.isspace() for char in forms.full(kind, name))


@pytest.mark.parametrize(
    ("kind", "name", "full"),
    [
        ("UNION", "全总", "中华全国总工会"),
        ("UNION", "中国工会", "中国工会"),
        ("ORG", "全总", None),
        ("UNION", "宜昌市总", None),
    ],
)
def test_what_the_whole_country_knows(kind: str, name: str, full: str | None) -> None:
    assert forms.known(kind, name) == full


@pytest.mark.parametrize(
    ("within", "form", "label"),
    [
        (None, "宜昌", "宜昌市"),
        (None, "洱源县", "洱源县"),
        ("北京市", "朝阳区", "北京市朝阳区"),
        ("福州市", "鼓楼区", "福州市鼓楼区"),
        ("武清区", "城关镇", "武清区城关镇"),
    ],
)
def test_a_label_names_what_is_above_only_where_others_bear_the_name(within: str | None, form: str, label: str) -> None:
    division = divisions.only(form, divisions.only(within) if within else None)
    assert division is not None
    assert forms.label(division) == label


@given(st.sampled_from([one for one in divisions.table() if one.level != divisions.TOWN]))
def test_a_label_leads_back_to_its_division(division: divisions.Division) -> None:
    label = forms.label(division)
    assert label.endswith(division.name)
    chain, length = divisions.chain(label)
    assert not chain or (chain[-1], length) == (division, len(label))


@pytest.mark.parametrize(
    ("form", "surname"),
    [
        ("秦书记", "秦"),
        ("王主席", "王"),
        ("钱老太太", "钱"),
        ("老李", "李"),
        ("小王", "王"),
        ("马总", "马"),
        ("陆工", "陆"),
        ("张老师", "张"),
        ("李某", "李"),
        ("陈护士长", "陈"),
        ("欧阳师傅", "欧阳"),
        ("夏侯先生", "夏侯"),
        ("刘姐", "刘"),
    ],
)
def test_the_family_name_of_a_form_of_address(form: str, surname: str) -> None:
    assert forms.surname_of(form) == surname


@pytest.mark.parametrize(
    "form", ["苏青", "张三", "张", "司马光", "总书记", "主席", "老板", "小学", "高级经理", "王书记员", "吾尔开希", ""]
)
def test_what_is_no_form_of_address(form: str) -> None:
    assert forms.surname_of(form) is None


@pytest.mark.parametrize(
    ("form", "surname"), [("张大姐", "张"), ("张大哥", "张"), ("李某某", "李"), ("老欧阳", "欧阳")]
)
def test_forms_of_address_of_two_characters(form: str, surname: str) -> None:
    assert forms.surname_of(form) == surname


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“橘工惠”", "橘工惠"),
        ("《工会法》", "工会法"),
        ("「暖流」", "暖流"),
        ("全 总\n", "全总"),
        ("“八一”心系国防", "“八一”心系国防"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("Luban Workshop", "Luban Workshop"),
        ("“”", "“”"),
    ],
)
def test_a_plain_name_has_no_marks_round_it(text: str, name: str) -> None:
    assert forms.plain(text) == name
