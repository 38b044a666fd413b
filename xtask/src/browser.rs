//! Builds the browser half into `target/site`: wasm by cargo and wasm-bindgen, JavaScript by esbuild, CSS joined, fonts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::SystemTime;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::paths::{has, root, run, target};
use crate::unused;

/// How the wasm is built.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Profile {
    /// Quick to build.
    Dev,
    /// Small: LTO, wasm-opt, compressed beforehand.
    Release,
}

impl Profile {
    fn cargo(self) -> &'static str {
        match self {
            Profile::Dev => "wasm-dev",
            Profile::Release => "wasm-release",
        }
    }
}

/// Builds everything that the browser loads. The server embeds `target/site`.
pub(crate) fn build(profile: Profile) -> Result<()> {
    let site = target().join("site");
    let pkg = site.join("pkg");
    fs::create_dir_all(&pkg)?;
    let module = thread::scope(|scope| {
        // Cargo leaves a core free at times.
        let rest = scope.spawn(|| {
            javascript(profile, &pkg)?;
            fonts(&pkg)?;
            mark(&pkg)?;
            style(profile, &pkg)
        });
        let module = compile(profile);
        rest.join().map_err(|_| anyhow!("building scripts, fonts and style ended in a panic"))??;
        module
    })?;
    wasm(profile, &module, &pkg)?;
    if profile == Profile::Release {
        run(Command::new("node").arg("app/web/compress.mjs").arg(&pkg))?;
    } else {
        for stale in fs::read_dir(&pkg)? {
            let path = stale?.path();
            if path.extension().is_some_and(|e| e == "br") {
                fs::remove_file(path)?;
            }
        }
    }
    Ok(())
}

/// Whether anything that the server embeds was written since.
pub(crate) fn changed_since(start: SystemTime) -> Result<bool> {
    for file in fs::read_dir(target().join("site/pkg"))? {
        if file?.metadata()?.modified()? >= start {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The toolchain's file names the target, but where rustup may not install by itself it has to be asked.
fn target_installed() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()).output()?;
    let sysroot = PathBuf::from(String::from_utf8(sysroot.stdout)?.trim());
    if !sysroot.join("lib/rustlib/wasm32-unknown-unknown").exists() {
        run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))?;
    }
    Ok(())
}

/// Compiles the browser half of `app`; gives the module's path.
fn compile(profile: Profile) -> Result<PathBuf> {
    target_installed()?;
    let mut cargo = Command::new("cargo");
    cargo.args(["rustc", "--package=app", "--lib", "--crate-type=cdylib", "--target=wasm32-unknown-unknown"]);
    cargo.args(["--no-default-features", "--features=hydrate", "--profile", profile.cargo()]);
    if profile == Profile::Release {
        cargo.arg("--config").arg(format!("build.rustflags={}", serde_json::to_string(&shorter_paths()?)?));
    }
    // Splitting has to know what points where.
    run(cargo.args(["--", "-Clink-args=--emit-relocs"]))?;
    Ok(target().join("wasm32-unknown-unknown").join(profile.cargo()).join("app.wasm"))
}

/// Says where a panic happened without where this machine keeps its crates: nobody reads it, and everybody would load it.
fn shorter_paths() -> Result<Vec<String>> {
    let home = match std::env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => PathBuf::from(std::env::var_os("HOME").context("HOME is not set")?).join(".cargo"),
    };
    let registries = fs::read_dir(home.join("registry/src"))?;
    registries.map(|folder| Ok(format!("--remap-path-prefix={}/=", folder?.path().display()))).collect()
}

/// What rustc uses of WebAssembly (its targets' `generic` features of 1.87 and later); every browser has it. All that wasm-opt
/// knows would be more than browsers do.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Makes what the browser loads of a module: its parts, bound to JavaScript, and small for a release.
fn wasm(profile: Profile, module: &Path, pkg: &Path) -> Result<()> {
    let marker = pkg.join(format!(".{}.stamp", profile.cargo()));
    if newer(&marker, &[module.to_path_buf()]) {
        return Ok(());
    }
    for other in [Profile::Dev, Profile::Release] {
        let _ = fs::remove_file(pkg.join(format!(".{}.stamp", other.cargo())));
    }
    let parts = split(module, pkg)?;
    let main = target().join("site/main.wasm");
    if profile == Profile::Release {
        for part in parts.iter().chain([&main]) {
            unused::cut(part)?;
        }
    }
    Bindgen::new()
        .input_path(&main)
        .web(true)?
        .typescript(false)
        .keep_lld_exports(true)
        .remove_name_section(profile == Profile::Release)
        .out_name("wheelhouse")
        .generate(pkg)
        .context("wasm-bindgen failed; its version must be that of wasm-bindgen in Cargo.lock")?;
    if profile == Profile::Release {
        minify(&pkg.join("wheelhouse.js"))?;
        for part in parts.iter().chain([&pkg.join("wheelhouse_bg.wasm")]) {
            run(Command::new(npm_tool("wasm-opt")?)
                .args(["-Oz", "--strip-debug"])
                .args(FEATURES)
                .arg("-o")
                .arg(part)
                .arg(part))?;
        }
    }
    fs::write(marker, "")?;
    Ok(())
}

