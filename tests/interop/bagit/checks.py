"""What the Library of Congress's bagit makes of a release in a bag.

The breakages change the release before it goes into the bag, or are told to change the bag once it is made: the check looks for a note
that they leave beside the release.
"""

import bags

# Tool, check, and the ways of breaking a release, or the bag made of it, that this check must notice.
CHECKS = [
    (
        "bagit",
        bags.bag_by_bagit,
        [bags.a_byte_of_the_payload, bags.a_file_less, bags.a_file_more, bags.a_digest_of_the_manifest, bags.a_tag_file],
    ),
    ("bagit", bags.zip_by_bagit, [bags.a_byte_of_the_payload, bags.a_file_less, bags.a_file_more]),
    ("unzip", bags.zip_by_unzip, [bags.a_byte_of_the_zip]),
    ("python", bags.zip_again, [bags.a_later_release]),
    ("unrecs", bags.bag_by_unrecs, [bags.a_byte_of_the_release, bags.a_file_of_the_release_less]),
]

# Tools that are no Python packages, and how they tell their version.
COMMANDS = {"unzip": ["unzip", "-v"], "unrecs": [bags.UNRECS, "--version"]}
