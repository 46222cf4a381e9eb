//! `mandates`: who is asked to do what, and by when, one row per actor, kind of task and deadline of a paragraph.

use super::addressees::ADDRESSEES;
use super::cell::Cell;
use super::keys::{LANGUAGE, PARAGRAPH_ID};
use super::places::Places;
use super::rows::Rows;
use super::schema::{
    Bool, Code, Column, ColumnRole, Date, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text,
    Words,
};
use super::{language, ordinal};
use unrecs_text::mandates::{DueDay, Mandate, actor_code};
use unrecs_text::resolve::Resolved;

pub(super) static TABLE: Table = Table {
    name: "mandates",
    row: "mandate",
    title: Words::en("Mandates").zh("任务"),
    description: Words {
        en: "Who is asked to do what, and by when: one row per paragraph, language, actor, kind of task and deadline. A paragraph \
             that asks nothing has no row. Deadlines that depend on the document are computed from its date and its session.",
        zh: "请谁在何时之前做什么：每段的每种语文、每个行动方、每类任务和每个期限一行。未提出任务的段落没有对应的行。取决于文件的期限按文件的日期和届会推算。",
    },
    role: TableRole::Data,
    columns: &[
        PARAGRAPH_ID,
        LANGUAGE,
        Column::required("position", Int32)
            .en("Place among the mandates of the paragraph: 1, 2, 3 and so on.")
            .zh("在该段各项任务中的次序：1、2、3，依此类推。"),
        Column::optional("actor", Text)
            .coded(ADDRESSEES)
            .en("Who is to act, as a code; the organ itself where it decides what it will do. Null where nobody is named.")
            .zh("行动方，以代码表示；机关决定自行采取行动时为该机关。未指明行动方时为空。"),
        Column::optional("body_id", Text)
            .en("The body of the registry that is to act; key of bodies. Null where it is none.")
            .zh("作为行动方的登记册机构；bodies表的键。行动方不是登记册机构时为空。"),
        Column::optional("task", Text)
            .coded(TASKS)
            .en("The kind of task. Null where the words leave it open: candidates has what it may be.")
            .zh("任务类别。词语不足以确定时为空：candidates列出可能的类别。"),
        Column::optional("recipient_body_id", Text)
            .en("The body of the registry that gets the report; key of bodies. Null for other tasks, and where none is named.")
            .zh("接收报告的登记册机构；bodies表的键。其他任务及未指明接收机构时为空。"),
        Column::optional("due_organ", Text)
            .en("The body of the registry at whose session it is due; key of bodies. Null where it is due at no session, or the \
                 organ is not known.")
            .zh("在其届会上到期的登记册机构；bodies表的键。不在届会上到期或机关不明时为空。"),
        Column::optional("due_session", Int32)
            .en("Number of that session; its year where sessions are called by years. Null where it is due at none, or the number \
                 is not known.")
            .zh("该届会的届次；以年份称呼届会时为年份。不在届会上到期或届次不明时为空。"),
        Column::optional("due_on", Date)
            .en("The last day. Null where none is stated, or the words leave it open.")
            .zh("最后一日。未规定或词语不足以确定时为空。"),
        Column::optional("interval_months", Int32)
            .en("Months from one time to the next: 12 for every year, 24 for every second. Null where it does not recur, or not in \
                 whole months.")
            .zh("两次之间的月数：每年为12，每两年为24。不重复或并非按整月重复时为空。"),
        Column::optional("until", Date)
            .en("The day on which what is extended ends. Null for other tasks, and where the words leave it open.")
            .zh("所延长事项的终止日。其他任务及词语不足以确定时为空。"),
        Column::required("standing", Bool)
            .en("Whether the paragraph states neither a deadline nor an end, understood or not.")
            .zh("该段是否既未规定期限也未规定终止日（不论是否得到理解）。"),
        Column::required("within_resources", Bool)
            .en("Whether it is to be done within existing or available resources.")
            .zh("是否须在现有或可用资源范围内完成。"),
        Column::optional("candidates", Text)
            .en("Where the task or the last day is open: what it may be, joined by a vertical line. Null elsewhere.")
            .zh("任务类别或最后一日不能确定时，列出各种可能，以竖线相连。其他情况为空。"),
        Column::required("rule", Text)
            .coded(RULES)
            .en("What told the kind of task.")
            .zh("确定任务类别的依据。"),
        place("task_start")
            .en("Where the words of the task begin, in code points of the paragraph's text.")
            .zh("任务词语在该段正文中的起点，以码点计。"),
        place("task_end").en("Where they end.").zh("任务词语的终点。"),
        place("deadline_start")
            .en("Where the words of the deadline begin, understood or not. Null where the paragraph has none of its own.")
            .zh("期限词语的起点，不论是否得到理解。该段自身没有时为空。"),
        place("deadline_end").en("Where they end.").zh("期限词语的终点。"),
        place("recurrence_start")
            .en("Where the words begin that say how often, understood or not. Null where there are none.")
            .zh("表示重复频率的词语的起点，不论是否得到理解。没有时为空。"),
        place("recurrence_end").en("Where they end.").zh("表示重复频率的词语的终点。"),
        place("until_start")
            .en("Where the words begin that say how long what is extended lasts. Null where there are none.")
            .zh("表示延长期限的词语的起点。没有时为空。"),
        place("until_end").en("Where they end.").zh("表示延长期限的词语的终点。"),
    ],
    primary_key: &["paragraph_id", "language", "position"],
    nesting: Nesting::Within(&[List::new("mandates", "paragraphs", "paragraph_id", Layout::Lines).in_language()]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("paragraph_id", "paragraphs", "paragraph_id").in_language(),
        ForeignKey::new("body_id", "bodies", "body_id"),
        ForeignKey::new("recipient_body_id", "bodies", "body_id"),
        ForeignKey::new("due_organ", "bodies", "body_id"),
    ],
};

