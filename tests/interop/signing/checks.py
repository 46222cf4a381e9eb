"""What OpenSSH makes of the signatures of a release, and unrecs of those of OpenSSH."""

import signatures

# Tool, check, and the ways of breaking a release, or its signatures once they are made, that this check must notice.
CHECKS = [
    (
        "ssh-keygen",
        signatures.signed_by_unrecs,
        [signatures.a_byte_of_the_checksums, signatures.a_byte_of_the_signature, signatures.the_key_of_another],
    ),
    (
        "unrecs",
        signatures.signed_by_openssh,
        [signatures.a_byte_of_the_signature, signatures.the_key_of_another, signatures.another_namespace],
    ),
    (
        "unrecs",
        signatures.statement_of_unrecs,
        [signatures.a_byte_of_the_statement, signatures.a_statement_of_another_release, signatures.a_revoked_key],
    ),
    ("unrecs", signatures.keys_of_all_kinds, []),
    ("unrecs", signatures.an_agent_signs, []),
    ("unrecs", signatures.a_passphrase_that_nobody_can_type, []),
    ("unrecs", signatures.the_second_of_two_signers_counts, []),
    ("unrecs", signatures.a_link_is_not_followed, []),
    ("unrecs", signatures.an_expired_signer, []),
    ("unrecs", signatures.no_byte_can_be_another, []),
]

# Tools that are no Python packages, and how they tell their version.
COMMANDS = {"ssh-keygen": ["ssh", "-V"], "unrecs": [signatures.UNRECS, "--version"]}
