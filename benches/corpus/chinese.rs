//! Recommendations in Chinese: word lists of the subject and the clauses that join them.

use super::random::Random;
use super::sentence::Sentences;

/// Sentences in Chinese.
pub static CHINESE: Sentences = Sentences { statement, chapeau, item };

const CONDITIONS: &[&str] = &[
    "在不妨碍本国法律基本原则的前提下",
    "在资源允许的范围内",
    "为便利证据的跨境收集",
    "为缩短办理请求所需的时间",
    "认识到犯罪手法变化迅速",
    "铭记各国法律制度各不相同",
    "考虑到小岛屿国家能力有限",
    "在与私营部门协商之后",
    "为减少受害人再次受到伤害的可能",
    "鉴于网上市场的作用日益增加",
    "在开展风险评估的基础上",
    "为使从业人员熟悉新的侦查工具",
    "在执行本届会议的决定时",
    "注意到区域网络已经取得的成果",
    "为防止重复劳动",
    "在审查国家战略的过程中",
    "为了确保数据的可比性",
    "在必要时并依照既定程序",
    "为应对供应链中的薄弱环节",
    "有鉴于各国报告的困难",
    "在遵守保密要求的同时",
    "为加强边远口岸的力量",
    "依照可适用的双边安排",
    "作为长期规划的一部分",
];
const SUBJECTS: &[&str] =
    &["缔约国", "缔约国", "各国", "各缔约国", "会员国", "来源国和目的地国", "过境国", "秘书处", "缔约方会议"];
const MODALS: &[&str] = &[
    "应当",
    "应",
    "似宜",
    "可",
    "应考虑",
    "似宜考虑",
    "应当酌情",
    "应继续",
    "不妨",
    "可酌情",
    "必须",
    "应当优先",
    "应当尽快",
    "似宜定期",
];
const OPENINGS: &[&str] = &[
    "鼓励缔约国",
    "鼓励各国",
    "邀请各缔约国",
    "鼓励会员国酌情",
    "邀请各国",
    "工作组请秘书处",
    "应当促请尚未这样做的国家",
    "工作组建议缔约方会议",
    "鼓励缔约国继续",
];
const VERBS: &[&str] = &[
    "制定", "修订", "评估", "公布", "统一", "改进", "扩大", "支持", "推广", "汇编", "试行", "更新", "落实", "监测",
    "协调", "完善", "建立", "审议", "编写", "分析", "资助", "简化", "加快", "普及", "巩固", "检查", "充实", "启动",
    "共享", "翻译",
];
const FIELDS: &[&str] = &[
    "贩运文化财产",
    "走私野生动植物",
    "伪造药品",
    "网络诈骗",
    "海上非法捕捞",
    "腐败所得追缴",
    "证人保护",
    "引渡",
    "司法协助",
    "枪支追查",
    "洗钱",
    "身份盗用",
    "贩运人口",
    "偷运移民",
    "被判刑人移管",
    "电子证据",
    "控制下交付",
    "联合侦查",
    "资产管理",
    "边境监测",
    "非法采矿",
    "危险废物运输",
    "公共采购",
    "受害人援助",
    "少年司法",
    "监狱管理",
    "虚拟资产",
    "集装箱查验",
    "航空货运",
    "前体化学品",
    "中央机关往来",
    "举报人保护",
    "受益所有权",
    "体育操纵",
];
const NOUNS: &[&str] = &[
    "国家行动计划",
    "培训课程",
    "数据标准",
    "标准作业程序",
    "示范法",
    "联络点网络",
    "统计指标",
    "风险评估",
    "宣传运动",
    "专家名册",
    "案例汇编",
    "电子登记册",
    "操作手册",
    "预警机制",
    "转介机制",
    "协调委员会",
    "问责框架",
    "年度报告",
    "自评清单",
    "实验室能力",
    "分析软件",
    "双语范本",
    "热线服务",
    "经费安排",
    "磋商程序",
    "合作协定",
    "质量审查",
    "教学材料",
    "公开数据集",
    "研究方案",
    "区域讲习班",
    "导师方案",
];
const QUALITIES: &[&str] = &[
    "有效的",
    "透明的",
    "以权利为本的",
    "顾及性别的",
    "可衡量的",
    "跨部门的",
    "多语种的",
    "循证的",
    "可持续的",
    "易于使用的",
    "统一的",
    "费用低廉的",
    "经过检验的",
    "定期更新的",
    "专门的",
    "独立的",
];
const MEANS: &[&str] = &[
    "包括为此指定一名协调人",
    "包括利用视频会议",
    "例如通过与大学合作",
    "包括向基层官员发放便携设备",
    "例如设立一个由检察官和警官组成的小组",
    "包括吸收受影响社区参加",
    "特别是在自由贸易区",
    "包括根据请求提供译文",
    "例如采用开放源码工具",
    "包括每两年进行一次独立评价",
    "特别是针对农村地区",
    "例如通过借调官员",
    "包括以安全方式储存资料",
    "包括顾及残疾人的需要",
    "特别是在财政紧缩时期",
    "例如借鉴海关当局的做法",
    "包括确定明确的时限",
    "包括为此划拨可预测的资金",
];
const PURPOSES: &[&str] = &[
    "以便及早发现可疑交易",
    "从而减少案件积压",
    "以期提高定罪率",
    "以便受害人及时获得救济",
    "以确保证据可被采信",
    "从而增进公众信任",
    "以便比较各区域的趋势",
    "以期缩小执法方面的差距",
    "以便追踪非法资金流动",
    "从而减轻行政负担",
    "以便各主管机关直接联系",
    "以期形成共同标准",
    "以确保程序公正",
    "从而有利于机构记忆的保存",
    "以便小型主管机关参与",
    "以期为后续审议提供依据",
    "从而降低重犯的风险",
    "以便合法贸易不受影响",
];
const INSTRUMENTS: &[&str] = &[
    "《有组织犯罪公约》",
    "《公约》",
    "《偷运移民议定书》",
    "《贩运人口议定书》",
    "《枪支议定书》",
    "《议定书》",
    "《反腐败公约》",
    "《联合国打击跨国有组织犯罪公约》",
    "《维也纳领事关系公约》",
    "《2030年可持续发展议程》",
];
const RESULTS: &[&str] = &[
    "此类措施可辅之以技术援助。",
    "秘书处可应请求就此提供咨询。",
    "有关资料应以电子形式保存。",
    "各国还似宜交流在这方面吸取的经验教训。",
    "此项工作不应影响正在进行的侦查。",
    "审查结果可提交下届会议。",
    "为此，可利用现有的区域平台。",
    "有关费用应由预算外资源支付。",
    "其中应适当顾及隐私权。",
];

