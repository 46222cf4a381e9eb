"""What the real document lacks, in a release of resolutions that nobody adopted: two languages of one work, a vote, an annex, footnotes."""

import damage
import works

# Tool, check, and the ways of breaking a release that this check must notice.
CHECKS = [
    ("pyarrow", works.two_languages_are_one_work, [damage.a_document_of_its_own, damage.a_paragraph_in_one_language]),
    ("python", works.files_of_a_work, [damage.a_language_less, damage.a_second_file, damage.another_work, damage.a_text_less]),
    ("pyarrow", works.votes, [damage.a_ballot, damage.a_count, damage.a_vote_less]),
    ("pyarrow", works.annexes, [damage.an_annex_that_is_none, damage.an_annex_that_recommends]),
    ("pyarrow", works.footnotes, [damage.a_note_less, damage.a_mark, damage.another_place_of_a_note]),
    ("pyarrow", works.view, [damage.a_view_in_one_language, damage.words_in_one_script]),
]
