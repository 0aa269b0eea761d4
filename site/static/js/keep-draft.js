/* Keeps what is being typed in this browser, so that a crash, a dead battery or a lost connection
   costs nothing. Nothing leaves the browser until the form is sent. Without this file the form
   works all the same.

   <form data-keep="name">: kept and, when the page shows a form that nobody has filled in yet,
   restored. The form's key is kept too: sending once more what was received gives its receipt.
   data-draft-sent="name", on anything: what was kept has been received, and is forgotten. */

const PREFIX = "draft:";
const WAIT = 400;
const NEVER = new Set(["csrfmiddlewaretoken", "step", "website", "attachments", "waiting_file"]);

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

function write(name, kept) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(kept));
  } catch {
    // The browser keeps nothing, or is full: then the server's own pages are what there is.
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
  const kept = read(name);
  if (kept && hasWords(kept) && isUntouched(form)) {
    restore(form, kept);
    if (notice) notice.hidden = false;
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
  notice?.querySelector("[data-kept-forget]").addEventListener("click", () => {
    isOver = true;
    forget(name);
    location.assign(location.pathname);
  });
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

for (const sent of document.querySelectorAll("[data-draft-sent]")) forget(sent.dataset.draftSent);
for (const form of document.querySelectorAll("form[data-keep]")) keep(form);
