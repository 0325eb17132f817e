//! The tutorial, followed: its files are written, its commands run.

use std::path::Path;

use crate::project::TestProject;

/// A fenced block of the tutorial: what stands behind the fence, and its content.
struct Block {
    info: String,
    text: String,
}

fn blocks() -> Vec<Block> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tutorial.md");
    let tutorial = std::fs::read_to_string(path).expect("the tutorial is there");
    let fences: Vec<&str> = tutorial.split("\n```").collect();
    let inside = fences.iter().skip(1).step_by(2);
    inside
        .map(|block| {
            let (info, text) = block.split_once('\n').expect("a fence ends its line");
            Block {
                info: info.to_owned(),
                text: format!("{text}\n"),
            }
        })
        .collect()
}

#[test]
fn every_step_of_the_tutorial_works() {
    let project = TestProject::new();
    for Block { info, text } in blocks() {
        let (kind, what) = info.split_once(' ').unwrap_or((&info, ""));
        let commands: Vec<&str> = match (kind, what) {
            ("console", _) => text
                .lines()
                .filter_map(|line| line.strip_prefix("$ "))
                .collect(),
            (_, "hook") => text
                .lines()
                .filter_map(|line| line.strip_prefix("exec "))
                .collect(),
            (_, "workflow") => text
                .lines()
                .filter_map(|line| Some(line.split_once("run: ")?.1))
                .collect(),
            _ => {
                edit(&project, what, &text);
                continue;
            }
        };
        let ours: Vec<&&str> = commands
            .iter()
            .filter(|command| command.starts_with("policy-matrix"))
            .collect();
        assert!(!ours.is_empty(), "a block of {kind} {what} runs nothing");
        ours.iter().for_each(|command| run(&project, command));
    }
}

/// Does to the project what a block says behind its fence.
fn edit(project: &TestProject, what: &str, text: &str) {
    let file = "strait/options.yaml";
    let (verb, argument) = what.split_once('=').unwrap_or((what, ""));
    match verb {
        "file" => drop(project.write(argument, text)),
        "append" => drop(project.write(file, project.read(file) + text)),
        "under" => {
            let head = format!("{argument}:\n");
            project.replace(file, &head, &format!("{head}{text}"));
        }
        "replace" => {
            let yaml = project.read(file);
            let entry = format!("id: {argument}\n");
            let (before, after) = yaml.split_once(&entry).expect("the entry is there");
            let stance = after
                .lines()
                .find(|line| line.contains("stance:"))
                .expect("a stance");
            let after = after.replacen(stance, text.trim_end(), 1);
            project.write(file, format!("{before}{entry}{after}"));
        }
        _ => {}
    }
}

/// Runs a command of the tutorial in the folder of the project; it must end well.
fn run(project: &TestProject, command: &str) {
    let command = command.replace(" strait", " PROJECT/strait");
    let ran = project.run(&command);
    assert_eq!(ran.status as u8, 0, "{command}\n{}{}", ran.out, ran.err);
}

#[test]
fn the_readme_shows_a_project_that_the_program_takes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README is there");
    let (_, rest) = readme.split_once("```yaml\n").expect("it has an example");
    let (example, _) = rest.split_once("```").expect("the example ends");
    let project = TestProject::new();
    project.write("options.yaml", example);
    project.write(
        "seeds/doe.txt",
        "We should talk, once the army has withdrawn to its barracks.\n",
    );
    run(&project, "policy-matrix build PROJECT");
}
