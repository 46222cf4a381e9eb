//! What a release was made from, as an in-toto Statement with SLSA provenance. It follows from the manifest and the checksums alone.

use serde_json::{Value, json};

use crate::layout::CHECKSUMS;
use crate::release::reading::opened::ManifestView;
use unrecs_text::value::Digest;

/// The statement about a release.
pub fn of(manifest: &ManifestView, checksums: Digest) -> Value {
    let origins = &manifest.origins;
    let sha256 = |digest: String| json!({ "sha256": digest });
    let named = |name: &str, digest: Digest| json!({ "name": name, "digest": sha256(digest.to_string()) });
    let inputs = origins.inputs.iter().map(|input| named(&input.path, input.sha256));
    let of_run = [named("configuration", origins.configuration_sha256), named("registry", origins.registry_sha256)];
    let program = &origins.generator;
    json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [named(CHECKSUMS, checksums)],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:unrecs:build:v1",
                "externalParameters": {
                    "dataset": manifest.dataset["id"],
                    "version": manifest.version.to_string(),
                    "released_at": manifest.released_at.to_string(),
                    "content_sha256": manifest.content_sha256.to_string(),
                },
                "resolvedDependencies": inputs.chain(of_run).collect::<Vec<Value>>(),
            },
            "runDetails": {
                "builder": {
                    "id": format!("urn:{}:{}", program.name, program.version),
                    "version": { "sources_sha256": program.sources_sha256 },
                },
            },
        },
    })
}
