//! The live fences of a lesson, each kind in its own file: from text to `api::lesson::Block`.

mod about;
pub(crate) mod blanks;
mod check;
mod command;
mod drawing;
mod picture;
mod quiz;

use api::learn::{Block, Host, Manifest, Panel};

use crate::fence::Kind;
use crate::passes::highlight;
use crate::passes::html::Renderer;
use crate::tree::Fence;

/// The block that a fence is; `None` (and a problem) where it cannot be read.
///
/// [`Kind::Prints`] and [`Kind::About`] are no blocks of their own: they complete the [`Block::Host`] before them.
pub(crate) fn build(fence: Fence, before: Option<&mut Block>, page: &mut Renderer<'_>) -> Option<Block> {
    let Fence { info, body, line } = fence;
    match info.kind {
        Kind::Kubectl | Kind::Kubeadm => {
            let line = command::one(&body, line, &mut page.report)?;
            Some(Block::Panel(Panel { id: info.id, line: blanks::cut(line) }))
        }
        Kind::Manifest => {
            let html = highlight::block("yaml", &body);
            Some(Block::Manifest(Manifest { id: info.id, file: info.file, text: body, html }))
        }
        Kind::Host => Some(Block::Host(Host {
            id: info.id,
            line: blanks::cut(body.trim_end()),
            prints: None,
            about: None,
        })),
        Kind::About => {
            about::complete(before, &body, line, page);
            None
        }
        Kind::Prints => {
            match before {
                Some(Block::Host(host)) if host.prints.is_none() => {
                    host.prints = Some(body.trim_end().to_owned())
                }
                _ => page.report.add(
                    line,
                    "no host command stands before what it prints",
                    "write the `prints` fence directly below its `host` fence",
                ),
            }
            None
        }
        Kind::Check => check::read(info.id, &body, line, page).map(Block::Check),
        Kind::Quiz => quiz::read(info.id, &body, line, page).map(Block::Quiz),
        Kind::Picture => picture::read(info.id, &body, line, page).map(Block::Picture),
        Kind::Owners => drawing::owners(info.id, &body, line, page).map(Block::Owners),
        Kind::Timeline => drawing::timeline(info.id, &body, line, page).map(Block::Timeline),
        Kind::Images => drawing::images(info.id, &body, line, page).map(Block::Images),
        Kind::Shown(_) => None,
    }
}

/// The id of a block, and what it is called in messages; `None` for prose and asides.
pub(crate) fn id(block: &Block) -> Option<(&'static str, &str)> {
    match block {
        Block::Html { .. } | Block::Aside { .. } => None,
        Block::Panel(b) => Some(("panel", &b.id)),
        Block::Manifest(b) => Some(("manifest", &b.id)),
        Block::Host(b) => Some(("host command", &b.id)),
        Block::Check(b) => Some(("check", &b.id)),
        Block::Quiz(b) => Some(("quiz", &b.id)),
        Block::Picture(b) => Some(("picture", &b.id)),
        Block::Owners(b) => Some(("drawing of owners", &b.id)),
        Block::Timeline(b) => Some(("timeline", &b.id)),
        Block::Images(b) => Some(("table of images", &b.id)),
    }
}

/// Whether a block counts towards progress.
pub(crate) fn is_step(block: &Block) -> bool {
    matches!(block, Block::Panel(_) | Block::Manifest(_) | Block::Check(_) | Block::Quiz(_))
}
