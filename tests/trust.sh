#!/usr/bin/env bash
# What `docs/trust.md` rests on, tried at length: `tests/trust.sh [PART...]`, every part where none is named.
# All together they take some hours; `.ci/run` runs the first two, and the fuzz targets in short.
set -euo pipefail
cd "$(dirname "$0")/.."

# Builds that are killed and starved, small files that would take long, hostile callers.
promises() { cargo test --test it -- crash bounds web --nocapture; }

# Quotes of the example, changed in ways that change their meaning: none may verify.
evidence() { cargo test --test it -- evidence --nocapture; }

# The laws of the property tests, a hundred times on other inputs than those of every run.
laws() {
    local round seed
    for round in $(seq 100); do
        seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
        printf 'round %s, seed %s\n' "$round" "$seed"
        PROPTEST_RNG_SEED=$seed cargo test --release --quiet --lib
    done
}

# Every fuzz target for ten minutes.
fuzz() { fuzz/run 600; }

# Every small change of the search that no test notices. `src/text` imports nothing of ours, so that it is tried
# in a crate of its own, which builds in seconds.
mutants() {
    local crate=target/mutants
    rm -rf "$crate/src" && mkdir -p "$crate/src"
    cp -r src/text "$crate/src/"
    cp -r seeds Cargo.lock "$crate/"
    printf '//! A copy of the search.\npub mod text;\n' >"$crate/src/lib.rs"
    {
        printf '[package]\nname = "policy-matrix"\nversion = "0.1.0"\nedition = "2024"\n[workspace]\n[dependencies]\n'
        grep -E '^(memchr|serde|similar|strsim|unicode-normalization|unicode-segmentation) =' Cargo.toml
        printf '[dev-dependencies]\n'
        grep -E '^proptest =' Cargo.toml
        printf '[profile.dev]\ndebug = 0\n[profile.dev.package."*"]\nopt-level = 2\n'
    } >"$crate/Cargo.toml"
    cargo mutants --dir "$crate" --in-place --timeout 60 --output "$crate" -- --lib
}

# The same of the rules: what the check finds, and what is in a cell. Each change is a build, with the tests
# that look at diagnostics and outputs.
rules() {
    cargo mutants --file 'src/check/*.rs' --file 'src/arrange/*.rs' --timeout 120 --output target/mutants \
        -- --lib --test it -- check:: arrange:: cases:: commands:: edits:: formats:: kept:: outputs:: schema:: bounds::ten
}

# The lines that no test runs, by file. What a killed program leaves of its count cannot be read, and does not count.
coverage() { cargo llvm-cov --summary-only --failure-mode all; }

# Licences, sources, duplicate versions and advisories of the dependencies.
supply() { cargo deny check; }

for part in "${@:-promises evidence laws fuzz mutants rules coverage supply}"; do
    for one in $part; do
        printf '\n== %s\n' "$one"
        "$one"
    done
done
