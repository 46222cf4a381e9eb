//! `references`: what a paragraph refers to, one row per target.

use super::cell::Cell;
use super::keys::LANGUAGE;
use super::places::{Places, TEXT_END, TEXT_START};
use super::rows::{Row, Rows};
use super::schema::{
    Bool, Code, Column, ForeignKey, Int32, Layout, List, Nesting, RowSource, Table, TableRole, Text, Words,
};
use super::{language, ordinal};
use unrecs_text::resolve::{Provision, Reference, Resolved};

pub(super) static TABLE: Table = Table {
    name: "references",
    row: "reference",
    title: Words::en("References").zh("引述"),
    description: Words {
        en: "What paragraphs refer to, one row per target and language, in document order: instruments, their provisions, \
             recommendations, documents, resolutions and decisions. What cannot be known is left open with its candidates.",
        zh: "各段所引述的内容，每个对象的每种语文一行，按文件顺序排列：文书及其条款、建议、文件、决议和决定。无法确定的，保留候选文书，不作推测。",
    },
    role: TableRole::Data,
    columns: &[
        Column::required("reference_id", Text)
            .en("Stable identifier: the paragraph's identifier, -ref and the position, such as ctoc-cop-wg7-m1-r8-ref2.")
            .zh("稳定标识符：段落标识符加“-ref”和次序，如ctoc-cop-wg7-m1-r8-ref2。"),
        LANGUAGE,
        Column::required("paragraph_id", Text)
            .en("The paragraph that refers; key of paragraphs.")
            .zh("所属段落；paragraphs表的键。"),
        Column::required("position", Int32)
            .en("Place among the references of the paragraph: 1, 2, 3 and so on, in the order of the text.")
            .zh("在该段各项引述中的次序：按文本顺序为1、2、3，依此类推。"),
        Column::required("surface", Text)
            .en("The words that refer, verbatim: for an instrument its name with title marks, for a provision from its \
                 first to its last part, for a document its symbol or number with the places in it. Targets named in one \
                 go share it.")
            .zh("引述所用词语，照录原文：文书为其名称（含书名号），条款为自首至尾的各级编号，文件为其文号或编号及所指明的部分。一并提及的多个对象共用同一词语。"),
        Column::required("kind", Text).coded(KINDS).en("What is referred to.").zh("引述对象的类别。"),
        Column::optional("form", Text)
            .coded(FORMS)
            .en("How the instrument is named. Null for recommendations, documents, resolutions and decisions.")
            .zh("文书的称谓方式。引述建议、文件、决议或决定时为空。"),
        Column::optional("instrument_id", Text)
            .en("The instrument; key of instruments. Null where it is not known, and where none is meant.")
            .zh("所指文书；instruments表的键。无法确定或不涉及文书时为空。"),
        Column::optional("provision_id", Text)
            .en("The article, rule, chapter or annex; key of provisions. Null where the provision does not exist or \
                 the registry does not have it.")
            .zh("所指条、规则、章或附件；provisions表的键。该条款不存在或登记册未载时为空。"),
        Column::optional("unit", Text)
            .coded(UNITS)
            .en("What kind of provision it is, of an instrument, document, resolution or decision. Null where no provision \
                 is meant.")
            .zh("文书、文件、决议或决定的条款类别。不涉及条款时为空。"),
        Column::optional("number", Text)
            .en("Number of the provision in Arabic digits, such as 6 or 24bis; of chapters and annexes too. Null for an \
                 annex without a number.")
            .zh("条款编号，用阿拉伯数字，如6或24bis；章和附件亦然。附件无编号或不涉及条款时为空。"),
        Column::optional("paragraph", Text)
            .en("Number of the paragraph (款), such as 3. Null where none is given.")
            .zh("款的编号，如3。未指明时为空。"),
        Column::optional("point", Text)
            .en("Letter of the point (项) with what is below it, such as a or a(ii). Null where none is given.")
            .zh("项的字母及其下级编号，如a或a(ii)。未指明时为空。"),
        Column::optional("range_end", Text)
            .en("Where a range is given (articles 24 to 26), the last number or letter of it; it belongs to the \
                 smallest part given. The word open where the range names no end (article 7 ff.).")
            .zh("引述范围（如第24至26条）时，范围的最后一个编号或字母；属于所指明的最小一级。未指明止处（如article 7 ff.）时为open。"),
        Column::optional("target_paragraph_id", Text)
            .en("The recommendation referred to; key of paragraphs. Null otherwise, and where there is no such \
                 recommendation.")
            .zh("所引述的建议；paragraphs表的键。引述其他对象或无此建议时为空。"),
        Column::optional("target_symbol", Text)
            .en("Symbol of the document, resolution or decision referred to, such as A/RES/55/25. Null otherwise, and where it \
                 is not known.")
            .zh("所引述文件、决议或决定的文号，如A/RES/55/25。引述其他对象或无法确定时为空。"),
        Column::optional("group_id", Text)
            .en("Shared by the references of one conjoined mention, such as 第32和37条 or 第16条和第18条. Null for a \
                 reference that stands alone.")
            .zh("合并提及的各项引述（如第32和37条、第16条和第18条）共用的标识符。单独的引述为空。"),
        Column::required("status", Text).coded(STATUSES).en("How the reference ended.").zh("引述的判定结果。"),
        Column::optional("method", Text)
            .coded(METHODS)
            .en("The step of the decision list that found the instrument. Null where none did, and where no instrument \
                 is meant.")
            .zh("判定文书所依据的步骤。未能判定或不涉及文书时为空。"),
        Column::required("implicit", Bool)
            .en("Whether the instrument of a provision is neither named directly in front of it nor shared by \
                 coordination.")
            .zh("条款所属文书是否既未紧接其前指明，也未与并列条款共用。"),
        Column::optional("candidates", Text)
            .en("The instruments that were weighed and refused or left open, as keys of instruments joined by |; for a \
                 resolution or decision whose organ is not known, the symbols that are possible; for a range that ends \
                 before it begins, the provision that an abbreviated end would name. Null where there was none.")
            .zh("经权衡而被排除或未作取舍的文书，为instruments表的键，以“|”相连；决议或决定的机关无法确定时，为可能的文号；\
                 范围的止处先于起处时，为缩写止处可能所指的条款。没有时为空。"),
        Column::required("rule", Text).coded(RULES).en("The rule that decided.").zh("作出判定的规则。"),
        Column::optional("iri", Text)
            .en("IRI of the target in the form of the United Nations guidelines for Akoma Ntoso. Null where it is not \
                 known.")
            .zh("引述对象的IRI，采用联合国Akoma Ntoso指南的形式。无法确定时为空。"),
        TEXT_START,
        TEXT_END,
        Column::optional("annex", Text)
            .en("Number of the annex that the provision is in, in Arabic digits; the word annex where it has no number. \
                 Null where it is in none.")
            .zh("条款所在附件的编号，用阿拉伯数字；附件无编号时为annex。不在附件中时为空。"),
        Column::optional("section", Text)
            .en("The part, chapter and section of a document that the provision is in, larger ones first, such as \
                 chapter 4, section A. Null where none is given.")
            .zh("条款在文件中所属的部分、章和节，自大至小，如“chapter 4, section A”。未指明时为空。"),
    ],
    primary_key: &["reference_id", "language"],
    nesting: Nesting::Within(&[List::new("references", "paragraphs", "paragraph_id", Layout::Inline).in_language()]),
    rows: RowSource::Documents(rows),
    foreign_keys: &[
        ForeignKey::new("paragraph_id", "paragraphs", "paragraph_id").in_language(),
        ForeignKey::new("instrument_id", "instruments", "instrument_id"),
        ForeignKey::new("provision_id", "provisions", "provision_id"),
        ForeignKey::new("target_paragraph_id", "paragraphs", "paragraph_id").in_language(),
    ],
};

