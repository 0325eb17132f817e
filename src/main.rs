//! The door: arguments in, exit status out.

use std::process::ExitCode;

/// A large project is a hundred million small texts that come and go: this allocator spends a fifth
/// less time and a quarter less memory on them than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    policy_matrix::cli::main()
}
