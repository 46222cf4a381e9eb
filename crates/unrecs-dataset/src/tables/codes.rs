//! The lists of codes that follow from enumerations of the stages before, with what each code means.

use super::schema::Code;
use unrecs_text::normalize::{Modality, Role, SymbolOrigin};

/// `documents.symbol_origin`.
pub(super) fn symbol_origin(origin: SymbolOrigin) -> &'static str {
    match origin {
        SymbolOrigin::Text => "text",
        SymbolOrigin::Metadata => "metadata",
        SymbolOrigin::Configured => "configured",
    }
}

/// `paragraphs.role`.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Plain => "plain",
        Role::Chapeau => "chapeau",
    }
}

/// `paragraphs.modality` and `paragraphs.effective_modality`.
pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Must => "must",
        Modality::Should => "should",
        Modality::MayWish => "may_wish",
        Modality::May => "may",
        Modality::Encouraged => "encouraged",
        Modality::Invited => "invited",
        Modality::Urged => "urged",
        Modality::Requested => "requested",
        Modality::Recommends => "recommends",
        Modality::Decides => "decides",
        Modality::Demands => "demands",
        Modality::CalledUpon => "called_upon",
        Modality::Authorized => "authorized",
        Modality::None => "none",
        Modality::Inherit => "inherit",
    }
}

/// `documents.class`.
pub(super) static CLASSES: &[Code] = &[
    Code::new("compilation")
        .en("Recommendations of one or several meetings, each under its heading.")
        .zh("一次或多次会议的建议汇编，各次会议分列标题之下。"),
    Code::new("resolution").en("A resolution: a preamble and operative paragraphs.").zh("决议：序言和执行段。"),
    Code::new("decision").en("A decision.").zh("决定。"),
    Code::new("statement")
        .en("A statement, such as one by the President of the Security Council.")
        .zh("声明，如安全理事会主席声明。"),
    Code::new("report").en("A report: numbered paragraphs under headings.").zh("报告：标题之下的编号段落。"),
    Code::new("other").en("None of these.").zh("其他。"),
];

/// `documents.adoption`.
pub(super) static ADOPTIONS: &[Code] = &[
    Code::new("without_vote").en("Without a vote.").zh("未经表决通过。"),
    Code::new("recorded_vote").en("By a recorded vote.").zh("经记录表决通过。"),
    Code::new("vote").en("By a vote that was not recorded.").zh("经非记录表决通过。"),
];

/// `votes.vote`.
pub(super) static BALLOTS: &[Code] = &[
    Code::new("yes").en("In favour.").zh("赞成。"),
    Code::new("no").en("Against.").zh("反对。"),
    Code::new("abstain").en("Abstained.").zh("弃权。"),
    Code::new("absent").en("Absent, or did not vote.").zh("缺席或未参加表决。"),
];

/// `divisions.kind`.
pub(super) static DIVISIONS: &[Code] = &[
    Code::new("preface")
        .en("What stands before the preamble or the body: masthead, title, introduction.")
        .zh("序言或正文之前的部分：刊头、标题、导言。"),
    Code::new("preamble").en("The preambular paragraphs of a resolution.").zh("决议的序言部分。"),
    Code::new("body").en("What the document adopts or reports.").zh("文件所通过或报告的内容。"),
    Code::new("section").en("A part of a body or an annex under a heading.").zh("正文或附件中带标题的一节。"),
    Code::new("part")
        .en("A resolution of a set, or a part that is called so.")
        .zh("一组决议中的一项，或以“部分”相称的组成部分。"),
    Code::new("meeting").en("What one meeting adopted.").zh("一次会议所通过的内容。"),
    Code::new("annex").en("An annex.").zh("附件。"),
    Code::new("appendix").en("An appendix.").zh("附录。"),
    Code::new("table").en("A table.").zh("表格。"),
];

/// `paragraphs.kind`.
pub(super) static PARAGRAPHS: &[Code] = &[
    Code::new("recommendation").en("A numbered recommendation.").zh("编号建议。"),
    Code::new("operative")
        .en("A paragraph of the body of a resolution or decision.")
        .zh("决议或决定正文中的段落，即执行段。"),
    Code::new("item").en("An item under a paragraph, at any depth.").zh("段落之下的分项，不论层级。"),
    Code::new("preambular").en("A paragraph of a preamble.").zh("序言段。"),
    Code::new("text").en("Any other paragraph, numbered or not.").zh("其他段落，不论有无编号。"),
    Code::new("footnote").en("A footnote.").zh("脚注。"),
];

/// `paragraphs.role`.
pub(super) static ROLES: &[Code] = &[
    Code::new("plain").en("It stands alone.").zh("独立成段。"),
    Code::new("chapeau").en("It introduces items.").zh("引出分项的起首部分。"),
];

