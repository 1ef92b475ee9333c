"""Reading a standard: what a good file becomes, and how each fault of a bad one is named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import AppError
from core.model.expression import Operation, Reference
from core.model.standard import RateCheck
from core.paths import resource_path
from core.standard.loader import load_standard, load_standard_text
from tests.core.standard.small_standard import SMALL, check_fault_is_named, line_with, refused, small_standard, spoiled

# -- good files --------------------------------------------------------------------------------------------------------


def test_small_standard_is_read_whole() -> None:
    standard = small_standard()
    assert (standard.id, standard.version, standard.fiscal_year, standard.verified) == ("small-2021", 1, 2021, True)
    assert standard.full_mark == Decimal(100)
    assert standard.score_decimals == 1
    assert [item.kind for item in standard.cover] == ["text", "year"]
    assert list(standard.parts) == [
        "narrative/overview/spending",
        "narrative/evaluation/summary",
        "narrative/evaluation/process",
        "narrative/evaluation/effect",
    ]
    assert standard.chapters[1].aliases == ("自评情况", "评价结果")
    table = standard.tables_by_id["spending"]
    assert table.scale == Decimal(10000)
    assert table.row("total").parts == ("basic", "project")
    assert table.row("construction").part_of == "project"
    assert standard.quantities[0].expression == Operation(
        "/", Reference("spending/total/final"), Reference("spending/total/initial")
    )
    assert [indicator.id for indicator in standard.scored_indicators] == ["budget", "funds", "effect"]
    assert standard.indicators_by_id["budget"].max_score == Decimal("37.5")
    assert standard.indicators_by_id["budget"].method == "manual"
    assert standard.variance_checks[0].threshold == Decimal("0.30")
    assert standard.rate_checks == (
        RateCheck("completion", ("支出完成率", "执行率"), ("completion_rate_of_initial",), rest=None),
    )
    assert standard.tabs[0].items == ("cover",)


def test_the_source_travels_with_the_standard() -> None:
    assert load_standard_text(small_standard().source, "copy") == small_standard()


def test_optional_keys_are_read_where_they_are_written() -> None:
    lengths = 'title = "支出情况"\nlongest = 800\nrequired = false\nprivate = true'
    words = 'guidance = "写"\ngood = "好"\npoor = "差"\nclause = "第三条"'
    standard = small_standard('title = "支出情况"', f"{lengths}\n{words}")
    part = standard.parts["narrative/overview/spending"]
    assert (part.longest, part.required, part.private, part.guidance) == (800, False, True, "写")
    assert (part.good, part.poor, part.clause) == ("好", "差", "第三条")
    without = standard.parts["narrative/evaluation/process"]
    assert (without.longest, without.required, without.private, without.guidance) == (None, True, False, "")


def test_files_from_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode("utf-8"))
    assert load_standard(path).title == "小标准"


def test_foshan_2020_is_published_as_it_is() -> None:
    standard = load_standard(resource_path("standards", "foshan-2020.toml"))
    assert [indicator.max_score for indicator in standard.indicators] == [8, 8, 7, 20, 11, 5, 5, 30, 5]
    assert [chapter.title for chapter in standard.chapters] == [
        "部门基本情况",
        "绩效自评结果及指标分析",
        "存在问题",
        "改进措施及有关建议",
    ]
    assert [column.title for column in standard.tables[0].columns] == ["年初预算数", "调整预算数", "决算数"]
    assert standard.tables[0].row("total").parts == ("basic", "project", "remitted", "business", "subsidies")
    assert standard.full_mark == 100
    assert not standard.verified


# -- one fault: file, line and key -------------------------------------------------------------------------------------

# What is replaced, by what, the key that must be named, and words of the sentence.
FAULTS = [
    pytest.param("version = 1\n", 'version = "1"\n', "version", "应当是整数，写的是“1”", id="text for number"),
    pytest.param("version = 1\n", "version = true\n", "version", "应当是整数，写的是true", id="bool for number"),
    pytest.param("version = 1\n", "version = 0\n", "version", "1 到 9999 之间", id="number too small"),
    pytest.param('title = "小标准"', "title = 7", "title", "应当是文字，写的是整数 7", id="number for text"),
    pytest.param('title = "小标准"', 'title = " "', "title", "不能空着", id="blank title"),
    pytest.param('title = "小标准"', 'title = "小\\n标准"', "title", "只能写一行", id="two lines"),
    pytest.param('title = "小标准"', 'title = "小\\u0007标准"', "title", "控制字符", id="control character"),
    pytest.param('title = "小标准"', f'title = "{"长" * 201}"', "title", "最多 200 字，写了 201 字", id="too long"),
    pytest.param('id = "small-2021"', 'id = "Small 2021"', "id", "小写字母、数字和连字符", id="standard id"),
    pytest.param("verified = true", 'verified = "是"', "verified", "true 或 false", id="text for bool"),
    pytest.param("fiscal_year = 2021", "fiscal_year = 21", "fiscal_year", "2000 到 2099 之间", id="short year"),
    pytest.param("verified = true", "verified = true\ncolour = 1", "colour", "不是这里可以写的键", id="unknown key"),
    pytest.param('full_mark = "100"', "full_mark = 100", "scoring.full_mark", "加引号的数", id="bare number"),
    pytest.param('full_mark = "100"', "full_mark = 1e2", "scoring.full_mark", "不加引号的小数 100.0", id="bare float"),
    pytest.param('full_mark = "100"', 'full_mark = "0"', "scoring.full_mark", "应当大于 0", id="full mark zero"),
    pytest.param('full_mark = "100"', 'full_mark = "1e2"', "scoring.full_mark", "写的是“1e2”", id="exponent"),
    pytest.param('full_mark = "100"', 'full_mark = "１００"', "scoring.full_mark", "写的是“１００”", id="full-width"),
    pytest.param('max_score = "40"', 'max_score = "-4"', "indicators[3].max_score", "写的是“-4”", id="negative"),
    pytest.param('max_score = "40"', 'max_score = "NaN"', "indicators[3].max_score", "写的是“NaN”", id="nan"),
    pytest.param('max_score = "40"', 'max_score = "40分"', "indicators[3].max_score", "写的是“40分”", id="with unit"),
    pytest.param('threshold = "0.30"', "threshold = 0.30", "checks.variance[0].threshold", "加引号的数", id="float"),
    pytest.param('scale = "10000"', 'scale = "0"', "tables[0].scale", "应当大于 0", id="scale zero"),
    pytest.param("decimals = 2", "decimals = 7", "tables[0].decimals", "0 到 6 之间", id="decimals"),
    pytest.param('kind = "year"', 'kind = "jahr"', "cover[1].kind", "text、year、date、phone 之一", id="kind"),
    pytest.param('id = "basic"', 'id = "Basic"', "tables[0].rows[0].id", "小写字母开头", id="capital in id"),
    pytest.param('id = "basic"', 'id = "基本"', "tables[0].rows[0].id", "写的是“基本”", id="chinese id"),
    pytest.param('id = "basic"', 'id = "if"', "tables[0].rows[0].id", "保留字", id="keyword as id"),
    pytest.param('id = "basic"', 'id = "a/b"', "tables[0].rows[0].id", "写的是“a/b”", id="slash in id"),
    pytest.param('parts = ["basic"', 'parts = [1, "basic"', "tables[0].rows[3].parts", "第 1 项应当是文字", id="item"),
    pytest.param(
        'parts = ["basic"', 'parts = ["", "basic"', "tables[0].rows[3].parts", "第 1 项不能空着", id="no item"
    ),
    pytest.param('part_of = "project"', "part_of = []", "tables[0].rows[2].part_of", "写的是数组", id="list for id"),
    pytest.param(
        'table = "spending"\n\n', "table = {}\n\n", "chapters[0].parts[0].table", "写的是表", id="table for id"
    ),
    pytest.param('base = "initial"', "base = 2020-01-01", "checks.variance[0].base", "写的是日期", id="date"),
    pytest.param(
        'table = "spending"\n\n',
        'table = "spending"\nlongest = 0\n\n',
        "chapters[0].parts[0].longest",
        "1 到",
        id="longest",
    ),
    pytest.param(
        "spending.total.final /", "spending.total.final //", "quantities[0].expression", "不能使用", id="operator"
    ),
    pytest.param("spending.total.final /", "__import__('os') /", "quantities[0].expression", "不能使用", id="import"),
    pytest.param(
        "spending.total.final /", "spending.total.final /*", "quantities[0].expression", "写法有误", id="syntax"
    ),
    pytest.param("{fiscal_year}", "{year}", "report_title", "只能写 {reporting_unit} 和 {fiscal_year}", id="name"),
    pytest.param("{fiscal_year}", "{fiscal_year.__class__}", "report_title", "只能写", id="attribute"),
    pytest.param("{fiscal_year}", "{fiscal_year[0]}", "report_title", "只能写", id="index"),
    pytest.param("{fiscal_year}", "{fiscal_year!r}", "report_title", "只能写", id="conversion"),
    pytest.param("{fiscal_year}", "{fiscal_year:>9999999}", "report_title", "只能写", id="width"),
    pytest.param("{fiscal_year}", "{}", "report_title", "只能写", id="position"),
    pytest.param("{fiscal_year}", "{fiscal_year", "report_title", "花括号", id="open brace"),
    pytest.param("{fiscal_year}", "fiscal_year}", "report_title", "花括号不成对", id="closing brace"),
]


@pytest.mark.parametrize(("old", "new", "key", "words"), FAULTS)
def test_fault_is_named_by_file_line_and_key(old: str, new: str, key: str, words: str) -> None:
    check_fault_is_named(old, new, key, words)


@pytest.mark.parametrize(
    ("gone", "place", "key"),
    [
        ('issuer = "某市财政局"\n', "", "issuer"),
        ("verified = true\n", "", "verified"),
        ('[scoring]\nfull_mark = "100"\nscore_decimals = 1\n', "", "scoring"),
        ('full_mark = "100"\n', "[scoring]", "scoring.full_mark"),
        ('unit = "万元"\n', "[[tables]]", "tables[0].unit"),
        ('short = "基建"\n', '[[tables.rows]]\nid = "construction"', "tables[0].rows[2].short"),
        (
            'expression = "spending.total.final / spending.total.initial"\n',
            "[[quantities]]",
            "quantities[0].expression",
        ),
        ('items = ["cover"]\n', "[[tabs]]", "tabs[0].items"),
        ('id = "budget"\n', '[[indicators]]\ntitle = "预算"', "indicators[1].id"),
    ],
)
def test_missing_key_is_named_at_its_table(gone: str, place: str, key: str) -> None:
    text = spoiled(gone, "")
    assert refused(text) == f"标准文件 small.toml 第 {line_with(text, place)} 行：{key} 没有写。"


def test_missing_arrays_of_tables_are_named() -> None:
    message = refused(SMALL[: SMALL.index("[[grades]]")])
    assert "第 1 行：grades 没有写。" in message
    assert "第 1 行：tabs 没有写。" in message


# -- many faults -------------------------------------------------------------------------------------------------------


def test_all_faults_are_listed_in_the_order_of_the_file() -> None:
    text = SMALL.replace('kind = "year"', 'kind = "jahr"').replace('base = "initial"', 'base = "x"')
    text = text.replace("version = 1", "version = 0").replace('lower = "90"', 'lower = "九十"')
    first, *rest = refused(text).split("\n")
    assert first == "标准文件 small.toml 有 4 处错误："
    assert [line.split("：")[1].split(" ")[0] for line in rest] == [
        "version",
        "cover[1].kind",
        "grades[0].lower",
        "checks.variance[0].base",
    ]
    numbers = [int(line.split(" ")[1]) for line in rest]
    assert numbers == sorted(numbers)


def test_twenty_faults_are_listed_and_the_others_counted() -> None:
    message = refused(spoiled("verified = true\n", "verified = true\n" + "".join(f"k{n} = 1\n" for n in range(33))))
    lines = message.split("\n")
    assert lines[0] == "标准文件 small.toml 有 33 处错误："
    assert len(lines) == 22
    assert lines[-1] == "其余 13 处没有列出，请先改正以上各处。"


# -- what is no standard file at all -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[scoring]", "[scoring", "TOML 写法有误，这一行是“[scoring”。"),
        ('place = "某市"', "place = 某市", "TOML 写法有误，这一行是“place = 某市”。"),
        ('place = "某市"', 'place = "某市', 'TOML 写法有误，这一行是“place = "某市”。'),
        ('place = "某市"', "version = 2", "同一个键或表写了两次，这一行是“version = 2”。"),
        ('place = "某市"', "digits = " + "9" * 5000, "TOML 写法有误"),
    ],
)
def test_broken_toml_is_named_by_its_line(old: str, new: str, words: str) -> None:
    message = refused(spoiled(old, new))
    if "9999" not in new:
        assert message.startswith(f"标准文件 small.toml 第 {line_with(spoiled(old, new), new)} 行：")
    assert words in message


@pytest.mark.parametrize("text", ["", "# 只有注释\n"])
def test_empty_file_lacks_everything(text: str) -> None:
    assert "第 1 行：id 没有写。" in refused(text)


@pytest.mark.parametrize(
    "text", ["cover = 1", "cover = []", "cover = [1]", "cover = {}", "scoring = []", "[[scoring]]"]
)
def test_other_shapes_are_faults_and_no_crash(text: str) -> None:
    assert f"第 1 行：{text.strip('[').split(' ')[0].strip(']')} " in refused(text)


def test_text_that_ends_too_early_is_named_by_its_last_line() -> None:
    text = spoiled('title = "报告"', 'title = """报告')
    assert refused(text).startswith(
        f"标准文件 small.toml 第 {text.count(chr(10))} 行：TOML 写法有误，这一行是“items = "
    )