static KINDS: &[Code] = &[
    Code::new("instrument").en("A treaty or another named instrument as a whole.").zh("条约或其他有名称的文书整体。"),
    Code::new("provision").en("An article, chapter or another part of an instrument.").zh("文书的条、章或其他部分。"),
    Code::new("recommendation").en("Another recommendation of the same meeting.").zh("同次会议的另一项建议。"),
    Code::new("document").en("A document of the United Nations with a symbol.").zh("有文号的联合国文件。"),
    Code::new("resolution").en("A resolution.").zh("决议。"),
    Code::new("decision").en("A decision.").zh("决定。"),
];

static FORMS: &[Code] = &[
    Code::new("full_title").en("By its whole title.").zh("用全称。"),
    Code::new("short_title").en("By a shorter title.").zh("用简称。"),
    Code::new("generic").en("By a noun such as 《公约》 or the Protocol.").zh("用泛称，如《公约》、《议定书》。"),
    Code::new("anaphoric")
        .en("By words that point back, such as 该公约, 其中 or 该条.")
        .zh("用回指词语，如该公约、其中、该条。"),
    Code::new("bare")
        .en("Not at all: a provision without a title, such as 第18条.")
        .zh("未称文书：只有条款，如第18条。"),
];

/// The kinds of provisions, the same in every table that has them.
pub(super) static UNITS: &[Code] = &[
    Code::new("chapter").en("Chapter (章).").zh("章。"),
    Code::new("part").en("Part (部分).").zh("部分。"),
    Code::new("section").en("Section (节).").zh("节。"),
    Code::new("annex").en("Annex (附件).").zh("附件。"),
    Code::new("article").en("Article (条).").zh("条。"),
    Code::new("rule").en("Rule of rules of procedure (条).").zh("议事规则的条。"),
    Code::new("paragraph").en("Paragraph that belongs to no article (款, 段).").zh("不属于任何条的款或段。"),
    Code::new("point").en("Point that belongs to no paragraph (项).").zh("不属于任何款的项。"),
    Code::new("subpoint").en("Point below a point (目).").zh("项之下的目。"),
];

