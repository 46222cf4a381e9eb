"""What catalogues of data make of the descriptions by DCAT."""

import catalogues
import configured
import damage

# Tool, check, and the ways of breaking a release that this check must notice.
CHECKS = [
    ("rdflib", catalogues.same_graph_by_rdflib, [
        damage.a_statement_less, damage.another_language, damage.a_context_from_elsewhere, damage.no_dataset,
    ]),
    ("pyshacl", catalogues.required_by_shacl, [
        damage.no_title, damage.byte_size_as_text, damage.no_access, damage.a_kind_that_is_not_said, damage.no_dataset,
    ]),
    ("pyshacl", catalogues.recommended_by_shacl, [damage.no_keyword, damage.no_dataset]),
    ("rdflib", catalogues.files_by_rdflib, [
        damage.another_digest, damage.another_size, damage.a_file_that_is_not_told_of, damage.a_schema_that_is_not_there,
    ]),
    ("pyshacl", catalogues.us_by_shacl, [
        damage.us_without_title, damage.us_size_that_is_no_number, damage.us_without_access,
    ]),
    ("python", catalogues.us_members_by_python, [damage.us_without_contact, damage.us_that_claims_too_much]),
    ("pyshacl", configured.everything_known, [
        configured.a_contact_without_mail, configured.a_release_without_a_theme, configured.an_address_that_is_not_whole,
    ]),
]
