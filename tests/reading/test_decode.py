"""Encodings: what comes in as bytes goes on as the same text, and what is no text is named with the way out."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from kg.reading.decode import Undecodable, decode

TRADITIONAL = OpenCC("s2tw")
SENTENCE = "本报讯（记者苏晓）4月16日，青溪市总工会主席孙立鹏在会上介绍了县级工会加强年的经验。"
# Words as newspapers have them: encodings without a mark are told apart by what Chinese usually looks like.
WORDS = st.sampled_from(
    [
        "本报讯",
        "总工会",
        "职工",
        "会议",
        "记者",
        "主席",
        "副主席",
        "的",
        "在",
        "和",
        "为",
        "了",
        "。",
        "，",
        "：",
        "“",
        "”",
        "工作",
        "全国",
        "基层",
        "服务",
        "劳动",
        "开展",
        "建设",
        "企业",
        "社区",
        "会员",
        "2024年",
        "3月12日",
        "1.2万人次",
        "（",
        "）",
        "\n",
        "技能",
        "竞赛",
        "法律",
        "援助",
        "党组",
        "书记",
        "农民工",
        "维权",
    ]
)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=60)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030", "gbk", "big5"])
def test_a_sentence_is_read_in_every_encoding_without_a_mark(encoding: str) -> None:
    text = TRADITIONAL.convert(SENTENCE) if encoding == "big5" else SENTENCE
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_utf16_with_its_mark_is_read(mark: bytes, encoding: str) -> None:
    assert decode(mark + SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("全总", "gb18030"),
        # These two are sound UTF-8 by accident.
        ("志愿", "gb18030"),
        ("职业", "gb18030"),
        ("总工会\n", "gb18030"),
        ("罢工", "utf-8"),
        ("工会法", "utf-8-sig"),
        ("總工會", "big5"),
        ("職工之家", "big5"),
        ("工会会员", "utf-16-le"),
        ("工会会员", "utf-16-be"),
        ("café", "utf-8"),
        ("Профсоюз", "utf-8"),
        ("ok", "utf-16-le"),
        ("BMW工会", "utf-8"),
    ],
)
def test_short_texts_are_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_whatever_has_a_mark_comes_back_as_it_was(text: str, encoding: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode(encoding)) == text


@given(HAN)
def test_any_chinese_in_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8")) == text


@given(st.lists(WORDS, min_size=12, max_size=60).map("".join), st.sampled_from(["gb18030", "utf-16-le", "utf-16-be"]))
def test_newspaper_text_without_a_mark_comes_back_as_it_was(text: str, encoding: str) -> None:
    if len(set(text) - set("\n（）“”，。：")) > 6:
        assert decode(text.encode(encoding)) == text


@given(st.lists(WORDS, min_size=12, max_size=60).map("".join))
def test_traditional_newspaper_text_in_big5_comes_back_as_it_was(text: str) -> None:
    text = TRADITIONAL.convert(text)
    if len(set(text) - set("\n（）“”，。：")) > 6:
        assert decode(text.encode("big5")) == text


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_line_ends_become_line_feeds(ends: str, encoding: str) -> None:
    assert decode(f"总工会{ends}{ends}主席孙立鹏说{ends}".encode(encoding)) == "总工会\n\n主席孙立鹏说\n"


def test_control_characters_of_a_scan_do_not_change_the_encoding() -> None:
    text = SENTENCE + "\x00\x0c" + SENTENCE + SENTENCE
    assert decode(text.encode("utf-8")) == text


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\x00" * 40, codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n \n", "　\n".encode()]
)
def test_an_empty_file_is_named_so(data: bytes) -> None:
    with pytest.raises(Undecodable, match="is empty: leave it out or fill it"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n...", "is a PDF: give it a name that ends in .pdf"),
        (b"\x89PNG\r\n\x1a\n....", "is an image of a page: run OCR on it first"),
        (b"\xff\xd8\xff\xe0....", "is an image of a page: run OCR on it first"),
        (b"PK\x03\x04....", "is an archive or office document: unpack it"),
        (b"\x1f\x8b\x08....", "is compressed: unpack it first"),
    ],
)
def test_files_of_a_known_other_kind_are_named_with_the_way_out(data: bytes, reason: str) -> None:
    with pytest.raises(Undecodable, match=reason):
        decode(data)


@pytest.mark.parametrize("size", [101, 1000, 20_000])
def test_bytes_of_no_encoding_are_refused_with_what_was_tried(size: int) -> None:
    with pytest.raises(
        Undecodable, match=r"no known encoding \(tried UTF-8, UTF-16, GB18030, Big5\): save it as UTF-8"
    ):
        decode(random.Random(size).randbytes(size))


def test_a_broken_character_is_refused_and_not_guessed_at() -> None:
    data = bytearray(SENTENCE.encode("utf-8"))
    data[40] = 0xFF
    with pytest.raises(Undecodable, match="save it as UTF-8"):
        decode(bytes(data))


def test_text_that_is_mostly_control_characters_is_no_text() -> None:
    with pytest.raises(Undecodable, match=r"no known encoding|is not text"):
        decode(b"\x01\x02\x03ab" * 30)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except Undecodable as reason:
        text = f"refused: {reason}"
    assert text.strip()
    assert "\r" not in text
