//! Recommendations, documents, resolutions and decisions.

use super::{SPEAKS, Set, case, check};

pub(super) static ENGLISH: Set = Set {
    language: "en",
    body: Some("wg"),
    cases: &[
        case("bearing in mind recommendation 11 above", "recommendation 11 above|r11|unr|-"),
        case("paragraph 5 above", "paragraph 5 above|r5|unr|-"),
        case("paragraph 5 of the present text", "!paragraph 5|own_text"),
        case("General Assembly resolution 55/25 of 15 November 2000", "resolution 55/25|A/RES/55/25|res|-")
            .except(SPEAKS),
        case("resolution 55/25", "resolution 55/25|?A/RES/55/25?A/HRC/RES/55/25|amb|-").except(SPEAKS),
        case("resolution 55/25 of 15 November 2000", "resolution 55/25|A/RES/55/25|res|-"),
        case("resolution 55/3 of 16 March 2012", "resolution 55/3|?A/HRC/RES/55/3|unr|-"),
        case(
            "resolutions 69/193 and 69/196 of 18 December 2014",
            "resolutions 69/193|A/RES/69/193|res|- ; 69/196|A/RES/69/196|res|-",
        ),
        case("General Assembly resolution 70/1¶Resolution 70/1.", "Resolution 70/1|A/RES/70/1|res|-").except(SPEAKS),
        case("General Assembly¶Resolution 70/1.", "Resolution 70/1|A/RES/70/1|res|-").except(SPEAKS),
        case("The General Assembly,¶Recalling its resolution 70/1", "resolution 70/1|A/RES/70/1|res|-").except(SPEAKS),
        case("The General Assembly,¶Welcoming resolution 8/4 of the Conference", "resolution 8/4|?|unr|-")
            .except(SPEAKS),
        case("The General Assembly,¶the Human Rights Council, in its resolution 35/17", "resolution 35/17|A/HRC/RES/35/17|res|-")
            .except(SPEAKS),
        case("The General Assembly,¶resolution 2200 A (XXI)", "resolution 2200 A (XXI)|A/RES/2200A(XXI)|res|-")
            .except(SPEAKS),
        case(
            "General Assembly resolutions 65/37 A of 7 December 2010 and S-23/2. A new",
            "resolutions 65/37 A|A/RES/65/37A|res|- ; S-23/2|A/RES/S-23/2|res|-",
        )
        .except(SPEAKS),
        case(
            "General Assembly resolutions 55/25 and 55/255",
            "resolutions 55/25|A/RES/55/25|res|- ; 55/255|A/RES/55/255|res|-",
        )
        .except(SPEAKS),
        case("Security Council resolution 1373 (2001)", "resolution 1373 (2001)|S/RES/1373(2001)|res|-"),
        case("States should apply resolution 55/25 of the General Assembly.", "resolution 55/25|A/RES/55/25|res|-")
            .except(SPEAKS),
        case(
            "Assembly resolution 1541 (XV) and Council resolution 2011/20 of 27 July 2011.",
            "resolution 1541 (XV)|A/RES/1541(XV)|res|- ; resolution 2011/20|E/RES/2011/20|res|-",
        )
        .except(SPEAKS),
        case(
            "resolutions 242 (1967) of 22 November 1967, 338 (1973) and 2334 (2016)",
            "resolutions 242 (1967)|S/RES/242(1967)|res|- ; 338 (1973)|S/RES/338(1973)|res|- ; 2334 (2016)|S/RES/2334(2016)|res|-",
        ),
        case(
            "The General Assembly,¶Recalling its resolutions 48/134 of 20 December 1993, 1874 (S-IV) and 57/284 A and B",
            "resolutions 48/134|A/RES/48/134|res|- ; 1874 (S-IV)|A/RES/1874(S-IV)|res|- ; 57/284 A and B|A/RES/57/284A|res|- ; +57/284 A and B|A/RES/57/284B|res|-",
        )
        .except(SPEAKS),
        case(
            "The General Assembly,¶its decision 60/519, decision 74/550 A and resolution ES-11/1",
            "decision 60/519|A/DEC/60/519|res|- ; decision 74/550 A|A/DEC/74/550A|res|- ; resolution ES-11/1|A/RES/ES-11/1|res|-",
        )
        .except(SPEAKS),
        case("The General Assembly,¶decision 4/2 of the Conference", "decision 4/2|?|unr|-").except(SPEAKS),
        case(
            "Human Rights Council resolution 7/34 and, as decided, Council resolution 16/18",
            "resolution 7/34|A/HRC/RES/7/34|res|- ; resolution 16/18|A/HRC/RES/16/18|res|-",
        )
        .except(SPEAKS),
        case("Council resolution 16/18", "resolution 16/18|?A/HRC/RES/16/18|unr|-").except(SPEAKS),
        case("General Assembly resolutions 32/151, para. 10, and 37/111", "resolutions 32/151, para. 10|A/RES/32/151/paragraph10|res|- ; 37/111|A/RES/37/111|res|-").except(SPEAKS),
        case("Security Council resolutions on Sudan, in particular 1591 (2005), paragraphs 15 to 17, and 1651 (2005) 1665 (2006)", "1591 (2005), paragraphs 15 to 17|S/RES/1591(2005)/paragraph15..17|res|- ; 1651 (2005)|S/RES/1651(2005)|res|- ; 1665 (2006)|S/RES/1665(2006)|res|-"),
        case("the Executive Council resolution 2011/20", "resolution 2011/20|?|unr|-").except(SPEAKS),
        case(
            "Security Council resolution 1701 (2006)¶paragraph 11 of resolution 1701, while respecting resolution 2532",
            "paragraph 11 of resolution 1701|S/RES/1701(2006)/paragraph11|res|- ; resolution 2532|?|unr|-",
        )
        .except(SPEAKS),
        case("resolution 2022/5 and decision 277", "resolution 2022/5|E/RES/2022/5|res|-").except(SPEAKS),
        case(
            "its resolution 2570 (2021), including its paragraph 21, and resolution 1483 (2003) of 22 May 2003, in particular paragraph 7",
            "resolution 2570 (2021), including its paragraph 21|S/RES/2570(2021)/paragraph21|res|- ; resolution 1483 (2003) of 22 May 2003, in particular paragraph 7|S/RES/1483(2003)/paragraph7|res|-",
        ),
        case(
            "resolution 2570 (2021), in particular paragraph 5 of the annex",
            "resolution 2570 (2021), in particular paragraph 5 of the annex|S/RES/2570(2021)/annex/paragraph5|res|-",
        ),
        case(
            "resolution 2570 (2021), in particular paragraph 5 of the report",
            "resolution 2570 (2021)|S/RES/2570(2021)|res|- ; !paragraph 5|document",
        ),
        case(
            "paragraphs 9 and 13 of the Secretary-General’s report (S/2022/533)",
            "paragraphs 9 and 13 of the Secretary-General’s report (S/2022/533)|S/2022/533/paragraph9|res|- ; +paragraphs 9 and 13 of the Secretary-General’s report (S/2022/533)|S/2022/533/paragraph13|res|-",
        ),
        case(
            "paragraph 3 of the present resolution, the report (S/2022/533)",
            "!paragraph 3|own_text ; S/2022/533|S/2022/533|res|-",
        ),
        case(
            "Supplement No. 20 (A/62/20), paras. 117 and 118, and annex",
            "(A/62/20), paras. 117 and 118, and annex|A/62/20/paragraph117|res|- ; +(A/62/20), paras. 117 and 118, and annex|A/62/20/paragraph118|res|- ; +(A/62/20), paras. 117 and 118, and annex|A/62/20/annex|res|-",
        ),
        case("resolution S-10/2", "resolution S-10/2|?A/RES/S-10/2?A/HRC/RES/S-10/2|amb|-").except(SPEAKS),
        case(
            "resolution 67/1894 of 20 December 2012.",
            "resolution 67/189|A/RES/67/189|res|-",
        ),
        case("resolution 55/25 of 15 November 2000; that resolution", "resolution 55/25|A/RES/55/25|res|- ; that resolution|A/RES/55/25|res|-"),
        case(
            "resolutions 55/25 of 15 November 2000 and 1373 (2001); that resolution",
            "resolutions 55/25|A/RES/55/25|res|- ; 1373 (2001)|S/RES/1373(2001)|res|- ; that resolution|?A/RES/55/25?S/RES/1373(2001)|amb|-",
        ),
        case("see A/RES/73/195, annex, para. 5.", "A/RES/73/195, annex, para. 5|A/RES/73/195/annex/paragraph5|res|-"),
        case("General Assembly resolution 70/1 of 25 September 2015, annex", "resolution 70/1 of 25 September 2015, annex|A/RES/70/1/annex|res|-").except(SPEAKS),
        case("(A/63/54), chap. V, sect. A, and", "(A/63/54), chap. V, sect. A|A/63/54/chapter 5/sectionA|res|-"),
        case("see CAC/COSP/2021/17, sect. I.B.", "CAC/COSP/2021/17, sect. I.B|CAC/COSP/2021/17/section 1/sectionB|res|-"),
        case("Commission on Crime Prevention and Criminal Justice resolution 28/3", "resolution 28/3|?|unr|-").except(SPEAKS),
        case("A/66/10, paras. 5 and 7 (b)", "A/66/10, paras. 5 and 7 (b)|A/66/10/paragraph5|res|- ; +A/66/10, paras. 5 and 7 (b)|A/66/10/paragraph7@b|res|-"),
        case("A/66/10, paras. 15–9", "A/66/10, paras. 15–9|A/66/10/paragraph15..9|unr|-"),
        case("A/66/10, paras. 5–7", "A/66/10, paras. 5–7|A/66/10/paragraph5..7|res|-"),
        case("paragraphs 8 and 9 (a) of Security Council resolution 1373 (2001)", "paragraphs 8 and 9 (a) of Security Council resolution 1373 (2001)|S/RES/1373(2001)/paragraph8|res|- ; +paragraphs 8 and 9 (a) of Security Council resolution 1373 (2001)|S/RES/1373(2001)/paragraph9@a|res|-"),
        case("the annex to resolution 66/288 of 27 July 2012", "annex to resolution 66/288|A/RES/66/288/annex|res|-"),
        case("paragraph 3 of resolutions 70/1 of 25 September 2015 and 1373 (2001)", "!paragraph 3|own_text ; resolutions 70/1|A/RES/70/1|res|- ; 1373 (2001)|S/RES/1373(2001)|res|-"),
        case("in resolution A.1110(30) of the Assembly", "resolution A.1110(30)|?|unr|-"),
        case("see decision 42/I.", "decision 42/I|?|unr|-"),
        case("see decision 1/CP.21, annex, and decision IX/16", "decision 1/CP.21, annex|?/annex|unr|- ; decision IX/16|?|unr|-"),
        case("Decides that resolution of conflicts", ""),
        case(
            "see A/76/6 (Sect. 3)/Add.1, UNEP/EA.4/Res.1 and S/RES/1373 (2001)",
            "A/76/6 (Sect. 3)/Add.1|A/76/6(Sect.3)/Add.1|res|- ; UNEP/EA.4/Res.1|UNEP/EA.4/Res.1|res|- ; S/RES/1373 (2001)|S/RES/1373(2001)|res|-",
        ),
        case("see CTOC/COP/WG.7/2019/4.", "CTOC/COP/WG.7/2019/4|CTOC/COP/WG.7/2019/4|res|-"),
        case("resolution 69/283, annex II", "resolution 69/283, annex II|?A/RES/69/283/annex2|unr|-"),
    ],
};

