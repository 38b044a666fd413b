//! Takes code out of a release's wasm that nothing runs, but that tables of functions keep.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use walrus::ir::{Call, RefFunc, ReturnCall, Visitor, dfs_in_order};
use walrus::{ExportItem, FunctionId, Module};

/// What the names of the functions have in them: every view could be hydrated while its code is still being loaded
/// (leptos' `hydrate_lazy`), and `app` hydrates when it is there (`hydrate_body`).
const UNUSED: &str = "hydrate_async";

/// Empties the bodies of such functions. One that others call has been merged with a function of theirs that compiled to the
/// same: it stays.
pub(crate) fn cut(file: &Path) -> Result<()> {
    let mut module = Module::from_file(file)?;
    for id in unused(&module) {
        let mut body = module.funcs.get_mut(id).kind.unwrap_local_mut().builder_mut().func_body();
        body.instrs_mut().clear();
        body.unreachable();
    }
    module.emit_wasm_file(file)
}

fn unused(module: &Module) -> HashSet<FunctionId> {
    let named =
        |id: &FunctionId| module.funcs.get(*id).name.as_deref().is_some_and(|name| name.contains(UNUSED));
    let mut unused: HashSet<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).filter(named).collect();
    // Another part of the program may call what is exported.
    for export in module.exports.iter() {
        if let ExportItem::Function(id) = export.item {
            unused.remove(&id);
        }
    }
    loop {
        let mut called = Called::default();
        for (_, function) in module.funcs.iter_local().filter(|(id, _)| !unused.contains(id)) {
            dfs_in_order(&mut called, function, function.entry_block());
        }
        let before = unused.len();
        unused.retain(|id| !called.0.contains(id));
        if unused.len() == before {
            return unused;
        }
    }
}

/// The functions that a body names.
#[derive(Default)]
struct Called(HashSet<FunctionId>);

impl<'instr> Visitor<'instr> for Called {
    fn visit_call(&mut self, call: &Call) {
        self.0.insert(call.func);
    }

    fn visit_return_call(&mut self, call: &ReturnCall) {
        self.0.insert(call.func);
    }

    fn visit_ref_func(&mut self, reference: &RefFunc) {
        self.0.insert(reference.func);
    }
}
