//! Chinese forms.

use super::{DEFINES, Set, case, check};

/// Every set of cases.
pub(super) static ALL: [&Set; 5] = [
    &PROVISIONS_BEHIND_A_TITLE,
    &NAMES_AND_PRONOUNS,
    &WHAT_IS_NO_PROVISION,
    &super::adopted::CHINESE,
    &WITHOUT_A_PROFILE_NOTHING_IS_GUESSED,
];

pub(super) static PROVISIONS_BEHIND_A_TITLE: Set = Set {
    language: "zh",
    body: Some("wg"),
    cases: &[
        case(
            "《偷运移民议定书》第6条第3款",
            "《偷运移民议定书》|som_protocol|res|alias ; 第6条第3款|som_protocol/article6#3|res|adjacent",
        ),
        case(
            "《偷运移民议定书》第 16 条第 5 款中",
            "《偷运移民议定书》|som_protocol|res|alias ; 第 16 条第 5 款|som_protocol/article16#5|res|adjacent",
        ),
        case("《公约》第11条第4段", "《公约》|untoc|res|profile ; 第11条第4段|untoc/article11#4|res|adjacent"),
        case("根据《公约》和本细则第五条、第八条", "《公约》|untoc|res|profile ; !第五条、第八条|own_text"),
        case("《公约》；除本条第2款外", "《公约》|untoc|res|profile ; !第2款|own_text"),
        case(
            "《公约》第32和37条",
            "《公约》|untoc|res|profile ; 第32和37条|untoc/article32|res|adjacent ; +第32和37条|untoc/article37|res|adjacent",
        ),
        case(
            "《公约》第32、37条",
            "《公约》|untoc|res|profile ; 第32、37条|untoc/article32|res|adjacent ; +第32、37条|untoc/article37|res|adjacent",
        ),
        case(
            "《公约》第 16 条和第 18 条",
            "《公约》|untoc|res|profile ; 第 16 条|untoc/article16|res|adjacent ; +第 18 条|untoc/article18|res|list_carry",
        ),
        case(
            "《议定书》第 5 条和第 6 条第 4 款",
            "《议定书》|som_protocol|res|profile ; 第 5 条|som_protocol/article5|res|adjacent ; +第 6 条第 4 款|som_protocol/article6#4|res|list_carry",
        ),
        case(
            "《议定书》第6条第1款和第3款",
            "《议定书》|som_protocol|res|profile ; 第6条第1款|som_protocol/article6#1|res|adjacent ; +第3款|som_protocol/article6#3|res|list_carry",
        ),
        case("《公约》第24至26条", "《公约》|untoc|res|profile ; 第24至26条|untoc/article24..26|res|adjacent"),
        case(
            "《联合国反腐败公约》第15至9条",
            "《联合国反腐败公约》|uncac|res|alias ; 第15至9条|uncac/article15..9?uncac/art_19|unr|adjacent",
        ),
        case(
            "《联合国反腐败公约》第15条至第9条",
            "《联合国反腐败公约》|uncac|res|alias ; 第15条至第9条|uncac/article15..9?uncac/art_19|unr|adjacent",
        ),
        case(
            "《联合国反腐败公约》第46条第11至3款",
            "《联合国反腐败公约》|uncac|res|alias ; 第46条第11至3款|uncac/article46#11..3?uncac/art_46__para_13|unr|adjacent",
        ),
        case("《公约》第24条至第26条", "《公约》|untoc|res|profile ; 第24条至第26条|untoc/article24..26|res|adjacent"),
        case(
            "《公约》第二、第四和第九条第1至第4款",
            "《公约》|untoc|res|profile ; 第二、第四和第九条|untoc/article2|res|adjacent ; +第二、第四和第九条|untoc/article4|res|adjacent ; +第二、第四和第九条第1至第4款|untoc/article9#1..4|res|adjacent",
        ),
        case("《议定书》第二章", "《议定书》|som_protocol|res|profile ; 第二章|som_protocol/chapter2|res|adjacent"),
        case(
            "《联合国海洋法公约》附件二第三条",
            "《联合国海洋法公约》|unclos|res|alias ; 附件二第三条|unclos/annex2/article3|res|adjacent",
        ),
        case(
            "《联合国海洋法公约》附件一和二",
            "《联合国海洋法公约》|unclos|res|alias ; 附件一和二|unclos/annex1|res|adjacent ; +附件一和二|unclos/annex2|res|adjacent",
        ),
        case(
            "《公约》第6条第1款(a)项第㈡目",
            "《公约》|untoc|res|profile ; 第6条第1款(a)项第㈡目|untoc/article6#1@a(ii)|res|adjacent",
        ),
        case(
            "《公约》第六条第四款第㈢项",
            "《公约》|untoc|res|profile ; 第六条第四款第㈢项|untoc/article6#4@c|res|adjacent",
        ),
        case(
            "《公约》第6条第1款(a)和(b)项",
            "《公约》|untoc|res|profile ; 第6条第1款(a)和(b)项|untoc/article6#1@a|res|adjacent ; +第6条第1款(a)和(b)项|untoc/article6#1@b|res|adjacent",
        ),
        case("《公约》第2(b)条", "《公约》|untoc|res|profile ; 第2(b)条|untoc/article2@b|res|adjacent"),
        case("《公约》第8(j)条", "《公约》|untoc|res|profile ; 第8(j)条|untoc/article8@j|res|adjacent"),
        case(
            "《联合国海洋法公约》第499条之二",
            "《联合国海洋法公约》|unclos|res|alias ; 第499条之二|unclos/article499bis|res|adjacent",
        ),
        case("《公约》第十六条", "《公约》|untoc|res|profile ; 第十六条|untoc/article16|res|adjacent"),
        case(
            "《联合国海洋法公约》第一百零一条",
            "《联合国海洋法公约》|unclos|res|alias ; 第一百零一条|unclos/article101|res|adjacent",
        ),
        case(
            "《联合国海洋法公约》第三一九条",
            "《联合国海洋法公约》|unclos|res|alias ; 第三一九条|unclos/article319|res|adjacent",
        ),
        case(
            "《联合国宪章》第十三条第一项(子)款",
            "《联合国宪章》|un_charter|res|alias ; 第十三条第一项(子)款|un_charter/article13#1@a|res|adjacent",
        ),
        case(
            "《联合国宪章》第二条第七项",
            "《联合国宪章》|un_charter|res|alias ; 第二条第七项|un_charter/article2#7|res|adjacent",
        ),
        case(
            "特别是大会议事规则第一五三条，就此",
            "大会议事规则|ga_rules|res|alias ; 第一五三条|ga_rules/rule153|res|adjacent",
        ),
        // A short title may be part of another one.
        case("有组织犯罪公约第6条", "第6条|untoc/article6|res|adjacent"),
        case("尚未加入联合国反腐败公约的国家", "联合国反腐败公约|uncac|res|alias"),
        case(
            "大会议事规则特别是第一四一条",
            "大会议事规则|ga_rules|res|alias ; 第一四一条|ga_rules/rule141|res|adjacent",
        ),
        case("《公约》的第16条", "《公约》|untoc|res|profile ; 第16条|untoc/article16|res|adjacent"),
        case(
            "《有组织犯罪公约》（见附录）第16条",
            "《有组织犯罪公约》|untoc|res|alias ; 第16条|untoc/article16|res|adjacent",
        ),
        case("《有组织犯罪公约》12 第16条", "《有组织犯罪公约》|untoc|res|alias ; 第16条|untoc/article16|res|adjacent"),
        case("《公约》第99条", "《公约》|untoc|res|profile ; 第99条|untoc/article99|out|adjacent"),
        case("《公约》第1条第4.2款", "《公约》|untoc|res|profile ; 第1条第4.2款|untoc/article1#4.2|res|adjacent"),
        case("《公约》第16.5条", "《公约》|untoc|res|profile ; 第16.5条|untoc/article16#5|res|adjacent"),
        case(
            "《联合国海洋法公约》附件12、1974年《偷运移民议定书》",
            "《联合国海洋法公约》|unclos|res|alias ; 附件12|unclos/annex12|res|adjacent ; 《偷运移民议定书》|som_protocol|res|alias",
        ),
        case(
            "《议定书》第6条第5款",
            "《议定书》|som_protocol|res|profile ; 第6条第5款|som_protocol/article6#5|out|adjacent",
        ),
        case(
            "《公约》第13条（引渡）和第18条",
            "《公约》|untoc|res|profile ; 第13条|untoc/article13|res|adjacent ; +第18条|untoc/article18|res|list_carry",
        ),
    ],
};