/// `paragraphs.modality`.
pub(super) static MODALITIES: [Code; 15] = [
    Code::new("must").en("Must (必须).").zh("必须。"),
    Code::new("should").en("Should (应, 应当, 应该).").zh("应、应当、应该。"),
    Code::new("may_wish").en("May wish to (似宜, 不妨).").zh("似宜、不妨。"),
    Code::new("may").en("May (可, 可以).").zh("可、可以。"),
    Code::new("encouraged").en("Is encouraged to (鼓励).").zh("鼓励。"),
    Code::new("invited").en("Is invited to (邀请).").zh("邀请。"),
    Code::new("urged")
        .en("Is urged to (促请, 吁请 or 敦促 as the main verb, also after 应当 without a subject).")
        .zh("以促请、吁请、敦促为主要动词，包括无主语的“应当促请”。"),
    Code::new("requested").en("Is requested to (请 as the main verb).").zh("以请为主要动词。"),
    Code::new("recommends").en("Recommends (建议 as the main verb).").zh("以建议为主要动词。"),
    Code::new("decides").en("Decides (决定).").zh("决定。"),
    Code::new("demands").en("Demands (要求 as the main verb).").zh("以要求为主要动词。"),
    Code::new("called_upon").en("Is called upon to (呼吁).").zh("呼吁。"),
    Code::new("authorized").en("Is authorized to (授权).").zh("授权。"),
    Code::new("none").en("No normative verb.").zh("没有规范性动词。"),
    Code::new("inherit")
        .en("An item without a normative verb of its own: that of its chapeau applies.")
        .zh("分项自身没有规范性动词：适用起首部分的规范性动词。"),
];

/// Every modality but `inherit`, which stands last and which the effective modality has by definition resolved.
pub(super) static EFFECTIVE_MODALITIES: &[Code] = MODALITIES.split_at(MODALITIES.len() - 1).0;

/// `paragraphs.act`.
/// Whether the language versions of a paragraph say the same.
pub(super) static AGREEMENTS: &[Code] = &[
    Code::new("agree").en("All say the same.").zh("各版本一致。"),
    Code::new("differ").en("Two say different things.").zh("有版本不一致。"),
    Code::new("open")
        .en("Those that decide say the same, and at least one leaves it open.")
        .zh("已确定的版本一致，至少有一个版本未能确定。"),
    Code::new("nothing").en("None says anything.").zh("各版本均未提及。"),
];

pub(super) static ACTS: &[Code] = &[
    Code::new("decides").en("Decides.").zh("决定。"),
    Code::new("requests").en("Requests.").zh("请。"),
    Code::new("urges").en("Urges.").zh("敦促。"),
    Code::new("calls_upon").en("Calls upon.").zh("呼吁。"),
    Code::new("encourages").en("Encourages.").zh("鼓励。"),
    Code::new("invites").en("Invites.").zh("邀请。"),
    Code::new("recommends").en("Recommends.").zh("建议。"),
    Code::new("demands").en("Demands.").zh("要求。"),
    Code::new("authorizes").en("Authorizes.").zh("授权。"),
    Code::new("adopts").en("Adopts.").zh("通过。"),
    Code::new("endorses").en("Endorses.").zh("赞同。"),
    Code::new("approves").en("Approves.").zh("核准。"),
    Code::new("declares").en("Declares or proclaims.").zh("宣布。"),
    Code::new("affirms").en("Affirms.").zh("申明。"),
    Code::new("reaffirms").en("Reaffirms.").zh("重申。"),
    Code::new("recalls").en("Recalls.").zh("回顾。"),
    Code::new("reiterates").en("Reiterates.").zh("再次强调。"),
    Code::new("welcomes").en("Welcomes.").zh("欢迎。"),
    Code::new("commends").en("Commends.").zh("赞扬。"),
    Code::new("appreciates").en("Appreciates.").zh("赞赏。"),
    Code::new("notes").en("Notes.").zh("注意到。"),
    Code::new("takes_note").en("Takes note of.").zh("表示注意到。"),
    Code::new("recognizes").en("Recognizes or acknowledges.").zh("确认。"),
    Code::new("stresses").en("Stresses or emphasizes.").zh("强调。"),
    Code::new("considers").en("Considers.").zh("认为。"),
    Code::new("expresses_concern").en("Expresses concern.").zh("表示关切。"),
    Code::new("expresses").en("Expresses something other than concern.").zh("表示。"),
    Code::new("condemns").en("Condemns.").zh("谴责。"),
    Code::new("deplores").en("Deplores.").zh("痛惜。"),
    Code::new("regrets").en("Regrets.").zh("遗憾。"),
    Code::new("supports").en("Supports.").zh("支持。"),
    Code::new("bears_in_mind").en("Bears in mind.").zh("铭记。"),
    Code::new("is_guided").en("Is guided by.").zh("遵循。"),
    Code::new("other").en("Another opening verb.").zh("其他起首动词。"),
];

