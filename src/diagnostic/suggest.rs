//! "Did you mean": the known value that is nearest to an unknown one.

/// How alike two words must be, from 0 to 1, for one to be offered for the other.
const ALIKE: f64 = 0.8;

/// At most this many known values are compared, so that a large file of typing errors stays quick.
const COMPARED: usize = 2_000;

/// A sentence that offers the known value nearest to `unknown`, where one is close.
///
/// Close means a Jaro-Winkler similarity of 0.8 or more, or the same letters in another case.
pub fn did_you_mean<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let unknown = unknown.to_lowercase();
    known
        .into_iter()
        .take(COMPARED)
        .map(|value| (strsim::jaro_winkler(&unknown, &value.to_lowercase()), value))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, value)| format!("did you mean `{value}`?"))
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn offers_what_is_close_and_nothing_else() {
        let known = ["sanctions", "sanctions-belarus", "diplomacy"];
        let offer = |word| did_you_mean(word, known);
        assert_eq!(offer("santions"), Some("did you mean `sanctions`?".into()));
        assert_eq!(offer("Diplomacy"), Some("did you mean `diplomacy`?".into()));
        assert_eq!(offer("energy"), None);
    }
}
