"""What readers of data make of a release, format by format."""

import akn
import content
import damage
import readers

# Tool, check, and the ways of breaking a release that this check must notice.
CHECKS = [
    ("sha256sum", readers.checksums, [damage.a_file, damage.an_unlisted_file]),
    ("python", readers.manifest, [damage.manifest_count, damage.parquet_row, damage.view_row]),
    ("pyarrow", readers.parquet_by_pyarrow, [
        damage.parquet_page, damage.parquet_file, damage.parquet_view, damage.parquet_provenance,
    ]),
    ("duckdb", readers.parquet_by_duckdb, [
        damage.parquet_file, damage.parquet_view, damage.parquet_provenance, damage.parquet_join, damage.parquet_language,
        damage.parquet_reference,
    ]),
    ("polars", readers.parquet_by_polars, [damage.parquet_file, damage.parquet_view, damage.parquet_provenance]),
    ("fastparquet", readers.parquet_by_fastparquet, [damage.parquet_file, damage.parquet_view, damage.parquet_provenance]),
    ("pandas", readers.parquet_by_pandas, [damage.parquet_file, damage.parquet_view, damage.parquet_provenance]),
    ("python", readers.places_by_python, [damage.text_place, damage.source_place, damage.words_place, damage.a_text]),
    ("python", readers.origins_by_python, [damage.origin_place, damage.source_digest, damage.a_text]),
    ("python", readers.csv_by_python, [
        damage.csv_row, damage.csv_value, damage.parquet_row, damage.view_value, damage.view_without_mark, damage.mark_of_data,
    ]),
    ("pandas", readers.csv_by_pandas, [damage.csv_row, damage.csv_value, damage.view_value]),
    ("pandas", readers.view_as_spreadsheets_open_it, [
        damage.view_without_mark, damage.view_with_two_marks, damage.view_in_another_encoding, damage.view_value,
    ]),
    ("duckdb", readers.view_by_joins, [damage.view_row, damage.view_modality, damage.view_words]),
    ("python", readers.ndjson_by_python, [damage.ndjson_value, damage.ndjson_type, damage.ndjson_row]),
    ("python", content.content_by_the_documented_script, [damage.ndjson_value]),
    ("pyarrow", content.content_by_pyarrow, [damage.parquet_value, damage.parquet_row]),
    ("duckdb", content.content_by_duckdb, [damage.parquet_value, damage.parquet_row]),
    ("polars", content.content_by_polars, [damage.parquet_value]),
    ("pandas", readers.ndjson_by_pandas, [damage.ndjson_value, damage.ndjson_first_line]),
    ("polars", readers.ndjson_by_polars, [damage.ndjson_value, damage.ndjson_first_line]),
    ("duckdb", readers.ndjson_by_duckdb, [damage.ndjson_value, damage.ndjson_first_line]),
    ("jq", readers.ndjson_by_jq, [damage.ndjson_value, damage.ndjson_row]),
    ("jsonschema", readers.ndjson_by_json_schema, [damage.ndjson_type, damage.ndjson_key]),
    ("jsonschema", readers.nested_by_json_schema, [damage.nested_type, damage.registry_type, damage.nested_file]),
    ("python", readers.nested_by_python, [damage.nested_row, damage.nested_type, damage.registry_name]),
    ("python", readers.nested_by_the_documented_function, [damage.nested_row]),
    ("xmllint", readers.xml_by_xmllint, [damage.xml_type]),
    ("python", readers.xml_by_python, [damage.xml_value]),
    ("pandas", readers.xml_by_pandas, [damage.xml_value]),
    ("check-jsonschema", readers.schemas_by_check_jsonschema, [damage.json_schema]),
    ("xmllint", akn.akn_by_xmllint, [akn.an_element, akn.an_identifier_twice]),
    ("cobalt", akn.akn_identity_by_cobalt, [akn.a_work]),
    ("python", akn.akn_texts_by_python, [akn.a_word, akn.a_number, akn.a_heading, akn.a_mark]),
    ("python", akn.akn_identifiers_by_python, [akn.an_identifier_twice, akn.a_link_into_nothing]),
    ("python", akn.akn_references_by_python, [akn.an_article, akn.a_reference]),
]

# Tools that are no Python packages, and how they tell their version.
COMMANDS = {"jq": ["jq", "--version"], "sha256sum": ["sha256sum", "--version"], "xmllint": ["xmllint", "--version"]}
