//! Neovim, VS Code and Emacs, by what they say that they can. Without Python and pytest-lsp the test passes; in CI it
//! fails.
//!
//! `ONRECORD_TEST_PYTHON` is a Python with pytest-lsp.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for tools, and says if there are none"
)]

use std::env;
use std::path::Path;
use std::process::Command;

#[test]
fn what_the_server_says_fits_what_clients_can() {
    let python = env::var_os("ONRECORD_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    let has = Command::new(&python).args(["-c", "import pytest_lsp"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        assert!(env::var("CI").as_deref() != Ok("true"), "a Python with pytest-lsp is not installed");
        println!("skipped: a Python with pytest-lsp is not installed");
        return;
    }
    let test = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/lsp/clients.py");
    let mut command = Command::new(python);
    command.args(["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "asyncio_mode=auto"]).arg(test);
    let output = command.env("ONRECORD", env!("CARGO_BIN_EXE_onrecord")).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success() && said.contains("3 passed"), "{said}");
}
