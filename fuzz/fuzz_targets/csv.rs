//! What must hold is said in the module `targets::csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| policy_matrix_fuzz::targets::csv::run(data));
