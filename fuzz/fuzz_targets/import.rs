//! What must hold is said in the module `targets::import`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| policy_matrix_fuzz::targets::import::run(data));
