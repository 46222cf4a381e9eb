//! Bars beside the numbers that they show, in a table: a picture for those who see it, numbers for everybody.

use super::frame::Page;
use super::words::Both;

/// One bar.
pub(super) struct Bar {
    pub(super) label: Both<String>,
    /// Where the rows behind it are, as seen from the page.
    pub(super) href: Option<String>,
    pub(super) count: usize,
}

/// A table with a bar a row.
pub(super) fn write(page: &mut Page<'_>, heading: &str, bars: &[Bar]) {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default();
    page.html.markup("<table class=\"bars\"><thead><tr>");
    page.keyed("th", &[("scope", "col")], heading);
    page.keyed("th", &[("scope", "col")], "times").html.markup("</tr></thead>\n<tbody>\n");
    for bar in bars {
        page.html.markup("<tr>");
        row_label(page, &bar.label, bar.href.as_deref());
        cell(page, bar.count, most);
        page.html.markup("</tr>\n");
    }
    page.html.markup("</tbody></table>\n");
}

/// The label of a row, which leads to what it counts.
pub(super) fn row_label(page: &mut Page<'_>, label: &Both<String>, href: Option<&str>) {
    page.html.markup("<th scope=\"row\">");
    match href {
        Some(href) => {
            page.in_both("a", &[("href", href)], label);
        }
        None => {
            page.in_both("span", &[], label);
        }
    }
    page.html.markup("</th>");
}

/// A number with its bar; nothing for nothing.
pub(super) fn cell(page: &mut Page<'_>, count: usize, most: usize) {
    page.html.markup("<td>");
    number(page, count, most);
    page.html.markup("</td>");
}

/// A number, and a bar that is as long as its share of the largest.
pub(super) fn number(page: &mut Page<'_>, count: usize, most: usize) {
    page.html.markup("<span class=\"q\">").value(count).markup("</span>");
    let width = (count * 1000).checked_div(most).unwrap_or_default();
    let width = format!("{}.{}%", width / 10, width % 10);
    page.html
        .markup("<svg aria-hidden=\"true\">")
        .open("rect", &[("width", &width), ("height", "9")])
        .markup("</rect></svg>");
}