/// Splits what `#[lazy]` marks off the module: leaves the rest at `target/site/main.wasm`, the parts in `pkg`; gives their paths.
fn split(module: &Path, pkg: &Path) -> Result<Vec<PathBuf>> {
    for stale in fs::read_dir(pkg)? {
        let path = stale?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("split_") || name.starts_with("chunk_") {
            fs::remove_file(path)?;
        }
    }
    let module = fs::read(module)?;
    let main = target().join("site/main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&module);
    options.output_dir = pkg;
    options.main_out_path = &main;
    options.main_module = "./wheelhouse.js";
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("splitting the wasm: {error:?}"))?;
    Ok(parts.split_modules)
}

/// A program from `app/web/node_modules`, installed when the lock file is newer than what is there.
fn npm_tool(name: &str) -> Result<PathBuf> {
    let web = root().join("app/web");
    let stamp = web.join("node_modules/.package-lock.json");
    if !newer(&stamp, &[web.join("package-lock.json")]) {
        if !has("npm") {
            bail!("npm is not installed: the browser half needs Node (20 or newer)");
        }
        run(Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&web))?;
        fs::File::options().append(true).open(&stamp)?.set_modified(SystemTime::now())?;
    }
    Ok(web.join("node_modules/.bin").join(name))
}

fn javascript(profile: Profile, pkg: &Path) -> Result<()> {
    let (made, from) = (pkg.join(format!(".{}.scripts", profile.cargo())), web_sources()?);
    if newer(&made, &from) {
        return Ok(());
    }
    let mut esbuild = Command::new(npm_tool("esbuild")?);
    esbuild.args([
        "src/editor.js",
        "src/terminal.js",
        "src/live.js",
        "--bundle",
        "--format=esm",
        "--log-level=warning",
    ]);
    esbuild.args(["--loader:.css=text", "--legal-comments=none"]);
    let out = target().join("site/js");
    esbuild.arg(format!("--outdir={}", out.display()));
    if profile == Profile::Release {
        esbuild.arg("--minify");
    }
    run(esbuild.current_dir(root().join("app/web")))?;
    for file in ["editor.js", "terminal.js", "live.js"] {
        put(&pkg.join(file), &fs::read(out.join(file))?)?;
    }
    for other in [Profile::Dev, Profile::Release] {
        let _ = fs::remove_file(pkg.join(format!(".{}.scripts", other.cargo())));
    }
    Ok(fs::write(made, "")?)
}

/// What the scripts of the pages are made of.
fn web_sources() -> Result<Vec<PathBuf>> {
    let web = root().join("app/web");
    let mut files = vec![web.join("package-lock.json")];
    for file in fs::read_dir(web.join("src"))? {
        files.push(file?.path());
    }
    Ok(files)
}

fn fonts(pkg: &Path) -> Result<()> {
    let web = root().join("app/web");
    let made = ["inter.woff2", "jetbrains-mono.woff2"].map(|file| pkg.join(file));
    let from = ["package-lock.json", "fonts.mjs"].map(|file| web.join(file));
    if made.iter().all(|font| newer(font, &from)) {
        return Ok(());
    }
    run(Command::new("node").arg(web.join("fonts.mjs")).arg(pkg))
}

fn mark(pkg: &Path) -> Result<()> {
    put(&pkg.join("wheel.svg"), &fs::read(root().join("app/web/wheel.svg"))?)
}

/// Joins style/*.css: tokens, base, then one file per component in the order of their names.
fn style(profile: Profile, pkg: &Path) -> Result<()> {
    let dir = root().join("style");
    let mut files: Vec<PathBuf> = fs::read_dir(&dir)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "css"))
        .collect();
    files.sort_by_key(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name != "tokens.css", name != "base.css", name)
    });
    let mut css = String::new();
    for file in files {
        css.push_str(&fs::read_to_string(&file)?);
        css.push('\n');
    }
    let out = target().join("site/wheelhouse.css");
    fs::write(&out, css)?;
    if profile == Profile::Release {
        minify(&out)?;
    }
    put(&pkg.join("wheelhouse.css"), &fs::read(&out)?)
}

/// Makes JavaScript or CSS small, in its place.
fn minify(file: &Path) -> Result<()> {
    run(Command::new(npm_tool("esbuild")?)
        .args(["--minify", "--allow-overwrite", "--log-level=warning"])
        // wasm-bindgen names a module once for each function that it takes from it.
        .arg("--log-override:duplicate-object-key=silent")
        .arg(file)
        .arg(format!("--outfile={}", file.display())))
}

/// Writes a file only when its content changes: cargo builds the server again whenever one of these files is newer.
fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).with_context(|| path.display().to_string())
}

/// Whether `made` exists and is at least as new as every one of `from`.
fn newer(made: &Path, from: &[PathBuf]) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|m| m.modified()).ok();
    let Some(made) = time(made) else { return false };
    from.iter().all(|path| time(path).is_some_and(|t| t <= made))
}