#[test]
fn provisions_behind_a_title() {
    check(&PROVISIONS_BEHIND_A_TITLE);
}

pub(super) static NAMES_AND_PRONOUNS: Set = Set {
    language: "zh",
    body: Some("wg"),
    cases: &[
        case(
            "实施《公约》，特别是其第18条",
            "《公约》|untoc|res|profile ; 第18条|untoc/article18|res|pronoun~",
        ),
        case(
            "《公约》第13条规定了没收，第2款也适用",
            "《公约》|untoc|res|profile ; 第13条|untoc/article13|res|adjacent ; 第2款|untoc/article13#2|res|antecedent~",
        ),
        case(
            "《有组织犯罪公约》及其关于贩运人口的《议定书》",
            "《有组织犯罪公约》|untoc|res|alias ; +《议定书》|tip_protocol|res|pronoun",
        ),
        case(
            "根据《海员协定》",
            "《海员协定》|seafarers_2003|res|profile",
        ),
        case(
            "《联合国打击跨国有组织犯罪公约关于打击陆、海、空偷运移民的补充议定书》 第 8 条，就回应根据其条文提出的请求",
            "《联合国打击跨国有组织犯罪公约关于打击陆、海、空偷运移民的补充议定书》|som_protocol|res|alias ; 第 8 条|som_protocol/article8|res|adjacent ; 其条文|som_protocol|res|pronoun",
        ),
        case(
            "《有组织犯罪公约》及其各项议定书",
            "《有组织犯罪公约》|untoc|res|alias ; +各项议定书|som_protocol|res|pronoun ; +各项议定书|tip_protocol|res|pronoun",
        ),
        case(
            "《公约》及其各项议定书",
            "《公约》|untoc|res|profile ; +各项议定书|som_protocol|res|pronoun ; +各项议定书|tip_protocol|res|pronoun",
        ),
        case(
            "《公约》和各项议定书",
            "《公约》|untoc|res|profile ; 各项议定书|tip_protocol|res|profile ; +各项议定书|som_protocol|res|profile",
        ),
        case(
            "加入《偷运移民议定书》的国家考虑加入该议定书",
            "《偷运移民议定书》|som_protocol|res|alias ; 该议定书|som_protocol|res|pronoun",
        ),
        case(
            "加入《偷运移民议定书》，落实该《议定书》",
            "《偷运移民议定书》|som_protocol|res|alias ; 该《议定书》|som_protocol|res|pronoun",
        ),
        case(
            "《维也纳领事关系公约》；《偷运移民议定书》第 16 条第 5 款中提到了该公约",
            "《维也纳领事关系公约》|vccr|res|alias ; 《偷运移民议定书》|som_protocol|res|alias ; 第 16 条第 5 款|som_protocol/article16#5|res|adjacent ; 该公约|vccr|res|pronoun",
        ),
        case(
            "《维也纳领事关系公约》规定的义务。《公约》第16条",
            "《维也纳领事关系公约》|vccr|res|alias ; 《公约》|untoc|res|profile ; 第16条|untoc/article16|res|adjacent",
        ),
        case(
            "《联合国打击跨国有组织犯罪公约》的各项条款，例如其中针对没收事宜的第13条——应把该条视作是对关于没收和扣押事宜的第12条的强化",
            "《联合国打击跨国有组织犯罪公约》|untoc|res|alias ; 第13条|untoc/article13|res|pronoun~ ; 该条|untoc/article13|res|pronoun~ ; 第12条|untoc/article12|res|antecedent~",
        ),
        case(
            "《公约》中有关预防措施的第二章和有关资产追回的第五章",
            "《公约》|untoc|res|profile ; 第二章|untoc/chapter2|res|antecedent~ ; 第五章|untoc/chapter5|res|antecedent~",
        ),
        case("执行《公约》，特别是其中第五章", "《公约》|untoc|res|profile ; 第五章|untoc/chapter5|res|pronoun~"),
        case("执行《议定书》。¶缔约国应履行其根据第18条承担的义务", "第18条|som_protocol/article18|res|antecedent~"),
        case("执行《联合国反腐败公约》。¶缔约国应履行其根据第18条承担的义务", "第18条|?uncac/article18|unr|-~"),
        case("执行《议定书》。¶缔约国应履行其根据第38条承担的义务", "第38条|?som_protocol/article38|unr|-~"),
        case(
            "《联合国海洋法公约》(《公约》)第七十六条第8款",
            "《联合国海洋法公约》|unclos|res|alias ; 《公约》|unclos|res|defined ; 第七十六条第8款|unclos/article76#8|res|adjacent",
        ).except(DEFINES),
        case(
            "《联合国海洋法公约》（下称《公约》）¶《公约》第3条",
            "《公约》|unclos|res|defined ; 第3条|unclos/article3|res|adjacent",
        ).except(DEFINES),
        case(
            "《濒危物种国际贸易公约》（《公约》）¶《公约》第3条",
            "《公约》|?untoc|unr|- ; 第3条|?untoc/article3|unr|-",
        ).except(DEFINES),
        case("《2030 年可持续发展议程》", "《2030 年可持续发展议程》|agenda2030|res|alias"),
        case("《濒危物种国际贸易公约》第3条", "《濒危物种国际贸易公约》|?|unr|- ; 第3条|?/article3|unr|-"),
        case("《联合国海洋法公约》12（以下简称《公约》）¶《公约》", "《公约》|unclos|res|defined").except(DEFINES),
        case("《联合国海洋法公约》（又称《海洋公约》）¶《海洋公约》", "《海洋公约》|unclos|res|defined").except(DEFINES),
        case(
            "《联合国海洋法公约》（第29号）及其《议定书》第3条",
            "《联合国海洋法公约》|unclos|res|alias ; !第29号|serial_number ; 《议定书》|som_protocol|res|profile ; 第3条|som_protocol/article3|res|adjacent",
        ),
        case(
            "《有组织犯罪公约》（第29号）及其各项议定书",
            "《有组织犯罪公约》|untoc|res|alias ; !第29号|serial_number ; +各项议定书|som_protocol|res|pronoun ; +各项议定书|tip_protocol|res|pronoun",
        ),
        case("经1972年《议定书》修正的文书", "《议定书》|?|unr|-"),
        case("2013年《议定书》缔约国", "《议定书》|som_protocol|res|profile"),
        case("2000年《公约》", "《公约》|untoc|res|antecedent"),
        case("一项国际协定的缔约国可按照该协定", "该协定|?|unr|-"),
        case("一项国际协定的缔约国可按照该协定和该协定", "该协定|?|unr|- ; 该协定|?|unr|-"),
        case(
            "《联合国反腐败公约》和《维也纳领事关系公约》的缔约国按照这两项公约",
            "《联合国反腐败公约》|uncac|res|alias ; 《维也纳领事关系公约》|vccr|res|alias ; 这两项公约|uncac|res|pronoun ; +这两项公约|vccr|res|pronoun",
        ),
        case(
            "《联合国反腐败公约》和其他国际公约的缔约国按照这些公约",
            "《联合国反腐败公约》|uncac|res|alias ; 这些公约|?uncac|amb|-",
        ),
        case(
            "《联合国反腐败公约》、《维也纳领事关系公约》和其他国际公约，这些公约",
            "《联合国反腐败公约》|uncac|res|alias ; 《维也纳领事关系公约》|vccr|res|alias ; 这些公约|?uncac?vccr|amb|-",
        ),
        case(
            "联合国打击跨国有组织犯罪公约及其各项议定书",
            "联合国打击跨国有组织犯罪公约|untoc|res|alias ; +各项议定书|som_protocol|res|pronoun ; +各项议定书|tip_protocol|res|pronoun",
        ),
        case(
            "《关于执行<海洋法>的〈公约〉》和《联合国打击跨国<有组织犯罪>公约》",
            "!《关于执行<海洋法>的〈公约〉》|title ; 《联合国打击跨国<有组织犯罪>公约》|untoc|res|alias",
        ),
        case("该条第2款", "该条|?|unr|-~ ; 第2款|?/paragraph2|unr|-~"),
        case(
            "《公约》第13条。该条第2款",
            "《公约》|untoc|res|profile ; 第13条|untoc/article13|res|adjacent ; 该条|untoc/article13|res|pronoun~ ; 第2款|untoc/article13#2|res|pronoun~",
        ),
    ],
};