static STATUSES: &[Code] = &[
    Code::new("resolved")
        .en("The target is known and, as far as is known, exists.")
        .zh("对象已确定，且就所知范围而言存在。"),
    Code::new("ambiguous")
        .en("Several targets are possible; they are the candidates.")
        .zh("可能的对象不止一个，列为候选。"),
    Code::new("unresolved").en("No target is known.").zh("对象不明。"),
    Code::new("out_of_range").en("The target is known to have no such part.").zh("已知对象没有该条款。"),
];

static METHODS: &[Code] = &[
    Code::new("adjacent").en("A title directly beside the provision.").zh("条款紧邻的名称。"),
    Code::new("list_carry").en("Carried along a list.").zh("沿并列成分承接。"),
    Code::new("pronoun").en("A pronoun of the clause.").zh("小句中的代词。"),
    Code::new("defined").en("A definition in the document.").zh("文件中的定义。"),
    Code::new("alias").en("A title in the registry.").zh("登记册所载名称。"),
    Code::new("profile").en("What the documents of the issuing body mean by a noun.").zh("发文机关文件中泛称的所指。"),
    Code::new("antecedent").en("The only candidate before it.").zh("前文唯一的候选。"),
];

/// In the order of the decision list.
static RULES: &[Code] = &[
    Code::new("title_in_front")
        .en("The title stands directly in front of the provision: 《公约》第6条.")
        .zh("条款之前紧接名称：《公约》第6条。"),
    Code::new("title_behind")
        .en("The title stands directly behind the provision: article 6 of the Convention.")
        .zh("条款之后紧接名称：article 6 of the Convention。"),
    Code::new("plain_title_in_front")
        .en("A title without title marks stands directly in front of the provision.")
        .zh("条款之前紧接未加书名号的名称。"),
    Code::new("list_carry")
        .en("The provision continues a list of provisions of one instrument: 第16条和第18条.")
        .zh("条款承接同一文书的并列条款：第16条和第18条。"),
    Code::new("among").en("A pronoun such as 其中 points to the instrument named last.").zh("“其中”指最后提及的文书。"),
    Code::new("possessive")
        .en("A possessive such as 其 points to the instrument named last.")
        .zh("“其”等物主代词指最后提及的文书。"),
    Code::new("thereof").en("The word thereof points to the instrument named last.").zh("thereof指最后提及的文书。"),
    Code::new("noun_agreement")
        .en("A demonstrative such as 该公约 points to the last instrument with that noun.")
        .zh("“该公约”等指示语指最后提及的、用同一泛称的文书。"),
    Code::new("named_together")
        .en("A plural demonstrative such as 这些公约 points to the instruments with that noun that the unit has named.")
        .zh("“这些公约”等复数指示语指同一单元中已提及的、用同一泛称的各项文书。"),
    Code::new("unnamed_noun")
        .en("A demonstrative points to something that has no name in the text.")
        .zh("指示语所指的文书在文中没有名称。"),
    Code::new("same_provision")
        .en("A demonstrative such as 该条 points to the provision named last.")
        .zh("“该条”等指最后提及的条款。"),
    Code::new("same_resolution")
        .en("A demonstrative such as 该决议 points to the only resolution or decision that the unit has cited.")
        .zh("“该决议”等指该单元所引用的唯一决议或决定。"),
    Code::new("wording")
        .en("A phrase such as 其条文 points to the instrument named last.")
        .zh("“其条文”等指最后提及的文书。"),
    Code::new("its_protocols")
        .en("The protocols of the instrument named in front: 《公约》及其各项议定书.")
        .zh("前一文书的各项议定书：《公约》及其各项议定书。"),
    Code::new("its_protocols_by_subject")
        .en("The protocols of the instrument named in front, told apart by the subject between.")
        .zh("前一文书的议定书，由中间的主题词语确定。"),
    Code::new("definition").en("The place at which the document defines a short title.").zh("文件界定简称之处。"),
    Code::new("defined").en("A short title that the document has defined before.").zh("文件前文已界定的简称。"),
    Code::new("alias").en("A title of the registry.").zh("登记册所载名称。"),
    Code::new("claimed_title")
        .en("A title that several instruments have; the profile of the issuing body decides.")
        .zh("多个文书共用的名称，由发文机关的惯常所指确定。"),
    Code::new("profile")
        .en("What the documents of the issuing body mean by the noun.")
        .zh("发文机关的文件中该泛称的所指。"),
    Code::new("year_of_noun")
        .en("The year beside the noun says which instrument is meant: 《1951年公约》.")
        .zh("泛称旁的年份确定所指文书：《1951年公约》。"),
    Code::new("title_of_clause")
        .en("The only title of the clause, from which nothing but its provisions parts the provision.")
        .zh("同一小句中唯一的名称，与条款之间仅隔该文书的条款。"),
    Code::new("only_candidate_in_unit")
        .en("The only candidate that the unit has named.")
        .zh("该单元所提及的唯一候选文书。"),
    Code::new("only_candidate_with_provision")
        .en("The only candidate that has such a provision.")
        .zh("有此条款的唯一候选文书。"),
    Code::new("only_candidate_in_section")
        .en("The only candidate that the section has named.")
        .zh("该节所提及的唯一候选文书。"),
    Code::new("profile_and_section")
        .en("The instrument named last in the section, which the profile of the issuing body knows.")
        .zh("该节最后提及且发文机关惯常所指的文书。"),
    Code::new("article_of_sentence")
        .en("A paragraph of the article that the sentence has named.")
        .zh("同一句中所提及之条的款。"),
    Code::new("paragraph_alone").en("A paragraph whose article is not named.").zh("未指明所属之条的款。"),
    Code::new("recommendation_number")
        .en("A recommendation of the same meeting by its number.")
        .zh("以编号指称的同次会议的建议。"),
    Code::new("symbol").en("A symbol as printed.").zh("所印文号。"),
    Code::new("year_in_number")
        .en("The number has a year, and only one organ numbers so: 第1373(2001)号决议.")
        .zh("编号含年份，且只有一个机关如此编号：第1373(2001)号决议。"),
    Code::new("organ")
        .en("The organ named beside the number, or the only one of the sentence that can have adopted it.")
        .zh("编号旁所指明的机关，或句中唯一可能通过该决议的机关。"),
    Code::new("date_in_session")
        .en("The date beside the number falls into a session of the General Assembly with that number.")
        .zh("编号旁的日期在大会该届会议期间。"),
    Code::new("cited_before")
        .en("The text has cited the resolution with its organ before.")
        .zh("前文已连同机关引用该决议。"),
    Code::new("speaking_organ").en("A resolution of the organ that speaks.").zh("发言机关自身的决议。"),
    Code::new("abstain").en("No rule decides.").zh("没有规则可以判定。"),
];