fn statement(random: &mut Random) -> String {
    let mut text = String::new();
    if random.percent(45) {
        text.push_str(random.pick(CONDITIONS));
        text.push('，');
    } else if random.percent(25) {
        let provision = provision(random);
        text.push_str(&format!("根据{provision}，"));
    }
    if random.percent(70) {
        text.push_str(random.pick(SUBJECTS));
        text.push_str(random.pick(MODALS));
    } else {
        text.push_str(random.pick(OPENINGS));
    }
    clauses(random, &mut text);
    text.push('。');
    if random.percent(20) {
        text.push_str(random.pick(RESULTS));
    }
    text
}

fn chapeau(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("{}{}：", random.pick(SUBJECTS), random.pick(&["应当", "应考虑", "似宜考虑", "应", "似宜"])),
        1 => format!("{}，{}应当：", random.pick(CONDITIONS), random.pick(SUBJECTS)),
        _ => format!("工作组建议缔约方会议审议与{}有关的下列议题：", random.pick(FIELDS)),
    }
}

fn item(random: &mut Random) -> String {
    let mut text = String::new();
    clauses(random, &mut text);
    text
}

fn clauses(random: &mut Random, text: &mut String) {
    task(random, text);
    if random.percent(35) {
        text.push_str(if random.percent(50) { "，并" } else { "，同时" });
        task(random, text);
    }
    if random.percent(45) {
        text.push('，');
        text.push_str(random.pick(MEANS));
    }
    if random.percent(40) {
        text.push('，');
        text.push_str(random.pick(PURPOSES));
    }
}

fn task(random: &mut Random, text: &mut String) {
    let verb = random.pick(VERBS);
    let quality = if random.percent(60) { random.pick(QUALITIES) } else { "" };
    let (field, noun) = (random.pick(FIELDS), random.pick(NOUNS));
    text.push_str(&match random.below(6) {
        0 => format!("{verb}涉及{field}的{quality}{noun}"),
        1 => format!("{verb}{field}和{}方面的{noun}", random.pick(FIELDS)),
        2 => format!("就{field}问题{verb}{quality}{noun}和{}", random.pick(NOUNS)),
        3 => format!("{verb}{}所要求的{quality}{noun}", provision(random)),
        4 => format!("在国家、区域和国际各级{verb}{quality}{noun}，用于{field}工作"),
        _ => format!("{verb}{field}领域的{quality}{noun}"),
    });
}

fn provision(random: &mut Random) -> String {
    let instrument = random.pick(INSTRUMENTS);
    let article = random.between(1, 41);
    match random.below(6) {
        0 => format!("{instrument}第 {article} 条"),
        1 => format!("{instrument}第{article}条第{}款", random.between(1, 9)),
        2 => format!("{instrument}第{article}条和第{}条", random.between(1, 41)),
        3 => format!("{instrument}第{article}和{}条", random.between(1, 41)),
        4 => format!("{instrument}第 {article} 条第 {} 款", random.between(1, 9)),
        _ => format!("{instrument}第{article}条"),
    }
}
