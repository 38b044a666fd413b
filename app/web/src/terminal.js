// A shell in the dock: xterm.js over a WebSocket, loaded when the first shell is opened.
import { FitAddon } from "@xterm/addon-fit";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal } from "@xterm/xterm";
import css from "@xterm/xterm/css/xterm.css";

function addStyle() {
  if (document.getElementById("xterm-style")) return;
  const style = document.createElement("style");
  style.id = "xterm-style";
  style.textContent = css;
  document.head.append(style);
}

/** What a program in a container must not get: answers about the terminal, the clipboard, the window's title. */
function refuseReports(terminal) {
  const swallow = () => true;
  for (const final of ["c", "n", "t"]) {
    terminal.parser.registerCsiHandler({ final }, swallow);
    terminal.parser.registerCsiHandler({ prefix: "?", final }, swallow);
    terminal.parser.registerCsiHandler({ prefix: ">", final }, swallow);
  }
  terminal.parser.registerCsiHandler({ intermediates: "$", final: "p" }, swallow);
  terminal.parser.registerCsiHandler({ prefix: "?", intermediates: "$", final: "p" }, swallow);
  terminal.parser.registerDcsHandler({ intermediates: "$", final: "q" }, swallow);
  for (const command of [0, 1, 2, 4, 10, 11, 12, 52]) terminal.parser.registerOscHandler(command, swallow);
}

/** In screen reader mode xterm.js drops text that comes without a key: from emoji pickers, dictation, touch keyboards. */
function takeKeylessText(terminal) {
  let keyDown = false;
  terminal.textarea.addEventListener("keydown", () => (keyDown = true));
  terminal.textarea.addEventListener("keyup", () => (keyDown = false));
  terminal.textarea.addEventListener("input", ({ data, inputType, isComposing }) => {
    if (data && inputType === "insertText" && !isComposing && !keyDown) terminal.input(data);
  });
  // An input method's words too, when xterm.js, which looks for them in the next turn, did not find them.
  let sent = 0;
  terminal.onData(() => sent++);
  terminal.textarea.addEventListener("compositionend", ({ data }) => {
    const before = sent;
    setTimeout(() => setTimeout(() => data && sent === before && terminal.input(data)));
  });
}

/** Opens a shell; `request` is a ShellRequest as JSON, `ended(code)` gets the exit code or -1 when the line broke. */
export function open(element, request, ended) {
  addStyle();
  const wanted = JSON.parse(request);
  const term = getComputedStyle(element);
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: true,
    fontFamily: term.getPropertyValue("--mono") || "monospace",
    fontSize: 13,
    scrollback: 5000,
    screenReaderMode: true,
    theme: { background: term.getPropertyValue("--term").trim() || "#0f1b27", foreground: "#d7e3ee" },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  terminal.open(element);
  refuseReports(terminal);
  takeKeylessText(terminal);
  fit.fit();
  // Every other key belongs to the program in the container, Tab and Escape too: F6 is the way out.
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.key !== "F6") return true;
    event.preventDefault();
    if (event.type === "keydown") element.parentElement.querySelector(".foot button").focus();
    return false;
  });

  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/api/shell`);
  socket.binaryType = "arraybuffer";
  let code = -1;
  socket.onopen = () => {
    socket.send(JSON.stringify({ ...wanted, size: [terminal.cols, terminal.rows] }));
    terminal.focus();
  };
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") code = JSON.parse(data).exit;
    else terminal.write(new Uint8Array(data));
  };
  socket.onclose = () => {
    terminal.options.disableStdin = true;
    terminal.options.cursorBlink = false;
    ended(code);
  };
  const bytes = new TextEncoder();
  terminal.onData((text) => socket.readyState === WebSocket.OPEN && socket.send(bytes.encode(text)));
  terminal.onResize(({ cols, rows }) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ size: [cols, rows] }));
  });
  const observer = new ResizeObserver(() => element.clientHeight > 0 && fit.fit());
  observer.observe(element);
  element.wheelhouseShell = {
    close: () => {
      observer.disconnect();
      socket.close();
      terminal.dispose();
    },
    // For tests: what the screen shows, as text.
    text: () => {
      const buffer = terminal.buffer.active;
      return Array.from({ length: buffer.length }, (_, i) => buffer.getLine(i).translateToString(true)).join("\n");
    },
  };
}
