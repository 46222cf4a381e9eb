//! What one paragraph keeps for the next, and what a section forgets.

use super::{registry, show};
use crate::resolve::Grammar;
use crate::resolve::text::Reading;

#[test]
fn a_section_forgets_names_and_keeps_definitions() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    let mut reading = Reading::new(&grammar, "zh", Some("wg")).expect("there is a table for Chinese");
    reading.paragraph("《联合国海洋法公约》（《公约》）；《偷运移民议定书》");
    reading.section();
    let text = "根据第18条，《公约》";
    assert_eq!(show(text, &reading.paragraph(text)), "第18条|?unclos/article18|unr|-~ ; 《公约》|unclos|res|defined");
}

#[test]
fn the_profile_decides_whatever_was_named_before() {
    let registry = registry();
    let grammar = Grammar::new(&registry);
    for before in ["《维也纳领事关系公约》", "《联合国反腐败公约》第3条", "该公约", ""] {
        let mut reading = Reading::new(&grammar, "zh", Some("wg")).expect("there is a table for Chinese");
        reading.paragraph(before);
        let text = "《公约》第16条";
        let expected = "《公约》|untoc|res|profile ; 第16条|untoc/article16|res|adjacent";
        assert_eq!(show(text, &reading.paragraph(text)), expected, "behind {before}");
    }
}