#[test]
fn english() {
    check(&ENGLISH);
}

pub(super) static CHINESE: Set = Set {
    language: "zh",
    body: Some("wg"),
    cases: &[
        case("铭记以上建议11，缔约国", "以上建议11|r11|unr|-"),
        case("上文第5段", "上文第5段|r5|unr|-"),
        case("以上建议3和4", "以上建议3和4|r3|unr|- ; +以上建议3和4|r4|unr|-"),
        case("建议3个月后", ""),
        case("文件CTOC/COP/WG.7/2019/4。", "CTOC/COP/WG.7/2019/4|CTOC/COP/WG.7/2019/4|res|-"),
        case("（A/RES/55/25）", "A/RES/55/25|A/RES/55/25|res|-"),
        case("大会2000年11月15日第55/25号决议", "第55/25号决议|A/RES/55/25|res|-").except(SPEAKS),
        case("第55/25号决议", "第55/25号决议|?A/RES/55/25?A/HRC/RES/55/25|amb|-").except(SPEAKS),
        case("安全理事会第1373(2001)号决议", "第1373(2001)号决议|S/RES/1373(2001)|res|-"),
        case("第1373（2001）号决议", "第1373（2001）号决议|S/RES/1373(2001)|res|-"),
        case("缔约方会议第9/1号决议", "第9/1号决议|?|unr|-"),
        case("大会收到缔约方会议第9/1号决议", "第9/1号决议|?|unr|-").except(SPEAKS),
        case("安全理事会主席按照第75/325号决议", "第75/325号决议|?A/RES/75/325|unr|-"),
        case(
            "人权理事会2017年6月22日第35/17号、 2017年9月28日第36/5号决议",
            "第35/17号|A/HRC/RES/35/17|res|- ; 第36/5号决议|A/HRC/RES/36/5|res|-",
        )
        .except(SPEAKS),
        case("大会第72/517号决定", "第72/517号决定|A/DEC/72/517|res|-").except(SPEAKS),
        case("大会第72/179号决定", "第72/179号决定|?A/HRC/DEC/72/179|unr|-"),
        case("大会第72/417号和第72/418号决定", "第72/417号|A/DEC/72/417|res|- ; 第72/418号决定|A/DEC/72/418|res|-")
            .except(SPEAKS),
        case("大会第72/179号和第72/180号文件", "!第72/179号|serial_number ; !第72/180号|serial_number"),
        case("大会1950年12月1日第415 (V)号决议", "第415 (V)号决议|A/RES/415(V)|res|-").except(SPEAKS),
        case("经济及社会理事会1948年8月13日第155 C (VII)号决议", "第155 C (VII)号决议|E/RES/155C(VII)|res|-")
            .except(SPEAKS),
        case("大会第74/550 A号决定", "第74/550 A号决定|A/DEC/74/550A|res|-").except(SPEAKS),
        case(
            "安理会第2199(2015)、第2253(2015)和2017年3月24日第2347(2017)号决议",
            "第2199(2015)|S/RES/2199(2015)|res|- ; 第2253(2015)|S/RES/2253(2015)|res|- ; 第2347(2017)号决议|S/RES/2347(2017)|res|-",
        ),
        case("大会第71/243号和75/233号决议", "第71/243号|A/RES/71/243|res|- ; 75/233号决议|A/RES/75/233|res|-")
            .except(SPEAKS),
        case(
            "大会第36/87 A和B号决议",
            "第36/87 A和B号决议|A/RES/36/87A|res|- ; +第36/87 A和B号决议|A/RES/36/87B|res|-",
        )
        .except(SPEAKS),
        case(
            "安理会第1701(2006)号决议¶根据第1701号决议执行部分第11段和第2532号决议、第277号决定",
            "第1701号决议执行部分第11段|S/RES/1701(2006)/paragraph11|res|- ; 第2532号决议|?|unr|- ; !第277号|serial_number",
        )
        .except(SPEAKS),
        case(
            "第1373(2001)号决议，特别是其第7段",
            "第1373(2001)号决议，特别是其第7段|S/RES/1373(2001)/paragraph7|res|-",
        ),
        case("第一㈠号决议", "第一㈠号决议|?A/RES/1(I)?E/RES/1(I)|amb|-"),
        case("大会第二六二五(二十五)号决议", "第二六二五(二十五)号决议|A/RES/2625(XXV)|res|-").except(SPEAKS),
        case("经社理事会第2011/20号决议", "第2011/20号决议|E/RES/2011/20|res|-").except(SPEAKS),
        case("大会，¶人权理事会通过的决议，包括2017年9月28日第36/6号决议", "第36/6号决议|A/HRC/RES/36/6|res|-")
            .except(SPEAKS),
        case("大会2004年7月20日ES-10/15号和ES-10/17号决议", "ES-10/15号|A/RES/ES-10/15|res|- ; ES-10/17号决议|A/RES/ES-10/17|res|-").except(SPEAKS),
        case("大会，¶《大会正式记录》(A/73/53)，第四章，A节，第37/17号决议", "!《大会正式记录》|publication ; (A/73/53)，第四章，A节|A/73/53/chapter 4/sectionA|res|- ; 第37/17号决议|?A/RES/37/17?A/HRC/RES/37/17|amb|-").except(SPEAKS),
        case("(第一卷)(A/76/5 (Vol. I))", "!第一卷|volume ; A/76/5 (Vol. I)|A/76/5(Vol.I)|res|-"),
        case("见第1/CP.21号决定", "第1/CP.21号决定|?|unr|-"),
        case("大会通过的第A.1090(28)号决议", "第A.1090(28)号决议|?|unr|-"),
        case("见MSC.155(78)号决议", "MSC.155(78)号决议|?|unr|-"),
        case("见A/77/464，第31段", "A/77/464，第31段|A/77/464/paragraph31|res|-"),
        case("大会第74/255 B号决议第8和第9段", "第74/255 B号决议第8和第9段|A/RES/74/255B/paragraph8|res|- ; +第74/255 B号决议第8和第9段|A/RES/74/255B/paragraph9|res|-").except(SPEAKS),
        case("大会第66/288号决议附件", "第66/288号决议附件|A/RES/66/288/annex|res|-").except(SPEAKS),
        case("(A/76/53)，第七章，A节", "(A/76/53)，第七章，A节|A/76/53/chapter 7/sectionA|res|-"),
        case("(A/76/53)，第七章，A㈡节", "(A/76/53)，第七章，A㈡节|A/76/53/chapter 7/sectionA@b|res|-"),
        case("(A/76/53)，第七章，B二节", "(A/76/53)，第七章|A/76/53/chapter7|res|-"),
        case("见CAC/COSP/2021/17，第一.A节。", "CAC/COSP/2021/17，第一.A节|CAC/COSP/2021/17/section 1/sectionA|res|-"),
        case("见CAC/COSP/2019/17，第一节B部分。", "CAC/COSP/2019/17，第一节B部分|CAC/COSP/2019/17/section 1/partB|res|-"),
        case(
            "(A/76/53)，第七章，A和B节",
            "(A/76/53)，第七章，A和B节|A/76/53/chapter 7/sectionA|res|- ; +(A/76/53)，第七章，A和B节|A/76/53/chapter 7/sectionB|res|-",
        ),
        case("适\u{2F64}《偷运移\u{2EA0}议定书》第6条", "《偷运移\u{2EA0}议定书》|som_protocol|res|alias ; 第6条|som_protocol/article6|res|adjacent"),
        case("大会第55/25号决议，该决议", "第55/25号决议|A/RES/55/25|res|- ; 该决议|A/RES/55/25|res|-").except(SPEAKS),
        case(
            "大会2000年11月15日第55/25号、第8/1号决议",
            "第55/25号|A/RES/55/25|res|- ; 第8/1号决议|?A/HRC/RES/8/1?UNEP/EA.8/Res.1|amb|-",
        )
        .except(SPEAKS),
        case("大会第70/1和70/299号决议", "第70/1|A/RES/70/1|res|- ; 70/299号决议|A/RES/70/299|res|-").except(SPEAKS),
        case(
            "第55/7、57/141和2009年12月4日第64/71号决议",
            "第55/7|?A/RES/55/7?A/HRC/RES/55/7|amb|- ; 57/141|?A/RES/57/141|unr|- ; 第64/71号决议|A/RES/64/71|res|-",
        ),
        case("2000年11月15日第55/25号决议", "第55/25号决议|A/RES/55/25|res|-"),
        case(
            "2000年11月15日题为“《公约》”的第55/25号决议",
            "《公约》|untoc|res|profile ; 第55/25号决议|A/RES/55/25|res|-",
        ),
        case("2012年3月16日第55/3号决议", "第55/3号决议|?A/HRC/RES/55/3|unr|-"),
        case("大会2012年3月16日第55/3号决议", "第55/3号决议|?|unr|-").except(SPEAKS),
        case("大会第55/25号决议。¶第55/25号决议，附件一", "第55/25号决议，附件一|A/RES/55/25/annex1|res|-")
            .except(SPEAKS),
        case("大会，¶回顾其第75/194号决议", "第75/194号决议|A/RES/75/194|res|-").except(SPEAKS),
        case("大会，¶麻醉药品委员会第60/1号决议", "第60/1号决议|?|unr|-").except(SPEAKS),
        case("大会，¶请委员会根据第73/184号决议", "第73/184号决议|A/RES/73/184|res|-").except(SPEAKS),
        case("大会，¶第2200 A(XXI)号决议", "第2200 A(XXI)号决议|A/RES/2200A(XXI)|res|-").except(SPEAKS),
        case("大会S-32/1号决议和第S-30/1号决议", "S-32/1号决议|A/RES/S-32/1|res|- ; 第S-30/1号决议|A/RES/S-30/1|res|-")
            .except(SPEAKS),
        case("大会第65/37 A号决议", "第65/37 A号决议|A/RES/65/37A|res|-").except(SPEAKS),
        case("大会第72/179号决议，附件一", "第72/179号决议，附件一|A/RES/72/179/annex1|res|-").except(SPEAKS),
    ],
};

#[test]
fn chinese() {
    check(&CHINESE);
}
