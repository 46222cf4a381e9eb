"""Lays out Akoma Ntoso documents as the United Nations print them, as flat OpenDocument files that LibreOffice makes PDFs of.

lay_out.py [--columns 2] OUTPUT FILE …    writes OUTPUT/<name>.fodt for each file
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

LANGUAGES = {"eng": "E", "fra": "F", "spa": "S", "rus": "R", "zho": "C", "ara": "A"}
SOFT_HYPHEN = "\u00ad"

# Brackets around the mark of a footnote, which stands beside them in the markup.
NO_MARK = re.compile(r"^\(\s*\)\s*")

STYLES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls>
 <style:font-face style:name="L" svg:font-family="'Liberation Serif'"/><style:font-face style:name="C" svg:font-family="'Noto Serif CJK SC'"/>
 <style:font-face style:name="A" svg:font-family="'Noto Naskh Arabic'"/>
</office:font-face-decls>
<office:styles>
 <style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2" style:writing-mode="{mode}"/>
  <style:text-properties style:font-name="L" style:font-name-asian="C" style:font-name-complex="A" fo:font-size="10pt" style:font-size-asian="10pt"
   style:font-size-complex="12pt" fo:language="{iso}" style:language-asian="zh" style:language-complex="ar"/></style:default-style>
 {paragraphs}
 <style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic" style:font-style-complex="italic"/></style:style>
 <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
 <style:style style:name="R" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
 <text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0" text:footnotes-position="page"
  text:citation-style-name="R" text:citation-body-style-name="R"/>
</office:styles>
<office:automatic-styles>
 <style:style style:name="Two" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.9cm"/></style:section-properties></style:style>
 <style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21.59cm" fo:page-height="27.94cm" fo:margin-top="1.5cm" fo:margin-bottom="1.2cm"
  fo:margin-left="{margin}" fo:margin-right="{margin}" style:writing-mode="{mode}"><style:footnote-sep style:width="0.018cm" style:rel-width="25%" style:color="#000000" style:distance-before-sep="0.1cm" style:distance-after-sep="0.1cm"/></style:page-layout-properties>
  <style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style>
  <style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles>
 <style:master-page style:name="First" style:page-layout-name="P" style:next-style-name="Next"><style:header><text:p text:style-name="Head">{first_head}</text:p></style:header>
  <style:footer><text:p text:style-name="Foot">{first_foot}</text:p></style:footer></style:master-page>
 <style:master-page style:name="Next" style:page-layout-name="P"><style:header><text:p text:style-name="Foot">{head}</text:p></style:header>
  <style:footer><text:p text:style-name="Foot">{foot}</text:p></style:footer></style:master-page>
</office:master-styles>
<office:body><office:text>
"""

WIDTH = 21.59


def style(name, paragraph="", text="", tabs=()):
    stops = "".join(f'<style:tab-stop style:position="{at}cm" style:type="{kind}"/>' for at, kind in tabs)
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {paragraph}>'
        f"<style:tab-stops>{stops}</style:tab-stops></style:paragraph-properties><style:text-properties {text}/></style:style>"
    )


def paragraph_styles(margin, first):
    right = round(WIDTH - 2 * margin, 2)
    bold = 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'
    space = 'fo:margin-bottom="0.21cm"'
    lead = [(1, "left"), (2, "left")]
    return "".join(
        [
            style("Head", 'fo:border-bottom="0.5pt solid #000000"', 'fo:font-size="12pt"', [(right, "right")]),
            style("Foot", "", "", [(right, "right")]),
            style("Organ", space, f'fo:font-size="18pt" style:font-size-asian="18pt" {bold}', [(right * 0.7, "left")]),
            style("Right", f'fo:margin-left="{right * 0.7}cm"'),
            style("Title", space + ' fo:margin-top="0.4cm" fo:keep-with-next="always" fo:margin-left="1cm" fo:text-indent="-1cm"', bold + ' fo:font-size="12pt"', [(1, "left")]),
            style("Heading", space + ' fo:margin-top="0.3cm" fo:keep-with-next="always"', bold),
            style("Cover", space, ""),
            style("Body", f'{space} fo:text-align="justify" fo:text-indent="1cm" fo:margin-left="0cm"', "", lead),
            style("Item", f'{space} fo:text-align="justify" fo:margin-left="1cm" fo:text-indent="{first}cm"', "", lead),
            style("Footnote", 'fo:margin-left="0cm"', 'fo:font-size="8.5pt" style:font-size-asian="8.5pt" style:font-size-complex="10pt"', [(0.8, "left")]),
        ]
    )


def name(element):
    return element.tag.split("}")[1]


