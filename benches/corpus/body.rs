//! The invented bodies whose documents make up the corpus.

/// A working group and the organ it reports to.
pub struct Body {
    /// Counted from 0.
    pub index: usize,
    /// What it deals with, in Chinese and in English.
    pub topic: (&'static str, &'static str),
    /// The organ above it.
    pub parent: &'static Parent,
}

/// An organ that has working groups.
pub struct Parent {
    /// Its name as the masthead breaks it.
    pub chinese: &'static [&'static str],
    /// Its name as the masthead breaks it.
    pub english: &'static [&'static str],
    /// First parts of the symbols of its documents.
    pub symbol: &'static str,
}

static PARENTS: [Parent; 3] = [
    Parent {
        chinese: &["联合国打击跨国", "有组织犯罪公约", "缔约方会议"],
        english: &[
            "Conference of the Parties to the",
            "United Nations Convention against",
            "Transnational Organized Crime",
        ],
        symbol: "CTOC/COP",
    },
    Parent {
        chinese: &["联合国反腐败公约", "缔约国会议"],
        english: &["Conference of the States Parties to the", "United Nations Convention against Corruption"],
        symbol: "CAC/COSP",
    },
    Parent {
        chinese: &["经济及社会理事会", "预防犯罪和刑事司法委员会"],
        english: &["Economic and Social Council", "Commission on Crime Prevention and Criminal Justice"],
        symbol: "E/CN.15",
    },
];
const TOPICS: [(&str, &str); 34] = [
    ("贩运文化财产", "Trafficking in Cultural Property"),
    ("野生动植物犯罪", "Wildlife Crime"),
    ("伪造药品", "Falsified Medicines"),
    ("网络诈骗", "Online Fraud"),
    ("渔业犯罪", "Crimes in Fisheries"),
    ("资产追回", "Asset Recovery"),
    ("证人保护", "Witness Protection"),
    ("引渡", "Extradition"),
    ("司法协助", "Mutual Legal Assistance"),
    ("枪支", "Firearms"),
    ("洗钱", "Money-Laundering"),
    ("身份盗用", "Identity Theft"),
    ("贩运人口", "Trafficking in Persons"),
    ("偷运移民", "the Smuggling of Migrants"),
    ("电子证据", "Electronic Evidence"),
    ("控制下交付", "Controlled Delivery"),
    ("联合侦查", "Joint Investigations"),
    ("资产管理", "Asset Management"),
    ("边境管理", "Border Management"),
    ("非法采矿", "Illegal Mining"),
    ("公共采购", "Public Procurement"),
    ("受害人援助", "Assistance to Victims"),
    ("少年司法", "Juvenile Justice"),
    ("监狱管理", "Prison Management"),
    ("虚拟资产", "Virtual Assets"),
    ("集装箱管制", "Container Control"),
    ("航空货运", "Air Cargo"),
    ("前体化学品", "Precursor Chemicals"),
    ("举报人保护", "Protection of Reporting Persons"),
    ("受益所有权", "Beneficial Ownership"),
    ("体育", "Sport"),
    ("技术援助", "Technical Assistance"),
    ("国际合作", "International Cooperation"),
    ("预防犯罪", "Crime Prevention"),
];

impl Body {
    /// The body with this index, counted from 0 up to 101.
    pub fn number(index: usize) -> Body {
        Body { index, topic: TOPICS[index % TOPICS.len()], parent: &PARENTS[index / TOPICS.len()] }
    }

    /// The key in the registry.
    pub fn id(&self) -> String {
        format!("bench-wg{}", self.index + 1)
    }

    /// The name in Chinese.
    pub fn chinese(&self) -> String {
        format!("{}问题工作组", self.topic.0)
    }

    /// The name in English.
    pub fn english(&self) -> String {
        format!("Working Group on {}", self.topic.1)
    }

    /// What the symbols of its documents start with.
    pub fn symbol_prefix(&self) -> String {
        format!("{}/WG.{}", self.parent.symbol, self.index + 1)
    }
}
