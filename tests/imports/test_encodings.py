"""Encodings: those that are read, those that are refused by name."""

import codecs
import io

import pytest

from imports.encodings import detect
from imports.problems import FileProblem

FRENCH = "id,titre\n1,Négociations à Genève : le cessez-le-feu a été évoqué côté français\n" * 3
UKRAINIAN = "id,назва\n1,Переговори у Женеві тривали до пізнього вечора без угоди\n" * 3
RUSSIAN = "id,название\n1,Переговоры в Женеве продолжались до позднего вечера\n" * 3


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (FRENCH.encode(), "utf-8"),
        (UKRAINIAN.encode("utf-8-sig"), "utf-8-sig"),
        (UKRAINIAN.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16"),
        (FRENCH.encode("utf-16-le"), "utf-16-le"),
        (UKRAINIAN.encode("cp1251"), "cp1251"),
        (RUSSIAN.encode("cp1251"), "cp1251"),
        (FRENCH.encode("cp1252"), "cp1252"),
        (b"id,title\n1,plain\n", "utf-8"),
    ],
)
def test_what_is_read(data, expected):
    assert detect(io.BytesIO(data)) == expected


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (RUSSIAN.encode("koi8_r"), "KOI8-R"),
        (RUSSIAN.encode("cp866"), "CP866"),
        (("id,題\n1,和平交渉がジュネーブで行われた。\n" * 5).encode("shift_jis"), "SHIFT"),
        (FRENCH.encode("utf-32"), "UTF-32"),
    ],
)
def test_what_is_refused_by_name(data, named):
    with pytest.raises(FileProblem, match=named):
        detect(io.BytesIO(data))


def test_a_broken_byte_is_named():
    with pytest.raises(FileProblem, match=r"Byte 20 .* UTF-8"):
        detect(io.BytesIO(codecs.BOM_UTF8 + b"id,title\n1,plain\xff\xfe\n"))
