//! `recommendations`: the flat view for people, one row per recommendation, operative paragraph and item.

use super::cell::Cell;
use super::codes::{self, ACTS, EFFECTIVE_MODALITIES, PARAGRAPHS};
use super::keys::LANGUAGE;
use super::rows::Rows;
use super::schema::{Bool, Column, Date, ForeignKey, Int32, Nesting, RowSource, Table, TableRole, Text, Words};
use super::{language, mandates, read};
use unrecs_text::normalize::{Normalized, Paragraph};
use unrecs_text::resolve::{ParagraphReferences, Resolved};

pub(super) static TABLE: Table = Table {
    name: "recommendations",
    row: "recommendation",
    title: Words::en("Recommendations").zh("建议"),
    description: Words {
        en: "What the documents recommend, decide and request, for people: one row per recommendation, operative paragraph \
             and item, and language, with all that is needed to read it alone. It says what the other tables say.",
        zh: "供阅读的总表：文件所建议、决定和请求的事项，每项建议、执行段和分项的每种语文一行，单独阅读即可理解。内容与其他各表一致。",
    },
    role: TableRole::View,
    columns: &[
        Column::required("paragraph_id", Text)
            .en("Stable identifier, the same in all languages; key of paragraphs.")
            .zh("稳定标识符，各语文版本相同；paragraphs表的键。"),
        LANGUAGE,
        Column::required("body", Text)
            .en("Name of the body that adopted it; its identifier where the registry has no name.")
            .zh("通过该项的机关名称；登记册未载名称时为其标识符。"),
        Column::optional("symbol", Text)
            .en("Symbol of the document. Null where it is not known.")
            .zh("文件文号。不明时为空。"),
        Column::optional("document_title", Text)
            .en("Title of the document, verbatim. Null where none was recognized.")
            .zh("文件标题，照录原文。未能识别时为空。"),
        Column::optional("session", Int32)
            .en("Number of the meeting that adopted it, else of the session. Null where the document does not say.")
            .zh("通过该项的会议的届次，否则为届会的届次。文件未注明时为空。"),
        Column::optional("place", Text)
            .en("Where that meeting or session was held, verbatim. Null where the document does not say.")
            .zh("该会议或届会的举行地点，照录原文。文件未注明时为空。"),
        Column::optional("date", Date)
            .en("First day of that meeting, else the day of adoption, else the date of the document. Null where the document \
                 has none of them.")
            .zh("该会议的首日，否则为通过日期，再否则为文件日期。均未注明时为空。"),
        Column::required("kind", Text)
            .coded(PARAGRAPHS)
            .en("What it is: a recommendation, an operative paragraph, or an item of one.")
            .zh("建议、执行段或其分项。"),
        Column::optional("label", Text)
            .en("Number and letter as one writes them, such as 22 or 8(a). Null where it has none.")
            .zh("编号和字母的通常写法，如22或8(a)。没有时为空。"),
        Column::required("text", Text)
            .en("Its words behind those of the paragraphs above it, so that they can be read alone. Its items are rows of their \
                 own.")
            .zh("其上各级段落的文字及该段文字，可单独阅读。其分项另列各行。"),
        Column::optional("verb", Text)
            .en("The opening verb as printed. Null where it has none.")
            .zh("起首动词，照录原文。没有时为空。"),
        Column::optional("act", Text)
            .coded(ACTS)
            .en("What the opening verb does. Null where there is none, and where it can be several things.")
            .zh("起首动词所作的行为。没有起首动词或有多种可能时为空。"),
        Column::required("modality", Text)
            .coded(EFFECTIVE_MODALITIES)
            .en("The normative verb that applies, its own or that of its chapeau, as a code.")
            .zh("实际适用的规范性动词，出自本段或起首部分，以代码表示。"),
        Column::required("considers", Bool)
            .en("Whether somebody is asked to consider it only.")
            .zh("是否仅请有关方予以考虑。"),
        Column::required("negated", Bool)
            .en("Whether the verb is denied: 不应, shall not.")
            .zh("动词是否为否定形式：不应、shall not。"),
        Column::optional("addressees", Text)
            .en("Who is to act, in the words of the text, joined by a semicolon and a space. Null where nobody is \
                 addressed.")
            .zh("行动方，照录原文，以分号和空格相连。未指明行动方时为空。"),
        Column::optional("cites", Text)
            .en("The provisions, instruments, resolutions and documents that it cites and that are known, joined by a \
                 semicolon and a space, such as Smuggling of Migrants Protocol, art. 6 (3). Null where there is none.")
            .zh("所引述的、已确定的条款、文书、决议和文件，以分号和空格相连，如《偷运移民议定书》第6条第3款。没有时为空。"),
        Column::optional("tasks", Text)
            .en("The kinds of tasks that it gives, as codes, joined by a semicolon and a space. Null where it gives none.")
            .zh("所提任务的类别，以代码表示，以分号和空格相连。未提出任务时为空。"),
        Column::optional("due", Text)
            .en("By when: dates, and sessions such as session 78, joined by a semicolon and a space. Null where no deadline is \
                 stated or understood.")
            .zh("期限：日期或届会（如session 78），以分号和空格相连。未规定期限或期限不明时为空。"),
    ],
    primary_key: &["paragraph_id", "language"],
    nesting: Nesting::Apart,
    rows: RowSource::Documents(rows),
    foreign_keys: &[ForeignKey::new("paragraph_id", "paragraphs", "paragraph_id").in_language()],
};

