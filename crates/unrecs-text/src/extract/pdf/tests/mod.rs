//! Pages as poppler writes them, and what is read of them.

mod arabic;
mod layout;
mod output;

use std::fmt::Write;

use super::Document;

/// A line of a page: where it begins, where letters stand, their size, and the words. Points are whole.
type Line<'t> = (f64, f64, f64, &'t str);

/// What poppler writes of pages with these lines. A `^` begins raised letters, a tab widens the white space.
fn xhtml(pages: &[Vec<Line<'_>>]) -> String {
    let mut written = "<html><body><doc>\n".to_owned();
    for page in pages {
        written.push_str("<page width=\"600.000000\" height=\"800.000000\">\n<flow><block>\n");
        for &(x, base, size, words) in page {
            written.push_str("<line xMin=\"0\">\n");
            let mut at = x;
            for word in words.split(' ') {
                at += if word.starts_with('\t') { 15.0 } else { 0.0 };
                for (index, part) in word.trim_start_matches('\t').split('^').enumerate() {
                    let (size, base) = if index == 0 { (size, base) } else { (size * 0.6, base - size * 0.3) };
                    let width = part.chars().map(|c| if c.is_ascii() { size / 2.0 } else { size }).sum::<f64>();
                    let (top, bottom) = (base - size, base + size * 0.2);
                    if !part.is_empty() {
                        let end = at + width;
                        writeln!(
                            written,
                            "<word xMin=\"{at:.6}\" yMin=\"{top:.6}\" xMax=\"{end:.6}\" yMax=\"{bottom:.6}\">{part}</word>"
                        )
                        .unwrap();
                        at = end;
                    }
                }
                at += size / 4.0;
            }
            written.push_str("</line>\n");
        }
        written.push_str("</block></flow></page>\n");
    }
    written + "</doc></body></html>\n"
}

fn read(pages: &[Vec<Line<'_>>]) -> Document {
    super::read(&xhtml(pages)).unwrap()
}

fn text(pages: &[Vec<Line<'_>>]) -> String {
    read(pages).text
}

/// Lines below each other.
fn below<'t>(x: f64, base: f64, lines: &[&'t str]) -> Vec<Line<'t>> {
    lines.iter().enumerate().map(|(index, words)| (x, base + 12.0 * index as f64, 10.0, *words)).collect()
}
