"""Tasks of a year and the results told of them, in the wordings of different authors, to judge silence by.

`open` are the numbers of the tasks that no result answers, as far as anybody can see; `told` whether that is told.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """Two parts of a report, a paragraph a line; `open` are the tasks that have to be told."""

    name: str
    tasks: tuple[str, ...]
    results: tuple[str, ...]
    open: tuple[int, ...] = ()


GATHERED = Case(
    "five tasks gathered into three results",
    (
        "1. 推进内河清淤，全年清淤不少于 10 公里。",
        "2. 新建城区污水管网，补齐老旧小区短板。",
        "3. 加密水质监测，主要河段实现全覆盖。",
        "4. 严查违法排污，开展夜间执法巡查。",
        "5. 做好节水护水科普宣传。",
    ),
    (
        "（1）工程建设。完成内河清淤 12 公里，新建污水管网 38 公里，惠及 9 个小区。",
        "（2）日常监管。设置水质监测断面 26 个，开展执法巡查 460 次，查处违法排污 23 宗。",
        "（3）社会宣传。举办科普讲座 16 场，发放节水手册 8,000 份。",
    ),
)
BY_BENEFIT = Case(
    "results by kinds of benefit, not by task",
    (
        "一是推进乡村公路养护。",
        "二是改造城区公交站台。",
        "三是开展客运企业安全检查。",
        "四是推广新能源出租车。",
    ),
    (
        "1. 经济效益。物流成本下降，带动沿线农产品外销。",
        "2. 社会效益。群众出行时间缩短，投诉量减少三成。",
        "3. 可持续影响。碳排放强度持续下降。",
    ),
)
IN_PROSE = Case(
    "results in prose that speaks of the tasks",
    (
        "1. 建设社区养老服务站 6 个。",
        "2. 培训养老护理员 300 人次。",
        "3. 开展养老机构消防安全整治。",
    ),
    ("全年建成社区养老服务站 6 个，培训护理员 318 人次，养老机构消防隐患全部整治到位。",),
)
EMPTY_PROSE = Case(
    "results in prose that says nothing of any task",
    (
        "1. 建设社区养老服务站 6 个。",
        "2. 培训养老护理员 300 人次。",
        "3. 开展养老机构消防安全整治。",
    ),
    ("我局认真履职，圆满完成年初确定的各项目标，取得了良好成效。", "该指标分值 30 分，自评得分 30 分。"),
    (1, 2, 3),
)
ONE_MISSING = Case(
    "one task of five is not told of",
    (
        "1. 深入实施名校长、名教师培养工程。",
        "2. 新增公办幼儿园学位 1,200 个。",
        "3. 推进校园智慧安防建设。",
        "4. 落实义务教育课后服务全覆盖。",
        "5. 完成职业院校实训基地验收。",
    ),
    (
        "1. 名师工程。培养名校长 12 人、名教师 46 人。",
        "2. 学前教育。新增公办幼儿园学位 1,260 个。",
        "3. 课后服务。义务教育学校课后服务实现全覆盖，参与学生 5.6 万人。",
        "4. 职业教育。2 个职业院校实训基地通过验收。",
    ),
    (3,),
)
MORE_RESULTS = Case(
    "more results than tasks",
    ("（一）加强文物保护单位修缮。", "（二）办好非遗展演。"),
    (
        "1. 完成 3 处文物保护单位修缮，修缮面积 2,100 平方米。",
        "2. 举办非遗展演 22 场，观众 4.3 万人次。",
        "3. 图书馆总分馆新增通借通还点 18 个。",
    ),
)
WITH_BODIES = Case(
    "tasks with paragraphs below, results in other words in the same number",
    (
        "1. 筑牢粮食安全底线",
        "全年粮食播种面积稳定在 21 万亩，新建高标准农田 1.8 万亩。",
        "2. 做强特色产业",
        "培育省级农业龙头企业 2 家，打造荔枝、茶叶两条产业链。",
        "3. 提升人居环境",
        "完成 46 个村的生活污水治理，农村卫生户厕普及率达到 99%。",
    ),
    (
        "1. 稳产保供。粮食总产量 8.6 万吨，完成高标准农田 1.83 万亩。",
        "2. 强链补链。新认定省级龙头企业 3 家，荔枝出口增长两成。",
        "3. 村庄整治。48 个村的生活污水得到治理。",
    ),
)
SHORTER = Case(
    "two tasks of six are not told of, the rest in short",
    (
        "一、优化营商环境，深化商事登记改革，实现企业开办一日办结。",
        "二、强化食品安全监管，对学校食堂、农贸市场开展专项抽检。",
        "三、守牢药品安全底线，推进疫苗追溯体系建设。",
        "四、严格特种设备监察，开展电梯质量安全排查。",
        "五、实施知识产权强县战略，培育高价值专利。",
        "六、加大反不正当竞争执法力度，整治虚假广告。",
    ),
    (
        "（一）商事登记改革成效明显，企业开办平均 0.8 日办结。",
        "（二）抽检学校食堂、农贸市场食品 3,600 批次，合格率 98.6%。",
        "（三）药品疫苗追溯覆盖全部接种单位。",
        "（四）排查电梯 2,318 台，发现隐患 106 处，全部整改。",
    ),
    (5, 6),
)
CASES = (GATHERED, BY_BENEFIT, IN_PROSE, EMPTY_PROSE, ONE_MISSING, MORE_RESULTS, WITH_BODIES, SHORTER)
