// Comfort on top of pages that work without it: links to copy, and moves by keyboard. Nothing is kept anywhere, because a
// view is its address; what a page lacks is passed over. live.js, which changes views, tells of it by the event "shown".

const told = document.body.appendChild(document.createElement("p"));
told.className = "unseen";
told.setAttribute("role", "status");

// Say it to those who hear the page; a new element is heard even where it says what the last one said.
function tell(text) {
  const line = document.createElement("span");
  line.textContent = text;
  told.replaceChildren(line);
}

// Those of the cards of a timeline are all alike: copies of one, in whose link "*" stands for the card.
function copies() {
  const one = document.querySelector("template[data-copies]")?.content.firstElementChild;
  for (const card of one ? document.querySelectorAll(".table :is(.event, .meeting)") : []) {
    const button = one.cloneNode(true);
    button.dataset.copy = one.dataset.copy.replace("*", card.id.replace("-", "/"));
    button.querySelector("bdi").textContent = card.querySelector("[data-stop]").lastChild.data.trim();
    (card.querySelector(".who") ?? card.querySelector(".when")).append(" ", button);
  }
}

// Buttons that only a script can serve are hidden until there is one.
function enable() {
  copies();
  for (const button of document.querySelectorAll("button[hidden]")) button.hidden = false;
}

enable();

document.addEventListener("shown", (event) => {
  enable();
  tell(event.detail);
});

// --- Copying a link, `<button data-copy="the link">Copy link …</button>`, or a field, `data-copy="#its-id"` ---

async function copy(button) {
  const link = button.dataset.copy;
  const field = link.startsWith("#") && document.querySelector(link);
  const copied = await navigator.clipboard?.writeText(field ? field.value : link).then(() => true, () => false);
  if (field && !copied) {
    field.select();
    tell("Selected, to be copied");
    return;
  }
  if (!copied) {
    prompt("The browser does not let the page copy. This is the link:", link);
    return;
  }
  const label = button.firstChild;
  label.data = label.data.replace("Copy", "Copied");
  setTimeout(() => { label.data = label.data.replace("Copied", "Copy"); }, 2000);
  tell(field ? "Text copied" : "Link copied");
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-copy]");
  if (button) copy(button);
});

// --- Views that change without a reload, `<form data-live>` and `<a data-live>`: by live.js, as soon as one is reached for ---

const live = document.querySelector("script[data-live]")?.dataset.live; // copies of a site have none

const SOON = 3000; // milliseconds
const view = (url) => url.pathname + url.search;
const loaded = view(location);

let asked;

function reach() {
  asked ??= import(live).then((reached) => {
    removeEventListener("popstate", anew); // it sees to that itself
    return reached;
  });
  return asked;
}

// A step back from another page and one further back: to what this page showed in place before.
function anew() {
  if (view(location) !== loaded) location.reload();
}

// Where there is none to be had, or not soon, the browser goes there as without scripts.
function go(url, sent) {
  document.querySelector("main").ariaBusy = "true";
  const late = new Promise((_, reject) => setTimeout(reject, SOON));
  Promise.race([reach(), late]).then(({ show }) => show(url, { sent }), () => location.assign(url));
}

// Empty fields are no part of an address; the server knows the one order of the others.
function apply(form, button) {
  const sent = new FormData(form, button);
  const url = new URL(form.action);
  url.search = new URLSearchParams([...sent].filter(([, value]) => value));
  go(url, sent);
}

function follow(event) {
  const link = event.target.closest("a[data-live]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.getAttribute("href"), location);
  if (view(url) === view(location)) return;
  event.preventDefault();
  go(url);
}

if (live) {
  for (const reached of ["pointerover", "focusin"]) {
    document.addEventListener(reached, ({ target }) => {
      if (target.closest("[data-live], .filters")) reach().catch(() => {});
    });
  }
  document.addEventListener("change", ({ target }) => {
    if (target.form?.matches("[data-live]") && target.form.reportValidity()) apply(target.form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-live]")) return;
    event.preventDefault();
    apply(event.target, event.submitter);
  });
  document.addEventListener("click", follow);
  addEventListener("popstate", anew);
}

// --- The keyboard: what `?` says. Never with a modifier, in a field, in a dialog or while a word is composed ---

const FIELD = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const shortcuts = document.querySelector("dialog.shortcuts");
const onOff = shortcuts?.querySelector("[role=switch]");

// From where the focus is, or where nothing has it, from the upper edge of the window.
function nextStop(step) {
  const stops = [...document.querySelectorAll("main [data-stop]")].filter((stop) => stop.getClientRects().length);
  const from = document.activeElement;
  const nowhere = !from || from === document.body;
  const ahead = (stop) => nowhere
    ? stop.getBoundingClientRect().top >= 0
    : from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
  const behind = (stop) => stop !== from && !ahead(stop);
  return step > 0 ? stops.find(ahead) : stops.findLast(behind);
}

function move(step) {
  const stop = nextStop(step);
  if (!stop) return false;
  stop.focus({ preventScroll: true });
  const whole = stop.closest("article, header, li, tr") ?? stop;
  const place = whole.offsetHeight < innerHeight ? whole : stop;
  place.scrollIntoView({ block: "nearest", behavior: calm.matches ? "instant" : "smooth" });
  return true;
}

function search() {
  const field = document.querySelector("input[type=search]");
  field?.focus();
  field?.select();
  return field !== null && document.activeElement === field;
}

function help() {
  shortcuts?.showModal();
  shortcuts?.querySelector("form button").focus(); // Chromium logs an error for autofocus where there is a fragment
  return Boolean(shortcuts);
}

const LETTERS = { j: () => move(1), k: () => move(-1), "/": search, "?": help };
const ARROWS = { ArrowDown: () => move(1), ArrowUp: () => move(-1) };

function pressed(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest(`${FIELD}, dialog`)) return;
  const act = onOff?.checked === false ? undefined : LETTERS[event.key];
  const arrow = event.target.matches("[data-stop]") && !event.shiftKey ? ARROWS[event.key] : undefined;
  if ((act ?? arrow)?.()) event.preventDefault();
}

document.addEventListener("keydown", pressed);
document.addEventListener("click", ({ target }) => {
  if (target.closest("button[data-shortcuts]")) help();
});

// --- Rounds to compare: which ones are ticked, and the button only for two ---

const ticked = document.querySelector("[data-ticked]");

function choose() {
  const numbers = [...document.querySelectorAll("[name=compare]:checked")].map((box) => box.value);
  ticked.textContent = numbers.length ? `Round${numbers.length > 1 ? "s" : ""} ${numbers.join(" and ")}` : "Tick two of them.";
  document.querySelector(".act button").disabled = numbers.length !== 2;
}

if (ticked) {
  choose();
  ticked.closest("form").addEventListener("change", choose);
  addEventListener("pageshow", choose);
}

// --- A pinned page, whether it has changed since: `<a href="the difference" data-since="the answer as JSON">` ---

async function askSince() {
  const link = document.querySelector("a[data-since]");
  const answer = link && await fetch(link.dataset.since).then((got) => got.ok ? got.json() : null).catch(() => null);
  if (!answer) return;
  if (!answer.changed) {
    link.replaceWith("Nothing on this page has changed since.");
    return;
  }
  link.href = answer.difference;
  link.textContent = "Changed since: see the difference";
}

askSince();
document.addEventListener("shown", askSince);