/// `segments.kind`.
pub(super) static SEGMENTS: &[Code] = &[
    Code::new("blank").en("White space between other segments.").zh("其他区段之间的空白。"),
    Code::new("masthead")
        .en("The printed head: organ, distribution, date, languages, session; also running heads and page numbers.")
        .zh("刊头：机关、分发类别、日期、语文、届会；也包括页眉和页码。"),
    Code::new("title").en("The title of the document and its author line.").zh("文件标题及编写者说明。"),
    Code::new("agenda").en("The agenda item and its title.").zh("议程项目及其标题。"),
    Code::new("heading").en("The heading of a division.").zh("组成部分的标题。"),
    Code::new("number")
        .en("The printed number of a paragraph, or the mark of a footnote, with the white space behind it.")
        .zh("段落的编号或脚注标记，含其后的空白。"),
    Code::new("words").en("The words of a paragraph.").zh("段落的文字。"),
    Code::new("closing")
        .en("The meeting and the day of adoption behind the last paragraph.")
        .zh("最后一段之后所印的通过会议和日期。"),
    Code::new("markup")
        .en("Syntax of the text format, such as Markdown, marks that cannot be seen, and the byte order mark.")
        .zh("文本格式（如Markdown）的标记、不可见字符以及字节顺序标记。"),
    Code::new("unrecognized")
        .en("What no rule understood; a finding unless it is white space alone.")
        .zh("任何规则均未能识别的内容；除纯空白外，均作为问题报告。"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::schema::Table;
    use unrecs_text::language::Unit;
    use unrecs_text::lineage::Relation;
    use unrecs_text::mandates;
    use unrecs_text::normalize::{Act, Adoption, Ballot};
    use unrecs_text::parse::{Class, DivisionKind, ParagraphKind, SegmentKind};
    use unrecs_text::registry::{BODY_KINDS, Basis, INSTRUMENT_KINDS, TitleForm};
    use unrecs_text::resolve;

    /// The column lists the codes of all values of an enumeration, in their order.
    macro_rules! assert_listed {
        ($table:literal, $column:literal, $enumeration:path) => {{
            use $enumeration as Enumeration;
            let codes: Vec<&str> = Enumeration::ALL.iter().map(|one| one.code()).collect();
            assert_eq!(listed($table, $column), codes);
        }};
    }

    #[test]
    fn the_schema_lists_exactly_these_codes() {
        assert_eq!(listed("paragraphs", "role"), [Role::Plain, Role::Chapeau].map(role));
        let origins = [SymbolOrigin::Text, SymbolOrigin::Metadata, SymbolOrigin::Configured];
        assert_eq!(listed("documents", "symbol_origin"), origins.map(symbol_origin));
        let modalities = [
            Modality::Must,
            Modality::Should,
            Modality::MayWish,
            Modality::May,
            Modality::Encouraged,
            Modality::Invited,
            Modality::Urged,
            Modality::Requested,
            Modality::Recommends,
            Modality::Decides,
            Modality::Demands,
            Modality::CalledUpon,
            Modality::Authorized,
            Modality::None,
            Modality::Inherit,
        ];
        assert_eq!(listed("paragraphs", "modality"), modalities.map(modality));
        assert_listed!("paragraphs", "act", Act);
        assert_listed!("documents", "class", Class);
        assert_listed!("documents", "adoption", Adoption);
        assert_listed!("votes", "vote", Ballot);
        assert_listed!("divisions", "kind", DivisionKind);
        assert_listed!("paragraphs", "kind", ParagraphKind);
        assert_listed!("segments", "kind", SegmentKind);
        assert_listed!("references", "rule", resolve::Rule);
        assert_listed!("references", "form", resolve::Form);
        assert_listed!("references", "status", resolve::Status);
        assert_listed!("references", "method", resolve::Method);
        assert_listed!("references", "kind", resolve::Kind);
        assert_listed!("lineage", "relation", Relation);
        assert_listed!("mandates", "task", mandates::Task);
        assert_listed!("mandates", "rule", mandates::Rule);
        assert_eq!(listed("instruments", "kind"), INSTRUMENT_KINDS);
        assert_eq!(listed("bodies", "kind"), BODY_KINDS);
        let forms = [TitleForm::Full, TitleForm::Short];
        assert_eq!(listed("instrument_names", "form"), forms.map(TitleForm::code));
        for (table, column) in [("instruments", "basis"), ("provisions", "basis"), ("provision_names", "basis")] {
            assert_eq!(listed(table, column), [Basis::Text, Basis::Memory].map(Basis::code));
        }
        let units = [
            Unit::Chapter,
            Unit::Part,
            Unit::Section,
            Unit::Annex,
            Unit::Article,
            Unit::Rule,
            Unit::Paragraph,
            Unit::Point,
            Unit::Subpoint,
        ];
        assert_eq!(listed("references", "unit"), units.map(Unit::code));
        assert_eq!(listed("provisions", "unit"), units.map(Unit::code));
    }

    fn listed(table: &str, column: &str) -> Vec<&'static str> {
        let table = Table::of(table).unwrap();
        table.columns[table.index_of(column).unwrap()].codes.iter().map(|code| code.code).collect()
    }
}