#[test]
fn names_and_pronouns() {
    check(&NAMES_AND_PRONOUNS);
}

pub(super) static WHAT_IS_NO_PROVISION: Set = Set {
    language: "zh",
    body: Some("wg"),
    cases: &[
        case("第七届会议和第一次会议", "!第七届|meeting ; !第一次|meeting"),
        case("《条约汇编》第610卷，第8843号", "!《条约汇编》|publication ; !第610卷|volume ; !第8843号|serial_number"),
        case("一条重要经验", ""),
        case("临时议程第10项", "!第10项|ordinal"),
        case("第一百二条", "!第一百二条|number"),
        case(
            "毒品和犯罪问题办公室《有组织犯罪案件摘要》",
            "@毒品和犯罪问题办公室|unodc ; !《有组织犯罪案件摘要》|publication",
        ),
        case(
            "应《关于偷运人口、贩运人口和有关跨国犯罪的巴厘进程》的请求",
            "@《关于偷运人口、贩运人口和有关跨国犯罪的巴厘进程》|bali-process ; !《关于偷运人口、贩运人口和有关跨国犯罪的巴厘进程》|process",
        ),
        case("国际刑事警察组织（刑警组织）的数据库", "@国际刑事警察组织|interpol ; @刑警组织|interpol"),
        case(
            "《大会的报告》(C.96.IV.13)，第一章，附件一",
            "!《大会的报告》|publication ; !第一章|publication ; !附件一|publication",
        ),
        case("《公约》序言部分第三段", "《公约》|untoc|res|profile ; !第三段|document"),
        case("第610卷和第一次会议", "!第610卷|volume ; !第一次|meeting"),
        case("审议了委员会会议工作报告第五章", "!第五章|publication"),
        case("第5条", "!第5条|heading"),
    ],
};

