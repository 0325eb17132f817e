//! The styles and the script of the pages, with the hashes by which their content security policy
//! admits them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::templates::{TemplateFault, Templates};

/// The style sheets of the report, in the order in which later ones refine earlier ones.
const REPORT_STYLES: [&str; 7] = [
    "report.css",
    "chips.css",
    "tables.css",
    "charts.css",
    "cards.css",
    "controls.css",
    "print.css",
];

/// The scripts of the report; the last one starts the others.
const REPORT_SCRIPTS: [&str; 5] = [
    "copy.js",
    "filter.js",
    "compare.js",
    "passages.js",
    "report.js",
];

/// What a page carries in itself besides its text.
#[derive(Debug, Serialize)]
pub(super) struct Assets {
    style: String,
    script: String,
    /// The content security policy: nothing from elsewhere, and of what is here these pieces only.
    policy: String,
}

impl Assets {
    /// The assets of the report; `generated` is style made from its values.
    pub(super) fn report(templates: &Templates, generated: &str) -> Result<Self, TemplateFault> {
        let style = joined(templates, &REPORT_STYLES)? + generated;
        let script = joined(templates, &REPORT_SCRIPTS)?;
        Ok(Self::new(style, script))
    }

    /// The assets of the brief, which has no script.
    pub(super) fn brief(templates: &Templates, generated: &str) -> Result<Self, TemplateFault> {
        let style = joined(templates, &["brief.css"])? + generated;
        Ok(Self::new(style, String::new()))
    }

    /// The assets of the page that tells what has changed.
    pub(super) fn changes(templates: &Templates) -> Result<Self, TemplateFault> {
        Ok(Self::new(joined(templates, &REPORT_STYLES)?, String::new()))
    }

    fn new(style: String, script: String) -> Self {
        let script_source = if script.is_empty() {
            "'none'".to_owned()
        } else {
            format!("'{}'", policy_hash(&script))
        };
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src {script_source}; base-uri 'none'; form-action 'none'",
            policy_hash(&style)
        );
        Self {
            style,
            script,
            policy,
        }
    }
}

fn joined(templates: &Templates, names: &[&str]) -> Result<String, TemplateFault> {
    let texts: Result<Vec<String>, _> = names.iter().map(|name| templates.text(name)).collect();
    Ok(texts?.join("\n"))
}

/// The source expression of an inline element in a content security policy (CSP Level 3, 2.3.1).
pub fn policy_hash(content: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(content.as_bytes()))
    )
}
