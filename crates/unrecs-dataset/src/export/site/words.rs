//! What the pages say in English and in Chinese: their own words, and those of the codes, which the schema says.

use crate::tables::schema::{Code, Table, Words};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interface {
    English,
    Chinese,
}

impl Interface {
    /// That of a page before a script chooses: Chinese where no document is in English and some are in Chinese.
    pub(crate) fn of<'l>(languages: impl IntoIterator<Item = &'l str>) -> Self {
        let mut found = Self::English;
        for language in languages {
            match language.split('-').next() {
                Some("en") => return Self::English,
                Some("zh") => found = Self::Chinese,
                _ => {}
            }
        }
        found
    }

    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    pub(crate) fn choose<'w>(self, words: &Both<&'w str>) -> &'w str {
        match self {
            Self::English => words.en,
            Self::Chinese => words.zh,
        }
    }
}

/// Something in both languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Both<T> {
    pub(crate) en: T,
    pub(crate) zh: T,
}

impl Both<String> {
    pub(crate) fn as_deref(&self) -> Both<&str> {
        Both { en: &self.en, zh: &self.zh }
    }
}

/// What a key says.
///
/// # Panics
/// Where there is no such key; the keys are those of this file and of the schema.
pub(crate) fn said(key: &str) -> Both<String> {
    find(key).unwrap_or_else(|| panic!("the interface has no word {key}"))
}

/// The same; none where there is no such key.
pub(crate) fn find(key: &str) -> Option<Both<String>> {
    if let Some((_, en, zh)) = WORDS.iter().find(|(word, ..)| *word == key) {
        return Some(Both { en: (*en).to_owned(), zh: (*zh).to_owned() });
    }
    let (prefix, code) = key.split_once('.')?;
    let codes = codes().find(|(one, _)| *one == prefix)?.1;
    codes.iter().find(|listed| listed.code == code).map(|code| short(code.description))
}

/// Every key with what it says, in the order of this file and of the schema.
pub(crate) fn all() -> Vec<(String, Both<String>)> {
    let own = WORDS.iter().map(|(key, ..)| (*key).to_owned());
    let codes = codes().flat_map(|(prefix, codes)| codes.iter().map(move |code| format!("{prefix}.{}", code.code)));
    let mut all: Vec<(String, Both<String>)> = Vec::new();
    for key in own.chain(codes) {
        if all.iter().all(|(one, _)| *one != key) {
            let words = said(&key);
            all.push((key, words));
        }
    }
    all
}

/// The codes that pages show, by the prefix of their keys.
fn codes() -> impl Iterator<Item = (&'static str, &'static [Code])> {
    const CODED: [(&str, &str, &str); 9] = [
        ("class", "documents", "class"),
        ("adoption", "documents", "adoption"),
        ("ballot", "votes", "vote"),
        ("division", "divisions", "kind"),
        ("kind", "paragraphs", "kind"),
        ("act", "paragraphs", "act"),
        ("force", "paragraphs", "effective_modality"),
        ("to", "addressees", "addressee"),
        ("status", "references", "status"),
    ];
    let of = |(prefix, table, column): (&'static str, &str, &str)| {
        let table = Table::of(table)?;
        Some((prefix, table.columns[table.index_of(column)?].codes))
    };
    CODED.into_iter().chain([("rule", "references", "rule")]).filter_map(of)
}

/// The first words of a description, without what explains them. Rules keep their sentence.
fn short(description: Words) -> Both<String> {
    let en = description.en.split(" (").next().unwrap_or_default().trim_end_matches('.');
    Both { en: en.to_owned(), zh: description.zh.trim_end_matches('。').to_owned() }
}

