"""Problems and the measures that answer them, in the wordings of different authors, to judge proposals and silence by.

`answers` names for each problem, by its number, the measures that answer it; what is in neither side of it is alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """Two parts of a report, a paragraph a line, and what belongs together."""

    name: str
    problems: tuple[str, ...]
    measures: tuple[str, ...]
    answers: dict[int, tuple[int, ...]]


PAIRED = Case(
    "run-in points, one to one, in the same order",
    (
        "一是预算编制不够精准，个别项目年中调剂较多。",
        "二是采购进度偏慢，上半年仅完成年度计划的三成。",
        "三是绩效目标设置较为笼统，效益指标缺少可衡量的数值。",
    ),
    (
        "一是提前开展项目论证，细化支出测算，减少年中调剂。",
        "二是倒排采购计划，按月通报采购进度。",
        "三是加强绩效培训，逐项补充可衡量的效益指标值。",
    ),
    {1: (1,), 2: (2,), 3: (3,)},
)
IN_OTHER_WORDS = Case(
    "the same number of points, told in other words",
    (
        "（一）业务力量薄弱。全站在编 9 人，需要负责 21 个乡镇的巡查。",
        "（二）资料归集滞后。部分台账仍以纸质为主，查找不便。",
        "（三）宣传覆盖面有限。山区群众对政策的知晓程度不高。",
    ),
    (
        "（一）争取增加编制，聘请退休技术人员参与工作。",
        "（二）建设电子档案系统，两年内完成历史材料的扫描录入。",
        "（三）组织流动服务车进村入户，利用赶集日发放明白纸。",
    ),
    {1: (1,), 2: (2,), 3: (3,)},
)
CROSSED = Case(
    "the measures stand in another order, and two answer one problem",
    (
        "1. 固定资产账实不符，盘点发现 3 台设备未登记入账。",
        "2. 公务接待审批手续不完备，少数报销单据没有附公函。",
        "3. 项目验收滞后，2 个维修项目完工半年后才组织验收。",
    ),
    (
        "1. 规范公务接待，没有公函的一律不予报销。",
        "2. 对维修项目实行台账管理，完工后 30 日内组织验收。",
        "3. 每年开展两次固定资产盘点，未登记的设备限期入账。",
        "4. 将固定资产卡片与财务账逐笔核对，落实使用人责任。",
    ),
    {1: (3, 4), 2: (1,), 3: (2,)},
)
IN_ONE_PARAGRAPH = Case(
    "all in one paragraph with an introduction",
    (
        "自评中发现以下不足：一是资金支付集中在第四季度；二是合同管理不规范，部分合同未约定违约责任；三是满意度调查样本偏少。",
    ),
    (
        "下一步，我们将从三个方面改进：一是按季度均衡安排资金支付，避免年底集中；二是统一合同文本，补充违约责任条款；"
        "三是扩大调查范围，满意度样本不少于服务对象的一成。",
    ),
    {1: (1,), 2: (2,), 3: (3,)},
)
WITH_HEADINGS = Case(
    "headings with paragraphs below them",
    (
        "（一）预算执行不均衡",
        "全年预算执行率达到要求，但前三季度进度低于序时进度，四季度支出占比偏高。",
        "（二）内部控制制度有待完善",
        "差旅费和培训费的审批权限没有及时更新，个别环节存在先办后批的情况。",
    ),
    (
        "（一）加快预算执行",
        "年初分解支出计划，按月通报执行进度，对连续滞后的科室进行约谈。",
        "（二）完善内部控制",
        "修订差旅费、培训费管理办法，明确审批权限和办理时限。",
        "以上措施将纳入年度考核。",
    ),
    {1: (1,), 2: (2,)},
)
UNANSWERED = Case(
    "the last problem has no measure",
    (
        "一是预算编制不够细化，部分项目缺少明细测算。",
        "二是档案数字化进展缓慢，历史卷宗仅扫描四成。",
        "三是大型检测仪器闲置，两台色谱仪全年未开机。",
    ),
    (
        "一是细化预算编制，所有项目附明细测算表。",
        "二是加快档案数字化，年内完成全部历史卷宗的扫描。",
    ),
    {1: (1,), 2: (2,), 3: ()},
)
UNANSWERED_IN_THE_MIDDLE = Case(
    "a problem between two answered ones has no measure",
    (
        "（一）项目前期论证不充分，3 个工程开工后变更设计。",
        "（二）执法车辆老化，故障率较高，影响偏远乡镇的检查频次。",
        "（三）培训计划完成率低，受场地限制取消 4 期培训。",
    ),
    (
        "（一）严格项目前期论证，工程设计经专家评审后方可开工。",
        "（二）与职业院校合作解决培训场地，按季完成培训计划。",
    ),
    {1: (1,), 2: (), 3: (2,)},
)
ONE_MEASURE_FOR_TWO = Case(
    "fewer measures than problems, one answers two",
    (
        "一是预算编制与实际需求存在偏差，年中追加较多。",
        "二是预算执行进度不均衡，年底集中支付。",
        "三是资产处置不及时，报废电脑长期存放在仓库。",
    ),
    (
        "一是提高预算编制的准确性，并加强预算执行监控，按季通报支付进度，防止年底集中支付。",
        "二是每半年集中处置一次报废资产，及时清理仓库。",
    ),
    {1: (1,), 2: (1,), 3: (2,)},
)
WITH_AN_EXTRA_MEASURE = Case(
    "one measure too many",
    (
        "一是部分绩效指标没有量化，难以考核。",
        "二是国有资产出租收入上缴不及时。",
    ),
    (
        "一是会同业务科室重新梳理绩效指标，做到能量化的全部量化。",
        "二是国有资产出租收入在收到后 5 个工作日内上缴。",
        "三是加快推进智慧渔港二期建设，完善雷达监控设施。",
    ),
    {1: (1,), 2: (2,)},
)
GENERAL_MEASURES = Case(
    "general measures that answer everything",
    (
        "一是财务人员对新会计制度的理解还不深。",
        "二是项目绩效自评材料收集不齐全。",
    ),
    (
        "一是加强学习培训，提高业务水平。",
        "二是强化绩效自评材料的收集和归档。",
        "三是加强组织领导，压实工作责任。",
        "四是加强监督检查，确保各项措施落到实处。",
    ),
    {1: (1,), 2: (2,)},
)
IN_PROSE = Case(
    "plain paragraphs without numbers",
    (
        "个别项目的绩效目标不够明确，执行中难以对照检查。",
        "部分采购合同的归档不及时。",
    ),
    ("我中心将进一步明确绩效目标，加强合同归档管理，做到按月检查、按季通报。",),
    {1: (1,), 2: (1,)},
)
WITH_SUGGESTIONS = Case(
    "measures followed by suggestions to others",
    (
        "一是年初预算到位率不高，追加资金下达较晚。",
        "二是驻村工作经费使用不够规范，存在混用现象。",
    ),
    (
        "一是主动与财政部门沟通，提高年初预算到位率。",
        "二是实行驻村工作经费单独核算，严禁混用。",
        "三是建议财政部门完善绩效评价指标库，便于各单位选用。",
    ),
    {1: (1,), 2: (2,)},
)
A_MEASURE_FOR_TWO_IN_OTHER_WORDS = Case(
    "a measure answers a second problem by one word that nobody else says",
    (
        "一是预算编制精准度不高。",
        "二是部分项目支出进度缓慢。",
        "三是绩效指标设置不科学。",
        "四是人员力量不足。",
        "五是固定资产管理不规范。",
    ),
    (
        "一是强化预算编制的论证和审核。",
        "二是加快项目推进，督促按进度支付。",
        "三是优化绩效指标。",
        "四是加强固定资产管理，配备专职人员。",
    ),
    {1: (1,), 2: (2,), 3: (3,), 4: (4,), 5: (4,)},
)
CASES = (
    PAIRED,
    IN_OTHER_WORDS,
    CROSSED,
    IN_ONE_PARAGRAPH,
    WITH_HEADINGS,
    UNANSWERED,
    UNANSWERED_IN_THE_MIDDLE,
    ONE_MEASURE_FOR_TWO,
    WITH_AN_EXTRA_MEASURE,
    GENERAL_MEASURES,
    IN_PROSE,
    WITH_SUGGESTIONS,
    A_MEASURE_FOR_TWO_IN_OTHER_WORDS,
)
