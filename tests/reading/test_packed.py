"""JSON Lines packed with gzip or zstandard: the same pages as unpacked; damaged data is named, what stands before it read."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pyarrow as pa
import pytest

import kg
from kg.reading import packed
from kg.reading.decode import Undecodable
from kg.reading.sources import find, read

TEXT = "云溪市总工会第{}号工地开展送清凉活动，为职工送去防暑用品。"


def lines(count: int) -> bytes:
    """Return rows that no packer makes much smaller, with an empty line among them."""
    chance = random.Random(3)
    noise = ["".join(chance.choice("甲乙丙丁戊己庚辛壬癸子丑寅卯") for _ in range(200)) for _ in range(count)]
    told = [json.dumps({"text": TEXT.format(at) + noise[at]}, ensure_ascii=False) for at in range(count)]
    return ("\n".join([told[0], "", *told[1:]]) + "\n").encode()


def zstd(data: bytes) -> bytes:
    return bytes(pa.Codec("zstd").compress(data, asbytes=True))


def pages(path: Path) -> tuple[list[str], list[str]]:
    """Return the texts of a file's pages in their order, and what is said of those that cannot be read."""
    found, failures = find([path])
    texts, told = [], [str(one) for one in failures]
    for source in found:
        try:
            texts.append(read(source).text)
        except Undecodable as reason:
            told.append(str(source.failure(reason)))
    return texts, told


@pytest.mark.parametrize("kind", ["gz", "zst", "members"])
def test_packed_lines_are_the_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(packed, "_BLOCK", 1000)
    data = lines(30)
    (tmp_path / "a.jsonl").write_bytes(data)
    path = tmp_path / f"a.JSONL.{'zst' if kind == 'zst' else 'gz'}"
    half = len(data) // 2
    members = gzip.compress(data[:half]) + gzip.compress(data[half:])
    path.write_bytes({"gz": gzip.compress(data), "zst": zstd(data), "members": members}[kind])
    assert pages(path) == pages(tmp_path / "a.jsonl")
    sources, _ = find([path])
    assert sources[1].document == "a.JSONL.gz:3" if kind != "zst" else "a.JSONL.zst:3"
    backwards = [read(one).text for one in reversed(sources)]
    assert backwards[::-1] == pages(path)[0]
    assert len(backwards) == 30


@pytest.mark.parametrize("damage", ["cut", "garbled", "checksum", "second member"])
@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_where_data_is_damaged_is_named_and_what_stands_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, damage: str
) -> None:
    monkeypatch.setattr(packed, "_BLOCK", 1000)
    data = lines(3000)
    if kind == "zst" and damage == "checksum":
        pytest.skip("this zstandard data has none")
    pack = gzip.compress if kind == "gz" else zstd
    half = data.index(b"\n", len(data) // 2) + 1
    whole = bytearray(pack(data) if damage != "second member" else pack(data[:half]) + pack(data[half:]))
    if damage == "cut":
        del whole[len(whole) * 3 // 4 :]
    elif damage == "checksum":
        whole[-6] ^= 0xFF
    else:
        at = len(whole) * 3 // 4
        whole[at : at + 64] = bytes(64)
    path = tmp_path / f"a.jsonl.{kind}"
    path.write_bytes(bytes(whole))
    texts, told = pages(path)
    (tmp_path / "a.jsonl").write_bytes(data)
    expected = pages(tmp_path / "a.jsonl")[0]
    assert texts[:-1] == expected[: len(texts) - 1]
    assert len(texts) > 1000 or kind == "zst"
    assert [one for one in told if "is damaged from here on: restore the file; what stands before it is read." in one]


def test_a_build_with_a_damaged_member_has_the_rest_and_names_it(tmp_path: Path) -> None:
    data = lines(60)
    half = data.index(b"\n", len(data) // 2) + 1
    second = bytearray(gzip.compress(data[half:]))
    second[20:60] = bytes(40)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data[:half]) + bytes(second))
    for _ in range(2):
        report = kg.build(tmp_path / "a.jsonl.gz", tmp_path / "graph", jobs=1)
        assert "is damaged from here on" in str(report.failures[-1])
        assert kg.open(tmp_path / "graph").pages.num_rows == report.counts["pages"] > 20
    assert report.made == 0
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data))
    assert kg.build(tmp_path / "a.jsonl.gz", tmp_path / "graph", jobs=1).failures == []
    assert kg.open(tmp_path / "graph").pages.num_rows == 60


def test_an_error_of_the_disk_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines(3)))

    def failing(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(packed._Cursor, "line", failing)
    with pytest.raises(OSError, match="Input/output error"):
        packed.line(path, 0)
