/* Keeps what is being typed in this browser, so that a crash, a dead battery or a lost connection
   costs nothing. Nothing leaves the browser until the form is sent. Without this file the form
   works all the same. What was kept ends a day after it was typed, because others may use the same
   browser, or at once with a button; the notices that say so are shown by this file.

   <form data-keep="name">: kept and, when the page shows a form that nobody has filled in yet,
   restored. The form's key is kept too: sending once more what was received gives its receipt.
   data-draft-sent="name", on anything: what was kept has been received, and is forgotten. */

const PREFIX = "draft:";
const WAIT = 400;
const DAY = 24 * 60 * 60 * 1000;
const NEVER = new Set(["csrfmiddlewaretoken", "step", "website", "attachments", "waiting_file"]);

function read(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + name));
    return kept && Date.now() - kept.at < DAY && Date.now() >= kept.at ? kept.values : null;
  } catch {
    return null;
  }
}

function write(name, values) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // The browser keeps nothing, or is full: then the server's own pages are what there is.
  }
}

/* Of every form, not only of those on this page. */
function forgetOld() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const name = key.slice(PREFIX.length);
      if (read(name) === null) forget(name);
    }
  } catch {
    // As above.
  }
}

function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // As above.
  }
}

function valuesOf(form) {
  const kept = {};
  for (const [name, value] of new FormData(form)) {
    if (!NEVER.has(name) && typeof value === "string") (kept[name] ||= []).push(value);
  }
  return kept;
}

function isUntouched(form) {
  return Object.entries(valuesOf(form)).every(
    ([name, values]) => name === "form_key" || values.every((value) => value === ""),
  );
}

function restore(form, kept) {
  for (const field of form.elements) {
    const values = kept[field.name];
    if (!values || NEVER.has(field.name)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.type !== "file" && field.type !== "submit") {
      field.value = values[0];
    }
  }
}

function hasWords(kept) {
  return Object.entries(kept).some(
    ([name, values]) => name !== "form_key" && values.some((value) => value !== ""),
  );
}

function keep(form) {
  const name = form.dataset.keep;
  const notice = form.querySelector("[data-kept]");
  const promise = form.querySelector("[data-keeps]");
  if (promise) promise.hidden = false;
  const kept = read(name);
  if (kept && hasWords(kept) && isUntouched(form)) {
    restore(form, kept);
    if (notice) notice.hidden = false;
    // It says the same, and more.
    if (notice && promise) promise.hidden = true;
    form.closest("details")?.setAttribute("open", "");
  }
  let timer;
  let isOver = false;
  const now = () => {
    clearTimeout(timer);
    if (isOver) return;
    const values = valuesOf(form);
    if (hasWords(values)) write(name, values);
  };
  for (const button of form.querySelectorAll("[data-kept-forget]")) {
    button.addEventListener("click", () => {
      isOver = true;
      forget(name);
      location.assign(location.pathname);
    });
  }
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(now, WAIT);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", now);
  form.addEventListener("submit", now);
  window.addEventListener("pagehide", () => {
    // A page that nobody has typed on has nothing newer than what is kept.
    if (timer !== undefined) now();
  });
}

forgetOld();
for (const sent of document.querySelectorAll("[data-draft-sent]")) forget(sent.dataset.draftSent);
for (const form of document.querySelectorAll("form[data-keep]")) keep(form);
