"""What the tools of Data Packages and of CSV on the Web make of a release."""

import damage
import datapackage
import metadata

# Tool, check, and the ways of breaking a release that this check must notice.
CHECKS = [
    (
        "frictionless",
        datapackage.package_by_frictionless,
        [
            damage.a_row_less, damage.a_byte_of_parquet, damage.an_unknown_code, damage.an_empty_text, damage.a_wrong_date,
            damage.a_key_twice, damage.a_parent_that_is_not, damage.a_division_that_is_not, damage.a_count_of_rows,
            damage.a_file_of_data_not_listed, damage.a_code_of_the_view, damage.a_row_of_the_view_of_nothing,
        ],
    ),
    ("jsonschema", datapackage.package_by_the_profile, [damage.a_hash, damage.a_resource_without_path]),
    (
        "csvw",
        metadata.metadata_by_csvw,
        [
            damage.an_unknown_code, damage.an_empty_text, damage.a_wrong_date, damage.a_key_twice, damage.a_division_that_is_not,
            damage.a_header, damage.a_column_less, damage.half_a_metadata_file, damage.a_row_less, damage.a_table_not_described,
            damage.a_code_of_the_view, damage.a_row_of_the_view_of_nothing, damage.a_date_of_the_view, damage.a_view_that_is_not_described,
        ],
    ),
]
