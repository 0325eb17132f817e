//! Bytes to text, strictly: UTF-8 without NUL, or why not.

/// Why bytes are not text.
pub(super) struct NotText {
    /// What is wrong with them.
    pub(super) message: String,
    /// The byte of `lossy` at which it is noticed.
    pub(super) at: usize,
    /// The text with replacement characters, for display only.
    pub(super) lossy: String,
}

/// The text that bytes are, strictly: UTF-8 without NUL.
pub(super) fn text_of(bytes: Vec<u8>) -> Result<String, NotText> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        NotText {
            message: format!("is not UTF-8 at byte {at}{}", encoding_hint(bytes, at)),
            at,
            lossy: String::from_utf8_lossy(bytes).into_owned(),
        }
    })?;
    match memchr::memchr(0, text.as_bytes()) {
        Some(at) => Err(NotText {
            message: format!(
                "holds a NUL at byte {at}{}",
                encoding_hint(text.as_bytes(), at)
            ),
            at,
            lossy: text,
        }),
        None => Ok(text),
    }
}

fn encoding_hint(bytes: &[u8], at: usize) -> &'static str {
    let zeros = bytes.iter().take(64).filter(|byte| **byte == 0).count();
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "; it looks like UTF-16",
        _ if zeros > 8 => "; it looks like UTF-16",
        _ if matches!(bytes.get(at), Some(0x91..=0x97)) => "; it looks like Windows-1252",
        _ => "",
    }
}