/// One row per reference, in document order.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    for (paragraph, found) in resolved.paragraphs().filter(|(_, found)| !found.references.is_empty()) {
        let paragraph_id = document.paragraph_id(paragraph);
        let mut places = Places::of(document.text(paragraph));
        for (index, reference) in found.references.iter().enumerate() {
            let reference_id = format!("{paragraph_id}-ref{}", index + 1);
            rows.add([reference_id.as_str().into(), language(resolved).into()], |row| {
                row.fill([paragraph_id.into(), ordinal(index)]);
                fill(row, reference, paragraph_id, &mut places);
            });
        }
    }
}

/// What a reference says, and where its words stand.
fn fill(row: &mut Row<'_>, reference: &Reference<'_>, paragraph_id: &str, places: &mut Places<'_>) {
    let group_id = reference.group.map(|group| format!("{paragraph_id}-group{group}"));
    let instruments = reference.candidates.iter().map(|one| one.instrument_id.as_str());
    let candidates: Vec<&str> = instruments.chain(reference.candidate_symbols.iter().map(|one| &**one)).collect();
    let candidates = candidates.join("|");
    let (provision_id, iri) = (reference.provision_id(), reference.iri());
    let provision = reference.provision.as_ref();
    let part = |part: fn(&Provision) -> Option<&str>| Cell::from(provision.and_then(part));
    let target = reference.recommendation.as_ref().and_then(|target| target.recommendation_id.as_deref());
    row.fill([
        places.words(&reference.span()).into(),
        reference.kind.code().into(),
        reference.form.map(|form| form.code()).into(),
        reference.instrument_id().into(),
        provision_id.as_deref().into(),
        part(|provision| Some(provision.unit().code())),
        part(|provision| Some(provision.number()).filter(|number| !number.is_empty())),
        part(Provision::paragraph),
        part(Provision::point),
        part(Provision::range),
        target.into(),
        reference.target_symbol.as_deref().into(),
        group_id.as_deref().into(),
        reference.status.code().into(),
        reference.method.map(|method| method.code()).into(),
        Cell::Bool(reference.implicit),
        Some(candidates.as_str()).into(),
        reference.rule.code().into(),
        iri.as_deref().into(),
    ]);
    row.fill(places.cells(&reference.span()));
    row.fill([part(Provision::annex), part(Provision::section)]);
}

#[cfg(test)]
mod tests;
