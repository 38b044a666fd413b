// The one stream of a browser: every page asks here for the topics that it shows and hears their newest state. Runs as a shared worker, so
// that thirty pages keep one connection; where there are none, in the page itself.

/** How long nothing may come before the server counts as gone; it sends a beat every 5 s. */
const SILENCE = 12_000;

/** How long a browser without a visible page keeps the stream. */
const HIDDEN = 20_000;

/** How long after a stream that the browser gave up it is opened again. */
const RETRY = 2_000;

/** What makes the new state of an old one (RFC 7386). */
export function merge(state, patch) {
  if (patch === null || typeof patch !== "object" || Array.isArray(patch)) return patch;
  const merged = state !== null && typeof state === "object" && !Array.isArray(state) ? { ...state } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

export class Live {
  /** By page: its port and what it said last. */
  #pages = new Map();
  #states = new Map();
  #source;
  #stream;
  #build;
  #asked = "";
  #heard = 0;
  #connected;
  #closing;
  #retry;

  constructor() {
    setInterval(() => this.#watch(), 1_000);
  }

  /** A page says what it wants to hear of, and whether anybody sees it. */
  page(port, { topics = [], visible = true }) {
    const before = this.#pages.get(port);
    this.#pages.set(port, { topics, visible });
    if (!before && this.#build) port.postMessage({ hello: this.#build });
    if (!before && this.#connected !== undefined) port.postMessage({ connected: this.#connected });
    for (const topic of topics) {
      const asked = before?.topics.includes(topic);
      if (!asked && this.#states.has(topic)) port.postMessage({ topic, state: JSON.stringify(this.#states.get(topic)) });
    }
    this.#renew();
  }

  /** A page is left. */
  left(port) {
    this.#pages.delete(port);
    this.#renew();
  }

  #renew() {
    const seen = [...this.#pages.values()].some((page) => page.visible);
    clearTimeout(this.#closing);
    if (seen) this.#open();
    else if (this.#pages.size === 0) this.#close();
    else this.#closing = setTimeout(() => this.#close(), HIDDEN);
    this.#want();
  }

  #open() {
    clearTimeout(this.#retry);
    if (this.#source && this.#source.readyState !== EventSource.CLOSED) return;
    const source = new EventSource("/api/live");
    this.#source = source;
    this.#heard = Date.now();
    const on = (name, hear) =>
      source.addEventListener(name, (event) => {
        if (source !== this.#source) return;
        this.#heard = Date.now();
        this.#connect(true);
        hear(JSON.parse(event.data));
      });
    on("hello", ({ build, stream }) => {
      if (stream !== this.#stream) this.#asked = "";
      [this.#stream, this.#build] = [stream, build];
      this.#all({ hello: build });
      this.#want();
    });
    on("set", ({ topic, state }) => this.#state(topic, state));
    on("merge", ({ topic, state }) => this.#state(topic, merge(this.#states.get(topic), state)));
    on("refused", ({ topic, why }) => this.#tell(topic, { topic, refused: why }));
    on("edited", () => this.#all({ edited: true }));
    on("beat", () => {});
    source.addEventListener("bye", () => this.#connect(false));
    source.onerror = () => {
      if (source !== this.#source) return;
      this.#connect(false);
      // Refused rather than broken: the browser does not try again by itself.
      if (source.readyState === EventSource.CLOSED) this.#again();
    };
  }

  #again() {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#renew(), RETRY);
  }

  #close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
    this.#stream = undefined;
    this.#asked = "";
    this.#states.clear();
  }

  /** Says what all pages together want to hear of. */
  async #want() {
    if (!this.#stream || !this.#source) return;
    const topics = [...new Set([...this.#pages.values()].flatMap((page) => page.topics))].sort();
    const body = JSON.stringify({ topics });
    if (body === this.#asked) return;
    this.#asked = body;
    for (const topic of this.#states.keys()) if (!topics.includes(topic)) this.#states.delete(topic);
    const headers = { "content-type": "application/json" };
    try {
      const answer = await fetch(`/api/live/${this.#stream}`, { method: "POST", headers, body });
      if (answer.status === 404) this.#reopen();
      else if (!answer.ok) throw new Error(answer.statusText);
    } catch {
      // The stream tells when the server can be heard again; then it is asked anew.
      this.#asked = "";
    }
  }

  #reopen() {
    this.#close();
    this.#renew();
  }

  /** The worker's own clock: where nothing comes any more, nothing is live. */
  #watch() {
    if (!this.#source || Date.now() - this.#heard < SILENCE) return;
    this.#heard = Date.now();
    this.#connect(false);
    this.#reopen();
  }

  #connect(connected) {
    if (connected && this.#asked === "") this.#want();
    if (connected === this.#connected) return;
    this.#connected = connected;
    this.#all({ connected });
  }

  #state(topic, state) {
    this.#states.set(topic, state);
    this.#tell(topic, { topic, state: JSON.stringify(state) });
  }

  #tell(topic, message) {
    for (const [port, page] of this.#pages) if (page.topics.includes(topic)) port.postMessage(message);
  }

  #all(message) {
    for (const port of this.#pages.keys()) port.postMessage(message);
  }
}

// As a shared worker: each page is a port. A page that dies without a word gives back the lock that it holds.
if (typeof SharedWorkerGlobalScope !== "undefined" && self instanceof SharedWorkerGlobalScope) {
  const live = new Live();
  self.onconnect = ({ ports: [port] }) => {
    port.onmessage = ({ data }) => {
      if (data.left) return live.left(port);
      if (data.lock && !port.watched) {
        port.watched = true;
        navigator.locks?.request(data.lock, () => live.left(port));
      }
      live.page(port, data);
    };
    port.start();
  };
}

/**
 * A page's end: `hear` gets messages; returns what says which topics the page wants. Called once for a page.
 * Pages that are kept for "back" leave and come again.
 */
export function connect(hear) {
  let lock;
  let port;
  let topics = [];
  if (typeof SharedWorker === "undefined") {
    const live = new Live();
    const own = { postMessage: (message) => queueMicrotask(() => hear(message)) };
    port = { postMessage: (data) => (data.left ? live.left(own) : live.page(own, data)) };
  } else {
    // Named once it is held: the worker waits for the same lock, and has it when this page is gone.
    const name = `page-${crypto.randomUUID?.() ?? Math.random()}`;
    navigator.locks?.request(name, () => {
      lock = name;
      say();
      return new Promise(() => {});
    });
    port = new SharedWorker("/pkg/live.js", { type: "module", name: "wheelhouse" }).port;
    port.onmessage = ({ data }) => hear(data);
    port.start();
  }
  const say = () => port.postMessage({ topics, visible: document.visibilityState === "visible", lock });
  document.addEventListener("visibilitychange", say);
  addEventListener("pagehide", () => port.postMessage({ left: true }));
  addEventListener("pageshow", ({ persisted }) => persisted && say());
  return (wanted) => {
    topics = wanted;
    say();
  };
}
