//! Every direct dependency has its line in `docs/dependencies.md`, with its features, and no line outlives
//! its dependency.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The manifests of the repository; the second, of the fuzz targets, is a workspace of its own.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

#[test]
fn every_direct_dependency_is_justified_and_its_features_are_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut declared = BTreeMap::new();
    for manifest in MANIFESTS.map(|manifest| root.join(manifest)) {
        if manifest.exists() {
            declare(&manifest, &mut declared);
        }
    }
    assert!(declared.contains_key("serde-saphyr"), "{declared:?}");
    let declared: BTreeMap<_, _> = declared
        .into_iter()
        .map(|(name, features)| (name, cell(&features)))
        .collect();
    let document = fs::read_to_string(root.join("docs/dependencies.md")).expect("the document");
    assert_eq!(
        documented(&document),
        declared,
        "docs/dependencies.md (left) and the manifests (right)"
    );
}

/// The features switched on; the package's own defaults are the one without a name.
type Features = BTreeSet<String>;

/// Adds the packages that a manifest asks for by name, its own repository's aside.
fn declare(manifest: &Path, declared: &mut BTreeMap<String, Features>) {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let ran = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .arg("--manifest-path")
        .arg(manifest)
        .output()
        .expect("cargo starts");
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{errors}");
    let metadata: Value = serde_json::from_slice(&ran.stdout).expect("cargo writes JSON");
    let list = |value: &Value| value.as_array().expect("a list").clone();
    for dependency in list(&metadata["packages"][0]["dependencies"]) {
        if dependency["path"].is_string() {
            continue;
        }
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let features = declared.entry(text(&dependency["name"])).or_default();
        features.extend(list(&dependency["features"]).iter().map(text));
        if dependency["uses_default_features"] == true {
            features.insert(String::new());
        }
    }
}

/// Features as the document names them.
fn cell(features: &Features) -> String {
    let name = |feature: &String| match feature.as_str() {
        "" => "defaults".to_owned(),
        named => format!("`{named}`"),
    };
    let names: Vec<String> = features.iter().map(name).collect();
    match names.is_empty() {
        true => "none".to_owned(),
        false => names.join(", "),
    }
}

/// The packages that begin a row of a table, each with a reason and a licence, and their features.
fn documented(document: &str) -> BTreeMap<String, String> {
    let mut documented = BTreeMap::new();
    for row in document.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [package, reason, features, licence] = cells[..] else {
            panic!("package, reason, features, licence: {row}");
        };
        assert!(!reason.is_empty() && !licence.is_empty(), "{row}");
        let package = package.trim_matches('`').to_owned();
        let before = documented.insert(package, features.to_owned());
        assert!(before.is_none(), "a second row: {row}");
    }
    documented
}
