// Views that change without a reload. The server says what a view holds, as it does without this script, which parley.js asks
// for when it is needed; this one asks for the same page and puts it in place of the one that is shown. Of links, a value
// of `data-live` says which one takes the place of which.

const TYPED = "input:not([type=checkbox], [type=radio]), select, textarea";
const ABOUT = "meta[name]:not([name=viewport], [name=color-scheme]), meta[property], link:not([rel=stylesheet], [rel=icon]), [type$=json]";
const files = (page) => [...page.head.querySelectorAll("script[src], [rel=stylesheet]")].map((each) => each.outerHTML).join();
const view = (url) => url.pathname + url.search;
const find = (selector) => document.querySelector(selector);

let shown = view(location);
let asking = new AbortController();

// Show the view at `url`; where that fails, or the answer is an error to be read, go there as a link would.
export async function show(url, { back = false, sent } = {}) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  find("main").ariaBusy = "true";
  try {
    const response = await fetch(url, { signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!response.ok || files(page) !== files(document)) throw new TypeError("not a view to show in place");
    const there = new URL(response.url);
    if (!back && view(there) !== shown) history.pushState(null, "", view(there) + url.hash);
    shown = view(there);
    replace(page, back ? "" : url.hash, sent);
  } catch {
    if (signal.aborted) return;
    if (back) location.reload();
    else location.assign(url);
  }
}

function replace(page, hash, sent) {
  const held = document.activeElement;
  const height = held.getBoundingClientRect().top;
  keepOpen(page);
  replaceHead(page);
  for (const each of document.querySelectorAll("body > aside")) each.remove();
  find("main").before(...page.querySelectorAll("body > aside"));
  for (const name of ["header", "main", "footer"]) {
    const [before, after] = [document, page].map((each) => each.querySelector(`body > ${name}`));
    if (!before.isEqualNode(after)) before.replaceWith(after);
  }
  if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  if (!held.isConnected) resume(held, hash ? undefined : height, sent);
  const detail = find("[data-count]")?.textContent ?? document.title;
  document.dispatchEvent(new CustomEvent("shown", { detail }));
}

function keepOpen(page) {
  for (const details of document.querySelectorAll("details[id]")) {
    const same = page.getElementById(details.id);
    if (same) same.open = details.open;
  }
}

function replaceHead(page) {
  document.title = page.title;
  for (const each of document.head.querySelectorAll(ABOUT)) each.remove();
  document.head.append(...page.head.querySelectorAll(ABOUT));
}

// The focus stays on the same control, at the same height of the window; where it is gone, the count has the focus.
function resume(held, height, sent) {
  const same = counterpart(held);
  same?.focus({ preventScroll: true });
  if (!same || document.activeElement !== same) focusCount();
  if (same && height !== undefined) scrollBy({ top: same.getBoundingClientRect().top - height, behavior: "instant" });
  if (same?.matches(TYPED)) keepTyped(held, same, sent);
}

function focusCount() {
  const count = find("[data-count]") ?? find("h1");
  count?.setAttribute("tabindex", "-1");
  count?.focus({ preventScroll: true });
}

function counterpart(held) {
  if (held.matches("details[id] > summary")) return find(`#${CSS.escape(held.parentElement.id)} > summary`);
  if (held.dataset.live) return find(`main [data-live="${held.dataset.live}"]`);
  const value = held.matches(TYPED) ? "" : `[value="${CSS.escape(held.value)}"]`;
  if (held.name) return find(`main [name="${CSS.escape(held.name)}"]${value}:not([type=hidden])`);
  return [...document.querySelectorAll(`main ${held.localName}`)].find((each) => each.textContent === held.textContent);
}

// What was typed since the server was asked stays.
function keepTyped(held, same, sent) {
  const before = sent ? sent.get(held.name) : held.defaultValue;
  if (held.localName === "input" && held.value !== before) same.value = held.value;
  if (typeof held.selectionStart === "number") same.setSelectionRange(held.selectionStart, held.selectionEnd);
}

addEventListener("popstate", () => {
  if (view(location) !== shown) show(new URL(location), { back: true });
});

// A page that was left while it asked for another view comes back as what it shows.
addEventListener("pagehide", () => asking.abort());
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  find("main").ariaBusy = null;
  for (const form of document.querySelectorAll("form[data-live]")) form.reset();
});
