//! What must hold is said in the module `targets::fold`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| policy_matrix_fuzz::targets::fold::run(data));
