//! The script of one machine: every step asks first whether it is done and works, is done, and asks again; the first that fails ends the
//! script, says where, what it saw and what to do. At the end everything is asked once more, and what is proved is said.

use std::fmt::Write as _;

use api::frame::Lang;
use api::setup::{Site, Step};

/// What stands in every script before its steps.
const HEAD: &str = include_str!("head.sh");

/// What the head says, by the names of its blanks.
const WORDS: [(&str, &str, &str); 14] = [
    (
        "again",
        "Run it as often as you like: what works is left alone, what was cut goes on or is named.",
        "可以反复执行：已经好的不动，中断过的接着做，或者指出来。",
    ),
    ("root", "run this as root: sudo bash", "请用 root 执行：sudo bash"),
    ("twice", "another run of such a script is under way", "另一个这样的脚本正在执行"),
    ("ok", "ok      ", "已就绪  "),
    ("running", "running ", "执行中  "),
    ("done", "done    ", "完成    "),
    ("stopped", "STOPPED ", "停在    "),
    ("proved", "proved  ", "已验证  "),
    ("failed", "a command failed; mend it and run this script again", "有命令失败；处理后再执行本脚本"),
    ("untrue", "it is not so; mend it and run this script again", "情况不符；处理后再执行本脚本"),
    ("wanted", "asked for", "应当是"),
    ("saw", "it said:", "实际是："),
    ("cut", "CUT      run this script again, it goes on from here:", "中断     再执行本脚本，会从这里继续："),
    (
        "end",
        "everything was asked once more, and all answers are as they should be:",
        "已全部重新核对，结果都符合：",
    ),
];

/// The end of a step's commands; no command has such a line.
const END: &str = "END_OF_STEP";

/// Writes a script.
pub(crate) fn write(site: &Site, machine: &str, steps: &[Step], lang: Lang) -> String {
    let mut script = head(site, machine, lang);
    let last = steps.iter().rposition(|step| !step.commands.is_empty()).map_or(0, |at| at + 1);
    for step in &steps[..last] {
        call(&mut script, if step.commands.is_empty() { "must" } else { "step" }, step);
    }
    script.push_str("\nonce_more\n");
    for step in &steps[last..] {
        call(&mut script, "prove", step);
    }
    let _ = write!(script, "\nfinished {}\n", quoted(machine));
    script
}

fn head(site: &Site, machine: &str, lang: Lang) -> String {
    let words = WORDS.iter().fold(HEAD.to_owned(), |text, (name, en, zh)| {
        let word = match lang {
            Lang::En => en,
            Lang::Zh => zh,
        };
        text.replace(&format!("{{{{{name}}}}}"), word)
    });
    words.replace("{{machine}}", machine).replace("{{cluster}}", &site.name)
}

/// One call: what it is about, what is asked, what may go wrong; its commands on standard input.
fn call(script: &mut String, function: &str, step: &Step) {
    let (question, wanted) = step.verify.clone().unwrap_or_default();
    let words = [step.title.as_str(), wanted.trim_end(), question.as_str()];
    let fails = step.fails.iter().flat_map(|fail| [fail.prints.as_str(), fail.remedy.as_str()]);
    let words: Vec<String> = words.into_iter().chain(fails).map(quoted).collect();
    let _ = write!(script, "\n{function} {}", words.join(" \\\n  "));
    if !step.commands.is_empty() {
        let _ = write!(script, " <<'{END}'\n{}\n{END}", step.commands);
    }
    script.push('\n');
}

/// A word for the shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
