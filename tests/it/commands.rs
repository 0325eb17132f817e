//! What the golden cases leave out: outputs that stand elsewhere already, and every command's help.

use clap::CommandFactory;
use policy_matrix::cli::Cli;

use crate::project::TestProject;

#[test]
fn schema_prints_the_committed_schema() {
    let ran = TestProject::new().run("policy-matrix schema");
    assert_eq!(ran.out, include_str!("../../docs/options.schema.json"));
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = TestProject::new().run(&format!("policy-matrix completions {shell}"));
        for command in Cli::command().get_subcommands() {
            assert!(
                ran.out.contains(command.get_name()),
                "{shell}: {}",
                command.get_name()
            );
        }
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    Cli::command().debug_assert();
    for command in Cli::command().get_subcommands_mut() {
        let name = command.get_name().to_owned();
        let help = command.render_long_help().to_string();
        assert!(
            help.contains("Example") && help.contains("policy-matrix "),
            "{name}"
        );
    }
}