/// One row per normative paragraph, in document order.
fn rows(resolved: &Resolved<'_>, rows: &mut Rows) {
    let document = resolved.normalized();
    // A number alone has its words in its items.
    let has_words =
        |paragraph: &Paragraph| !document.text(paragraph).is_empty() || document.chapeau(paragraph).is_some();
    let says = |paragraph: &Paragraph| paragraph.is_normative() && has_words(paragraph);
    for (index, (paragraph, found)) in resolved.paragraphs().enumerate().filter(|(_, (paragraph, _))| says(paragraph)) {
        rows.add([document.paragraph_id(paragraph).into(), language(resolved).into()], |row| {
            let metadata = document.metadata();
            let body =
                resolved.issuing_body().map_or(metadata.body_id.as_str(), |body| body.official(language(resolved)));
            let meeting = document.divisions_from(paragraph.division).find_map(|one| one.meeting.as_ref());
            let held = meeting.and_then(|meeting| read(&meeting.dates)).map(|dates| dates.start);
            let date = held.or(read(&metadata.adopted_on)).or(read(&metadata.issued_on));
            let place = meeting.map_or(metadata.session_place.as_deref(), |meeting| meeting.place.as_deref());
            row.fill([
                body.into(),
                metadata.symbol.as_ref().map(|(symbol, _)| symbol.as_str()).into(),
                metadata.title.as_deref().into(),
                meeting.map(|meeting| meeting.ordinal).or(metadata.session).into(),
                place.into(),
                date.into(),
                paragraph.kind.code().into(),
                document.label(paragraph).into(),
            ]);
            let verb = document.opening_verb(paragraph).map(|verb| &document.text(paragraph)[verb]);
            let (addressees, cites) = (addressees(document, paragraph), cites(found, language(resolved)));
            row.fill([
                document.full_text(paragraph).as_ref().into(),
                verb.into(),
                paragraph.act.map(|act| act.code()).into(),
                codes::modality(paragraph.effective_modality).into(),
                Cell::Bool(paragraph.considers),
                Cell::Bool(paragraph.negated),
                addressees.as_deref().into(),
                cites.as_deref().into(),
            ]);
            let (tasks, due) = (mandates::tasks(resolved, index), mandates::deadlines(resolved, index));
            let (tasks, due) = (joined(tasks.into_iter()), joined(due.into_iter()));
            row.fill([tasks.as_deref().into(), due.as_deref().into()]);
        });
    }
}

/// Each addressee once, in the order of the text.
fn addressees(document: &Normalized, paragraph: &Paragraph) -> Option<String> {
    let addressees = document.addressees(paragraph).iter();
    joined(addressees.map(|one| document.addressee_words(paragraph, one).unwrap_or(one.code).to_owned()))
}

/// Each target once, in the order of the text.
fn cites(found: ParagraphReferences<'_, '_>, language: &str) -> Option<String> {
    joined(found.references.iter().filter_map(|reference| reference.citation(language)))
}

fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let mut joined: Vec<String> = Vec::new();
    for text in texts {
        if !joined.contains(&text) {
            joined.push(text);
        }
    }
    Some(joined.join("; ")).filter(|all| !all.is_empty())
}
