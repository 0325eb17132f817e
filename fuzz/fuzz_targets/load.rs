//! What must hold is said in the module `targets::load`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| policy_matrix_fuzz::targets::load::run(data));