def test_nested_brackets_are_refused() -> None:
    assert "嵌套过深" in refused("a = " + "[" * 100_000)


def test_long_dotted_keys_are_refused_before_they_cost_time() -> None:
    assert refused("version = 1\na" + ".a" * 100_000 + " = 1").startswith("标准文件 small.toml 第 2 行：点多于")


def test_too_many_tables_are_refused() -> None:
    message = refused(SMALL + "".join(f'[[tabs]]\nid = "t{n}"\ntitle = "页{n}"\nitems = []\n' for n in range(499)))
    assert "tabs 最多 500 项，写了 501 项。" in message


def test_large_text_is_refused() -> None:
    assert "超过 1 MB" in refused("#" * 1_000_001)


def test_large_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(1_000_001)
    with pytest.raises(AppError, match=r"标准文件 large\.toml 超过 1 MB") as caught:
        load_standard(path)
    assert caught.value.code == "bad_standard"


def test_other_encodings_are_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes(SMALL.encode("gbk"))
    with pytest.raises(AppError, match=r"标准文件 gbk\.toml 第 3 行：不是 UTF-8") as caught:
        load_standard(path)
    assert caught.value.code == "bad_standard"


@pytest.mark.parametrize("name", ["missing.toml", "folder.toml"])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(AppError, match="读不到标准文件") as caught:
        load_standard(tmp_path / name)
    assert caught.value.code == "standard_not_readable"
    assert name in caught.value.message
