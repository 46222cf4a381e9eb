//! Chinese words of structure.

use super::StructureWords;

/// Chinese.
pub static STRUCTURE: StructureWords = StructureWords {
    adopted: &["决议", "决定", "通过"],
    committee: ("根据", "的报告"),
    resolution: ("第", "号决议"),
    decision: ("第", "号决定"),
    formula: "",
    parts: &[("第", "部分"), ("第", "章"), ("", "部分")],
    sections: &[("第", "款"), ("第", "节")],
    provisions: &[("第", "条"), ("原则", ""), ("规则", "")],
    cardinals: &[],
    recommendations: &["建议"],
    dangling: &["第", "和", "或", "及", "以及", "、", "在", "按照", "根据", "的"],
    function_words: &[],
};