#[test]
fn what_is_no_provision() {
    check(&WHAT_IS_NO_PROVISION);
}

pub(super) static WITHOUT_A_PROFILE_NOTHING_IS_GUESSED: Set = Set {
    language: "zh",
    body: None,
    cases: &[
        case(
            "《公约》第16条",
            "《公约》|?untoc?uncac?unclos?vccr|amb|- ; 第16条|?untoc?uncac?unclos?vccr/article16|amb|-",
        ),
        case(
            "《联合国反腐败公约》。《公约》第16条",
            "《联合国反腐败公约》|uncac|res|alias ; 《公约》|uncac|res|antecedent ; 第16条|uncac/article16|res|adjacent",
        ),
        case(
            "《联合国反腐败公约》。¶《公约》第16条",
            "《公约》|uncac|res|antecedent ; 第16条|uncac/article16|res|adjacent",
        ),
        case("《联合国反腐败公约》和《维也纳领事关系公约》。¶《公约》", "《公约》|?uncac?vccr|amb|-"),
        case("《联合国反腐败公约》和《濒危物种公约》。¶《公约》", "《公约》|?uncac|amb|-"),
        case("执行《公约》及其各项议定书", "《公约》|?untoc?uncac?unclos?vccr|amb|- ; +各项议定书|?|unr|-"),
        case(
            "《有组织犯罪公约》及其关于打击偷运移民的《议定书》",
            "《有组织犯罪公约》|untoc|res|alias ; +《议定书》|?som_protocol?tip_protocol|amb|-",
        ),
        case("《联合国反腐败公约》。¶根据第18条", "第18条|?uncac/article18|unr|-~"),
        case("该公约的草案", "该公约|?|unr|-"),
        case("各项关于航行安全的国际公约，实施这些公约", "这些公约|?|unr|-"),
        case(
            "《海上公约》和《陆上公约》的缔约国按照这些公约",
            "《海上公约》|?|unr|- ; 《陆上公约》|?|unr|- ; 这些公约|?|unr|-",
        ),
        case("委员会的《议程》", "《议程》|?|unr|-"),
        case("《濒危物种公约》及其《议定书》", "《濒危物种公约》|?|unr|- ; +《议定书》|?|unr|-"),
        case(
            "《联合国打击跨国有组织犯罪公约》和《联合国反腐败公约》。¶《公约》第57条",
            "《公约》|uncac|res|antecedent ; 第57条|uncac/article57|res|adjacent",
        ),
        case("《2030年可持续发展议程》¶根据第8条", "第8条|?/article8|unr|-~"),
        case("《联合国反腐败公约》¶规则第8条", "第8条|?uncac/article8|unr|-~"),
    ],
};

#[test]
fn without_a_profile_nothing_is_guessed() {
    check(&WITHOUT_A_PROFILE_NOTHING_IS_GUESSED);
}