/// An offset into the text of the paragraph.
const fn place(name: &'static str) -> Column {
    Column::optional(name, Int32).role(ColumnRole::Provenance)
}

/// `mandates.task`.
static TASKS: &[Code] = &[
    Code::new("report").en("Submit a report, brief, inform, keep informed.").zh("提交报告、通报、告知、随时通报。"),
    Code::new("consider").en("Take up, review, put on the agenda.").zh("审议、审查、列入议程。"),
    Code::new("convene").en("Hold a meeting, a conference, a panel.").zh("召开会议、大会、小组讨论。"),
    Code::new("establish").en("Set up a body, a fund, a mechanism.").zh("设立机构、基金、机制。"),
    Code::new("extend").en("Renew or prolong a mandate or a measure.").zh("延长任务期限或措施。"),
    Code::new("appoint").en("Appoint or elect somebody.").zh("任命或选举。"),
    Code::new("provide_resources").en("Make money, staff or services available.").zh("提供资金、人员或服务。"),
    Code::new("assist").en("Help somebody: technical assistance, capacity-building.").zh("协助：技术援助、能力建设。"),
    Code::new("study").en("Collect, compile, assess, prepare guidelines.").zh("收集、汇编、评估、编写准则。"),
    Code::new("observe").en("Keep a day, a week, a year, a decade.").zh("纪念国际日、周、年、十年。"),
    Code::new("implement").en("Carry out, apply, comply with.").zh("执行、适用、遵守。"),
    Code::new("cooperate").en("Work together, consult, share.").zh("合作、协商、分享。"),
    Code::new("other").en("Anything else.").zh("其他。"),
];

/// `mandates.rule`.
static RULES: &[Code] = &[
    Code::new("verb").en("The verb alone: report, convene.").zh("仅凭动词：报告、召开。"),
    Code::new("verb_and_noun")
        .en("The verb with a noun behind it: submit a report.")
        .zh("动词及其后的名词：提交报告。"),
    Code::new("opening").en("The opening verb of the paragraph: Establishes.").zh("该段的起首动词：设立。"),
    Code::new("open").en("The verb can be several kinds, and nothing decides.").zh("动词可有多种含义，无从确定。"),
    Code::new("no_kind").en("The verb is of no kind that has a code.").zh("动词不属于有代码的任何类别。"),
];

/// One row per mandate, in document order.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    for (index, paragraph) in document.paragraphs().iter().enumerate() {
        let mut places = Places::of(document.text(paragraph));
        for (position, one) in resolved.mandates().of(index).iter().enumerate() {
            rows.add([document.paragraph_id(paragraph).into(), language(resolved).into(), ordinal(position)], |row| {
                let (session, due, until) = (one.session.as_ref(), one.due.as_ref(), one.until.as_ref());
                let organ = session.and_then(|session| session.organ);
                let candidates = candidates(one);
                row.fill([
                    actor_code(document, paragraph, &one.actor).into(),
                    resolved.mandated(paragraph, &one.actor).map(|body| body.body_id.as_str()).into(),
                    one.task.map(|task| task.code()).into(),
                    one.recipient.map(|body| body.body_id.as_str()).into(),
                    organ.map(|body| body.body_id.as_str()).into(),
                    session.and_then(|session| session.number).into(),
                    due.and_then(|due| due.on).into(),
                    one.recurrence.as_ref().and_then(|recurrence| recurrence.months).into(),
                    until.and_then(|until| until.on).into(),
                    Cell::Bool(one.is_standing()),
                    Cell::Bool(one.within_resources),
                    candidates.as_deref().into(),
                    one.rule.code().into(),
                ]);
                for words in [Some(one.task_words()), one.deadline_words(), one.recurrence_words(), one.until_words()] {
                    row.fill(words.map_or([Cell::Null; 2], |words| places.cells(&words)));
                }
            });
        }
    }
}

/// What the task may be, or the days that the last one may be.
fn candidates(one: &Mandate<'_>) -> Option<String> {
    let tasks = one.task_candidates.iter().map(|task| task.code().to_owned());
    let days = one.due.iter().flat_map(|due| due.candidates.into_iter().flatten()).map(|day| day.to_string());
    let all: Vec<String> = tasks.chain(days).collect();
    Some(all.join("|")).filter(|all| !all.is_empty())
}

/// The tasks of a paragraph, each once, for people.
pub(super) fn tasks(resolved: &Resolved<'_>, index: usize) -> Vec<String> {
    let mandates = resolved.mandates().of(index).iter();
    mandates
        .map(|one| one.task.map_or_else(|| candidates(one).unwrap_or_default(), |task| task.code().to_owned()))
        .collect()
}

/// The deadlines of a paragraph, each once, for people: a day, or `session 78`.
pub(super) fn deadlines(resolved: &Resolved<'_>, index: usize) -> Vec<String> {
    let day = |due: &DueDay| due.on.map(|on| on.to_string());
    let of = |one: &Mandate<'_>| {
        let session = one.session.as_ref().and_then(|session| session.number).map(|number| format!("session {number}"));
        [session, one.due.as_ref().and_then(day), one.until.as_ref().and_then(day)]
    };
    resolved.mandates().of(index).iter().flat_map(of).flatten().collect()
}
