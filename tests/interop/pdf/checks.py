"""What unrecs reads of PDFs that LibreOffice makes of the invented resolutions, and of PDFs that cannot be read.

These checks make what they need and look at no release.
"""

import read

CHECKS = [
    ("soffice", read.the_same_paragraphs, []),
    ("pdftotext", read.a_damaged_file, []),
    ("qpdf", read.an_encrypted_file, []),
    ("pdftotext", read.a_page_without_text, []),
    ("unrecs", read.without_poppler, []),
    ("unrecs", read.poppler_that_never_ends, []),
    ("unrecs", read.poppler_that_writes_without_end, []),
]

# Tools that are no Python packages, and how they tell their version.
COMMANDS = {
    "soffice": ["soffice", "--version"],
    "pdftotext": ["pdftotext", "-v"],
    "qpdf": ["qpdf", "--version"],
    "unrecs": [read.UNRECS, "--version"],
}
