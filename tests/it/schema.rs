//! The JSON Schema against the loader: what one takes the other takes, and editors know every key.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::project::TestProject;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn schema() -> Value {
    let text =
        fs::read_to_string(root().join("docs/options.schema.json")).expect("the schema is there");
    serde_json::from_str(&text).expect("the schema is JSON")
}

/// A project file as JSON, read as the schema's users read it.
fn as_json(path: &Path) -> Option<Value> {
    let text = fs::read_to_string(path).ok()?;
    serde_yaml::from_str(&text).ok()
}

/// What the loader reports that is about the form of the file alone.
const FORM: [&str; 5] = [
    "unknown-key",
    "missing-key",
    "wrong-type",
    "bad-id",
    "unknown-value",
];

#[test]
fn the_schema_and_the_loader_agree_on_every_case() {
    let validator = jsonschema::draft7::new(&schema()).expect("the schema is a schema");
    let cases = fs::read_dir(root().join("tests/cases")).expect("there are cases");
    let mut seen = 0;
    for case in cases
        .map(|case| case.expect("a case").path())
        .chain([root()])
    {
        let Some(file) = as_json(&case.join("options.yaml")) else {
            continue;
        };
        let project = if case == root() {
            TestProject::example()
        } else {
            TestProject::copy_of(&case, "expected")
        };
        let ran = project.run("policy-matrix check PROJECT --message-format json");
        let of_file = |line: &&str| line.contains("\"file\":\"options.yaml\"");
        let ill_formed = ran.out.lines().filter(of_file).any(|line| {
            FORM.iter()
                .any(|code| line.contains(&format!("\"code\":\"{code}\"")))
        });
        let valid = validator.is_valid(&file);
        // References and dates of the calendar are beyond a schema; all else they must agree on.
        if ill_formed {
            assert!(
                !valid,
                "{}: the schema takes what the loader refuses",
                case.display()
            );
        } else if !ran.out.contains("\"severity\":\"error\"") {
            let errors: Vec<String> = validator
                .iter_errors(&file)
                .map(|error| error.to_string())
                .collect();
            assert!(valid, "{}: {errors:?}", case.display());
        }
        seen += 1;
    }
    assert!(seen > 40, "only {seen} cases were compared");
}

#[test]
fn every_key_of_the_schema_is_described_and_known_to_the_loader() {
    let schema = schema();
    let mut keys = Vec::new();
    described(&schema, "the project", &mut keys);
    assert!(keys.len() > 60, "only {} keys were found", keys.len());
    let decoders = ["src/load/decode.rs", "src/load/coding.rs"];
    let read = |path| fs::read_to_string(root().join(path)).expect("the decoders are there");
    let loader: String = decoders.iter().map(read).collect();
    for key in keys {
        assert!(
            loader.contains(&format!("\"{key}\"")),
            "the loader does not know `{key}`"
        );
    }
}

/// Collects the keys of all objects and asserts that each says what it is.
fn described(value: &Value, of: &str, keys: &mut Vec<String>) {
    if let Some(properties) = value.get("properties").and_then(Value::as_object) {
        for (key, property) in properties {
            assert!(
                property.get("description").is_some_and(Value::is_string),
                "`{key}` of {of} is not described"
            );
            keys.push(key.clone());
        }
    }
    let empty = Map::new();
    for (name, inner) in value.as_object().unwrap_or(&empty) {
        described(inner, name, keys);
    }
    for inner in value.as_array().into_iter().flatten() {
        described(inner, of, keys);
    }
}

#[test]
fn included_files_have_a_schema_of_their_own() {
    let ran = TestProject::example().run("policy-matrix schema --included");
    let schema: Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let validator = jsonschema::draft7::new(&schema).expect("it is a schema");
    let included = |path: &str| as_json(&root().join("tests/cases").join(path)).expect(path);
    for path in ["include/coding/a-doe.yaml", "include/coding/b-roe.yaml"] {
        assert!(validator.is_valid(&included(path)), "{path}");
    }
    assert!(!validator.is_valid(&included("fault-include/coding/a.yaml")));
}
