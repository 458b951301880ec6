"""Texts in encodings of before Unicode: read as they are meant, or told in one line."""

from __future__ import annotations

import pytest

from claimcheck.reading import read_articles

RUSSIAN = (
    "Паром затонул у побережья в понедельник, погибли 28 человек, сообщило министерство.\n"
    "На борту было более ста пассажиров, спасатели продолжают поиски пропавших.\n"
)
CHINESE = (
    "渡轮周一在海岸附近沉没，造成二十八人死亡，内政部表示。\n"
    "船上有一百多名乘客，救援人员正在搜寻失踪者。\n"
)
JAPANESE = (
    "フェリーは月曜日に沖合で沈没し、28人が死亡したと内務省が発表した。\n"
    "船には百人以上の乗客が乗っていた。\n"
)
ENGLISH = (
    "The ferry sank off the coast on Monday with 28 people on board, the ministry said. “{}” was "
    "what the captain of the ship had called the harbour when he left it in the morning."
)
OTHERS = [
    ("koi8_r", RUSSIAN),
    ("cp1251", RUSSIAN),
    ("iso8859_5", RUSSIAN),
    ("gb18030", CHINESE),
    ("big5", "渡輪週一在海岸附近沉沒，造成二十八人死亡，內政部表示。\n" * 3),
    ("shift_jis", JAPANESE),
    ("euc_jp", JAPANESE),
]


def read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    return read_articles([tmp_path / name])


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.eml"])
@pytest.mark.parametrize(("encoding", "text"), OTHERS)
def test_a_text_of_another_script_is_told_as_one_and_not_read_as_letters(
    tmp_path, name, encoding, text
):
    head = {
        "a.html": "<html><body><h1>-</h1><p>",
        "a.eml": "From: a@b.example\nSubject: -\nDate: Sun, 01 Jun 2025 08:00:00 +0000\n\n",
    }.get(name, "")
    articles, skips = read(tmp_path, name, (head + text * 5).encode(encoding))
    assert not articles
    assert ["another script" in skip.reason for skip in skips] == [True]


@pytest.mark.parametrize(
    ("charset", "encoding", "word"),
    [
        ("gb2312", "gb18030", "上海"),
        ("GBK", "gbk", "上海"),
        ("Shift_JIS", "cp932", "横浜"),
        ("koi8-r", "koi8_r", "Рига"),
        ("windows-1251", "cp1251", "Рига"),
        ("big5", "big5", "台北"),
    ],
)
@pytest.mark.parametrize("mark", ["<meta charset={}>", "<meta http-equiv=x content='{}'>"])
def test_an_english_page_is_read_in_the_encoding_that_it_declares(
    tmp_path, charset, encoding, word, mark
):
    said = mark.format(f'"{charset}"' if "=x" not in mark else f"text/html; charset={charset}")
    text = ENGLISH.format(word).replace("“", '"').replace("”", '"')
    page = f"<html><head>{said}</head><body><h1>Ferry</h1><p>{text}</p></body></html>"
    [article], _ = read(tmp_path, "a.html", page.encode(encoding))
    assert word in article.text


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "gb18030", "shift_jis"])
def test_a_mail_is_read_in_the_encoding_that_it_names(tmp_path, charset):
    word = "上海" if charset in ("gb18030", "shift_jis") else "Рига"
    body = ENGLISH.format(word).replace("“", '"').replace("”", '"')
    head = (
        "From: The Courier <news@courier.example>\nSubject: Ferry\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n"
        "Date: Sun, 01 Jun 2025 08:00:00 +0000\n\n"
    )
    [article], _ = read(tmp_path, "a.eml", head.encode() + body.encode(charset))
    assert word in article.text


@pytest.mark.parametrize(
    "charset", ["rot13", "unicode_escape", "undefined", "zlib", "x" * 40, "idna"]
)
def test_a_declared_encoding_that_is_none_changes_nothing(tmp_path, charset):
    page = (
        f"<html><meta charset={charset}><body><h1>F</h1><p>{ENGLISH.format('é')}</p></body></html>"
    )
    [article], _ = read(tmp_path, "a.html", page.encode("cp1252"))
    assert "“é”" in article.text


def test_a_file_that_ends_within_a_character_is_still_utf8(tmp_path):
    text = ENGLISH.format("é") + " “"
    [article], _ = read(tmp_path, "a.txt", text.encode()[:-1])
    assert "“é”" in article.text
