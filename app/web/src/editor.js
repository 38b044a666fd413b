// The manifest editor: CodeMirror with YAML, loaded when a lesson first needs it.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.propertyName, class: "hl-key" },
  { tag: [tags.string, tags.content], class: "hl-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "hl-number" },
  { tag: tags.comment, class: "hl-comment" },
]);

/** Mounts an editor and gives it the focus; `changed(text)` is called 400 ms after the last change, or when it is left. */
export function mount(element, text, label, changed) {
  if (element.wheelhouseEditor) return;
  let timer;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    changed(view.state.doc.toString());
  };
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        indentOnInput(),
        highlightActiveLine(),
        yaml(),
        syntaxHighlighting(colours),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.domEventHandlers({ blur: flush }),
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          clearTimeout(timer);
          timer = setTimeout(flush, 400);
        }),
      ],
    }),
  });
  element.replaceChildren(view.dom);
  view.focus();
  element.wheelhouseEditor = {
    focus: () => view.focus(),
    text: () => view.state.doc.toString(),
    set: (newText) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: newText } }),
  };
}