/// The words of the pages, and those of codes whose description is too long for a label.
#[rustfmt::skip]
static WORDS: &[(&str, &str, &str)] = &[
    ("search", "Search", "检索"),
    ("documents", "Documents", "文件"),
    ("cited", "What is cited", "引用的文书"),
    ("bodies", "Bodies", "机构"),
    ("pictures", "Pictures", "图表"),
    ("release", "This release", "本版本"),
    ("skip", "Skip to the content", "跳至正文"),
    ("menu", "Pages", "页面"),
    ("interface", "Language of this page", "页面语言"),
    ("hint", "Any words, in any language of the documents", "任意词语，文件所用任何语文"),
    ("noscript", "Search needs JavaScript. Every document reads without it.", "检索需要JavaScript；不启用也可阅读每份文件。"),
    ("filters", "Filters", "筛选"),
    ("chosen", "Chosen filters", "已选条件"),
    ("clear", "Remove all filters", "清除全部条件"),
    ("remove", "Remove", "清除"),
    ("sort", "Sort by", "排序"),
    ("sort.relevance", "relevance", "相关度"),
    ("sort.new", "newest first", "最新在前"),
    ("sort.old", "oldest first", "最早在前"),
    ("sort.number", "number", "编号"),
    ("results", "Results", "结果"),
    ("count.one", "1 paragraph", "1段"),
    ("count.many", "{n} paragraphs", "{n}段"),
    ("count.none", "No paragraph has all of this. Remove a filter or a word.", "没有符合全部条件的段落。请减少条件或词语。"),
    ("loading", "Loading the texts…", "正在载入文本……"),
    ("failed", "A file of this page could not be loaded: {n}", "本页的一个文件无法载入：{n}"),
    ("more", "Show more", "显示更多"),
    ("all", "Show all {n}", "全部显示（{n}）"),
    ("facet.body", "Body", "机构"),
    ("facet.meeting", "Meeting or session", "会议或届会"),
    ("facet.document", "Document", "文件"),
    ("facet.year", "Year", "年份"),
    ("facet.kind", "Kind of paragraph", "段落类别"),
    ("facet.to", "Addressee", "行动方"),
    ("facet.act", "Opening verb", "起首动词"),
    ("facet.force", "Force", "效力"),
    ("facet.cites", "Instrument or article cited", "引用的文书或条款"),
    ("facet.subject", "Subject of the document", "文件主题"),
    ("facet.lang", "Language", "语文"),
    ("contents", "Contents", "目录"),
    ("languages", "Languages side by side", "并列显示的语文"),
    ("facts", "About this document", "文件信息"),
    ("symbol", "Symbol", "文号"),
    ("class", "Class", "类别"),
    ("body", "Body", "机构"),
    ("adopted", "Adopted on", "通过日期"),
    ("issued", "Issued on", "印发日期"),
    ("session", "Session", "届会"),
    ("place", "Place", "地点"),
    ("record", "Record of the meeting", "会议记录"),
    ("agenda", "Agenda item", "议程项目"),
    ("committee", "Committee", "委员会"),
    ("proposal", "Proposal", "提案"),
    ("adoption", "Adoption", "通过方式"),
    ("conference", "Conference", "会议"),
    ("votes", "Votes", "表决"),
    ("all.names", "Names", "国名"),
    ("subjects", "Subjects", "主题"),
    ("downloads", "Downloads", "下载"),
    ("text", "Text", "文本"),
    ("references", "References", "引述"),
    ("cite", "Cite", "引用"),
    ("copy", "Copy", "复制"),
    ("copied", "Copied", "已复制"),
    ("identifier", "Identifier", "标识符"),
    ("address", "Address", "地址"),
    ("citation", "Citation", "引用文字"),
    ("article", "Article or part", "条款"),
    ("citing", "Paragraphs that cite it", "引用段落"),
    ("times", "Paragraphs", "段数"),
    ("more.here", "The other paragraphs", "其余段落"),
    ("open.search", "Show them in the search", "在检索中显示"),
    ("whole", "The instrument as a whole", "文书整体"),
    ("articles", "Articles and parts that are cited", "被引用的条款"),
    ("asked", "Paragraphs addressed to it", "以其为行动方的段落"),
    ("named", "Paragraphs that name it", "提及它的段落"),
    ("issued.by", "Documents of this body", "该机构的文件"),
    ("picture.force", "How strong is the wording?", "措辞的效力如何？"),
    ("picture.force.text", "Normative paragraphs by meeting or session and by the verb that applies.", "按会议或届会以及所适用的规范性动词分列的规范性段落。"),
    ("picture.act", "What do the paragraphs do?", "各段作何行为？"),
    ("picture.act.text", "Paragraphs by their opening verb.", "按起首动词分列的段落。"),
    ("picture.to", "Who is asked to act?", "请谁采取行动？"),
    ("picture.to.text", "Paragraphs by addressee; a paragraph counts for each of its addressees.", "按行动方分列的段落；一段有多个行动方的，分别计算。"),
    ("picture.cites", "Which articles are cited most?", "哪些条款被引用最多？"),
    ("picture.cites.text", "The articles and parts that most paragraphs cite.", "引用段落最多的条款。"),
    ("picture.none", "No row of this release answers this question.", "本版本没有可回答此问题的数据。"),
    ("version", "Version", "版本"),
    ("released", "Released on", "发布日期"),
    ("publisher", "Publisher", "发布者"),
    ("licence", "Licence", "许可"),
    ("changed", "What changed", "变动"),
    ("quality", "How far to trust it", "数据质量"),
    ("open.references", "References by how they ended", "引述的判定结果"),
    ("findings", "Findings in the sources", "原文中发现的问题"),
    ("findings.file", "Every finding, one a line", "全部问题，每行一项"),
    ("how.cite", "How to cite", "如何引用"),
    ("files", "Files", "文件清单"),
    ("file", "File", "文件"),
    ("size", "Bytes", "字节"),
    ("digest", "SHA-256", "SHA-256"),
    ("load", "How to load the data", "如何载入数据"),
    ("load.text", "Run these in the directory of the release.", "在本版本的目录中运行。"),
    ("severity.error", "Errors", "错误"),
    ("severity.warning", "Warnings", "警告"),
    ("severity.note", "Notes", "提示"),
    ("not.found", "Nothing was found in the sources.", "原文中未发现问题。"),
    ("force.must", "must", "必须"),
    ("force.should", "should", "应当"),
    ("force.may_wish", "may wish to", "似宜"),
    ("force.may", "may", "可以"),
    ("force.encouraged", "is encouraged to", "鼓励"),
    ("force.invited", "is invited to", "邀请"),
    ("force.urged", "is urged to", "促请"),
    ("force.requested", "is requested to", "请"),
    ("force.recommends", "recommends", "建议"),
    ("force.decides", "decides", "决定"),
    ("force.demands", "demands", "要求"),
    ("force.called_upon", "is called upon to", "呼吁"),
    ("force.authorized", "is authorized to", "授权"),
    ("act.other", "another verb", "其他动词"),
    ("act.expresses", "Expresses", "表示"),
    ("to.other", "Somebody else", "其他行动方"),
    ("kind.recommendation", "Recommendation", "建议"),
    ("kind.operative", "Operative paragraph", "执行段"),
    ("kind.item", "Item", "分项"),
    ("kind.preambular", "Preambular paragraph", "序言段"),
    ("kind.text", "Other text", "其他文字"),
    ("kind.footnote", "Footnote", "脚注"),
    ("division.preface", "Head of the document", "文件开头"),
    ("division.preamble", "Preamble", "序言"),
    ("division.body", "Body", "正文"),
    ("division.section", "Section", "节"),
    ("division.part", "Part", "部分"),
    ("division.meeting", "Meeting", "会议"),
    ("division.annex", "Annex", "附件"),
    ("class.compilation", "Compilation of recommendations", "建议汇编"),
    ("class.resolution", "Resolution", "决议"),
    ("class.statement", "Statement", "声明"),
    ("class.report", "Report", "报告"),
    ("class.other", "Another document", "其他文件"),
    ("status.resolved", "Known", "已确定"),
    ("status.ambiguous", "Several targets are possible", "可能的对象不止一个"),
    ("status.unresolved", "Not known", "对象不明"),
    ("status.out_of_range", "No such part", "没有该条款"),
];

/// What a language calls itself; its tag where that is not known here.
pub(crate) fn autonym(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or_default() {
        "ar" => "العربية",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "ru" => "Русский",
        "zh" => "中文",
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_in_both_languages() {
        let all = all();
        assert!(all.len() > 200, "the codes of the schema are among them");
        for (key, Both { en, zh }) in &all {
            assert!(!en.is_empty() && !zh.is_empty(), "{key}");
        }
        assert_eq!(said("to.states_parties"), Both { en: "States parties".to_owned(), zh: "缔约国".to_owned() });
        assert_eq!(said("force.may_wish").en, "may wish to");
        assert_eq!(find("to.nobody"), None);
    }

    #[test]
    fn no_key_is_written_twice() {
        let mut keys: Vec<&str> = WORDS.iter().map(|(key, ..)| *key).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }

    #[test]
    fn a_page_speaks_chinese_where_its_documents_do_alone() {
        let of = |languages: &[&'static str]| Interface::of(languages.iter().copied()).tag();
        assert_eq!(
            [of(&["zh"]), of(&["zh", "en"]), of(&["fr"]), of(&[]), of(&["zh-Hant", "fr"])],
            ["zh", "en", "en", "en", "zh"]
        );
    }
}
