//! `servanda completions` and `servanda man`: generated from the definition of the command line.

use crate::common::{fail, write_out};
use clap::{Command, CommandFactory};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `completions`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda completions bash > ~/.local/share/bash-completion/completions/servanda
  servanda completions zsh > ~/.zfunc/_servanda
  servanda completions fish > ~/.config/fish/completions/servanda.fish")]
pub struct CompletionsArgs {
    /// The shell.
    shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda man | man -l -
  servanda man --dir ~/.local/share/man/man1")]
pub struct ManArgs {
    /// Write a page for each command into this folder, rather than the main page to standard output.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Arguments of `help-page`.
#[derive(clap::Args)]
pub struct MarkdownArgs {}

/// Runs `completions`.
pub fn run_completions(args: &CompletionsArgs) -> ExitCode {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut crate::Cli::command(), "servanda", &mut out);
    done(&String::from_utf8_lossy(&out))
}

/// Runs `man`.
pub fn run_man(args: &ManArgs) -> ExitCode {
    let mut command = crate::Cli::command();
    command.build();
    let Some(dir) = &args.dir else {
        let mut out = Vec::new();
        return match clap_mangen::Man::new(command).render(&mut out) {
            Ok(()) => done(&String::from_utf8_lossy(&out)),
            Err(e) => fail(e),
        };
    };
    let made = std::fs::create_dir_all(dir)
        .and_then(|()| clap_mangen::generate_to(command, dir))
        .map_err(|e| format!("cannot write to {}: {e}", dir.display()));
    made.map_or_else(fail, |()| ExitCode::SUCCESS)
}

/// Runs `help-page`: the whole command line as Markdown (docs/cli.md is made of it).
pub fn run_markdown(_: &MarkdownArgs) -> ExitCode {
    let mut command = crate::Cli::command().term_width(100);
    command.build();
    let mut out = String::from(
        "# The command line\n\nMade by `servanda help-page`; a test keeps it so. `servanda COMMAND --help` prints the same.\n",
    );
    page(&mut command, "servanda", 2, &mut out);
    done(&out)
}

fn page(command: &mut Command, name: &str, level: usize, out: &mut String) {
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    out.push_str(&format!(
        "\n{} {name}\n\n```text\n{}\n```\n",
        "#".repeat(level),
        help.join("\n").trim_end()
    ));
    let mut below: Vec<Command> = command
        .get_subcommands()
        .filter(|c| c.get_name() != "help" && !c.is_hide_set())
        .cloned()
        .collect();
    for c in &mut below {
        let full = format!("{name} {}", c.get_name());
        page(c, &full, level + 1, out);
    }
}

fn done(text: &str) -> ExitCode {
    write_out(text, None).map_or_else(fail, |()| ExitCode::SUCCESS)
}