class Document:
    """One document: what is printed, in its order."""

    def __init__(self, root, columns):
        self.root, self.columns, self.notes = root, columns, 0
        language = next(e for e in root.iter() if name(e) == "FRBRlanguage").get("language")
        self.language = language
        self.hyphenates = language in ("eng", "fra", "spa", "rus")
        self.blocks, self.listing = [], 0

    def hyphenated(self, text):
        if not self.hyphenates:
            return text
        return re.sub(r"[^\W\d_]{10,}", lambda word: word[0][: len(word[0]) // 2] + SOFT_HYPHEN + word[0][len(word[0]) // 2 :], text)

    def words(self, text):
        text = re.sub(r"\s+", " ", text or "")
        return escape(self.hyphenated(text))

    def inline(self, element, styled=""):
        written = [self.words(element.text)]
        for child in element:
            kind = name(child)
            inner = child.get("class") or ""
            if kind == "authorialNote":
                self.notes += 1
                mark = child.get("marker", "")
                body = "".join(f'<text:p text:style-name="Footnote"><text:tab/>{NO_MARK.sub("", self.inline(p).strip())}</text:p>' for p in child)
                written.append(
                    f'<text:note text:note-class="footnote"><text:note-citation text:label={quoteattr(mark)}>{escape(mark)}</text:note-citation>'
                    f"<text:note-body>{body}</text:note-body></text:note>"
                )
            elif kind in ("img", "eol"):
                written.append(" ")
            elif kind == "sup":
                written.append(f'<text:span text:style-name="R">{self.inline(child)}</text:span>')
            elif "italic" in inner or "bold" in inner:
                written.append(f'<text:span text:style-name="{"I" if "italic" in inner else "B"}">{self.inline(child)}</text:span>')
            else:
                written.append(self.inline(child))
            written.append(self.words(child.tail))
        return "".join(written)

    def put(self, kind, text):
        self.blocks.append(f'<text:p text:style-name="{kind}">{text}</text:p>')

    def lay(self, element, number=""):
        kind = name(element)
        if kind == "meta":
            return
        if kind == "table":
            return self.table(element)
        if kind in ("heading", "subheading", "crossHeading"):
            return self.put("Heading", self.inline(element).strip())
        if kind in ("p", "listIntroduction"):
            text = self.inline(element).strip()
            lead = f"{escape(number)}<text:tab/>" if number else ""
            return self.put("Item" if self.listing else "Body", lead + text)
        if kind == "preface":
            for p in element:
                parts = [self.inline(part).strip() for part in p]
                self.put("Title", "<text:tab/>".join(part for part in parts if part) or self.inline(p).strip())
            return
        if kind == "conclusions":
            self.put("Right", "<text:line-break/>".join(part for part in (self.inline(e).strip() for e in element.iter() if name(e) in ("inline", "docDate")) if part))
            return
        own = number
        self.listing += kind == "point"
        for child in element:
            if name(child) == "num":
                own = "".join(child.itertext()).strip()
                continue
            before = len(self.blocks)
            self.lay(child, own)
            if len(self.blocks) > before:
                own = number
        self.listing -= kind == "point"

    def table(self, element):
        rows = [[cell for cell in row if name(cell) in ("td", "th")] for row in element if name(row) == "tr"]
        width = max((len(row) for row in rows), default=0)
        written = [f'<table:table><table:table-column table:number-columns-repeated="{max(width, 1)}"/>']
        for row in rows:
            cells = "".join(f'<table:table-cell><text:p text:style-name="Cover">{self.words("".join(cell.itertext())).strip()}</text:p></table:table-cell>' for cell in row)
            written.append(f"<table:table-row>{cells}</table:table-row>")
        self.blocks.append("".join(written) + "</table:table>")

    def cover(self, cover):
        lines = [(p, self.inline(p).strip()) for p in cover if name(p) == "p"]
        for p, text in lines[2:]:
            kinds = {name(e) for e in p.iter()}
            if "img" in kinds:
                self.put("Organ", text)
            elif kinds & {"docStatus", "docDate"}:
                self.put("Right", text)
            elif text:
                self.put("Heading" if kinds & {"session", "docTitle", "inline"} else "Cover", text)

    def fodt(self, job):
        cover = next((e for e in self.root.iter() if name(e) == "coverPage"), None)
        publisher = symbol = title = ""
        if cover is not None:
            publisher, symbol = ("".join(p.itertext()).strip() for p in list(cover)[:2])
            titles = ["".join(e.itertext()).strip() for e in self.root.iter() if name(e) == "docTitle"]
            title = re.sub(r"\s+", " ", titles[-1])[:70] if titles else ""
        statement = next(e for e in self.root.iter() if name(e) in ("statement", "documentCollection"))
        for part in statement:
            if name(part) == "coverPage":
                self.cover(part)
            elif name(part) == "attachments":
                for attachment in part:
                    self.lay(attachment)
            else:
                if name(part) == "preamble" and self.columns == 2:
                    self.blocks.append('<text:section text:style-name="Two" text:name="S">')
                if name(part) == "attachments" and self.columns == 2:
                    self.blocks.append("</text:section>")
                self.lay(part)
        if self.columns == 2:
            self.blocks.append("</text:section>")
        # The first paragraph begins the first page.
        styles = STYLES.format(
            mode="rl-tb" if self.language == "ara" else "lr-tb",
            iso={"eng": "en", "fra": "fr", "spa": "es", "rus": "ru"}.get(self.language, "en"),
            paragraphs=paragraph_styles(1.8 if self.columns == 2 else 3, 1)
            + '<style:style style:name="Start" style:family="paragraph" style:master-page-name="First"/>',
            margin="1.8cm" if self.columns == 2 else "3cm",
            first_head=f"{escape(publisher)}<text:tab/>{escape(symbol)}",
            first_foot=f"{job} ({LANGUAGES[self.language]})&#160;&#160;&#160;&#160;030123<text:line-break/>*{job.replace('-', '')}*",
            head=f"{escape(symbol)}<text:tab/>{escape(title)}",
            foot=f"{job}<text:tab/><text:page-number>2</text:page-number>/<text:page-count>9</text:page-count>",
        )
        return styles + '<text:p text:style-name="Start"/>' + "\n".join(self.blocks) + "</office:text></office:body></office:document>"


def main():
    arguments = sys.argv[1:]
    columns = 1
    if arguments[0] == "--columns":
        columns, arguments = int(arguments[1]), arguments[2:]
    output = Path(arguments[0])
    output.mkdir(parents=True, exist_ok=True)
    for path in map(Path, arguments[1:]):
        root = ElementTree.parse(path).getroot()
        job = f"22-{sum(path.name.encode()) * 7 % 100000:05}"
        (output / f"{path.stem}.fodt").write_text(Document(root, columns).fodt(job), encoding="utf-8")


if __name__ == "__main__":
    main()
