//! Writes a made-up project: `cargo run --release --example generate -- large DIR [many]`.

mod projects;

use std::path::Path;

use projects::{Layout, SIZES, write};

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let size = SIZES
        .iter()
        .find(|size| arguments.first().is_some_and(|name| name == size.name));
    let (Some(size), Some(folder)) = (size, arguments.get(1)) else {
        return Err("generate small|medium|large|huge|corpus|dense DIR [many]".to_owned());
    };
    let layout = match arguments.get(2).map(String::as_str) {
        Some("many") => Layout::Many,
        _ => Layout::One,
    };
    write(Path::new(folder), size, layout).map_err(|error| format!("{folder}: {error}"))
}
