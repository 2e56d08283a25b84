// The studio's own script: it tells what goes on while it goes on. Without it every page works, and says how to look again.
"use strict";

const body = document.body;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);

// Loading a page anew must not lose where somebody was: the place and the element with the focus come back.
const PLACE = "penholder-place";
const reload = () => {
  const held = { address: location.href, at: window.scrollY, id: document.activeElement?.id || "" };
  sessionStorage.setItem(PLACE, JSON.stringify(held));
  location.reload();
};
const held = JSON.parse(sessionStorage.getItem(PLACE) || "null");
sessionStorage.removeItem(PLACE);
if (held && held.address === location.href) {
  if (held.id) (document.getElementById(held.id) || one("main")).focus({ preventScroll: true });
  window.scrollTo(0, held.at);
}
one("[data-focus]")?.focus();

const say = (element, words) => {
  if (element && element.textContent !== words) element.textContent = words;
};
const SAID = { now: "Now: ", later: "To come: ", done: "Done: " };

const showStatus = (state) => {
  const status = one("[data-status]");
  if (!status) return;
  say(one("[data-says]", status), state.says);
  for (const shape of ["busy", "done", "stop"]) one(`[data-${shape}]`, status).hidden = state.shape !== shape;
};

const showSteps = (state) => {
  const steps = all("[data-steps] [data-step]");
  if (!steps.length || state.job !== "build") return;
  state.steps.forEach((step, number) => {
    const line = steps[number];
    line.className = step.state === "now" ? "is-now" : step.state === "later" ? "is-later" : "";
    say(one("[data-state]", line), SAID[step.state]);
    say(one("[data-said]", line), step.said);
    const bar = one("progress", line);
    bar.hidden = step.state !== "now" || !step.of;
    bar.max = step.of || 1;
    bar.value = step.done;
    for (const shape of all("[data-shape]", line)) shape.hidden = shape.dataset.shape !== step.state;
  });
  say(one("[data-seconds]"), `${state.seconds} so far.`);
};

// A page as the studio answers it; an empty one where it does not answer, or whoever asked has gone to another meanwhile.
const asked = async (address, told) => {
  const text = await fetch(address, told)
    .then((answer) => answer.text())
    .catch(() => "");
  return new DOMParser().parseFromString(text, "text/html");
};

// One part of the page is made anew, and nothing that somebody typed in another is touched.
const bring = async (id) => {
  const fresh = (await asked(location.href)).getElementById(id);
  if (fresh) document.getElementById(id).replaceWith(fresh);
};

// What the page was made of is old now: one that waits for it goes on by itself, any other says so and stays.
const showNews = (state) => {
  if (body.dataset.waits === "arrivals") {
    if (state.recognised !== Number(body.dataset.recognised)) reload();
    return;
  }
  if (body.dataset.waits === "errand") {
    if (state.answered !== Number(body.dataset.answered)) reload();
    return;
  }
  const isOver = state.looks !== Number(body.dataset.looks) || state.builds !== Number(body.dataset.builds);
  const waits = body.dataset.waits;
  if (waits === "look" ? isOver : waits === "build" && state.job !== "build" && isOver) return reload();
  if (waits === "build" && state.job === "build" && !one("[data-steps]")) return reload();
  if (waits === "build" && !state.job && !state.waits) return reload();
  const waiting = one("[data-part-waits=errand]");
  if (waiting && state.answered !== Number(body.dataset.answered)) bring(waiting.id);
  if (state.machine && one("#this-machine [data-part-waits]")) bring("this-machine");
  const fresh = one("[data-fresh]");
  if (fresh && isOver && !waits) fresh.hidden = false;
};

if (window.EventSource && one("[data-status]")) {
  const events = new EventSource("/events");
  events.onmessage = (event) => {
    const state = JSON.parse(event.data);
    showStatus(state);
    showSteps(state);
    showNews(state);
  };
  const ended = (words) => showStatus({ says: words, shape: "stop" });
  events.addEventListener("end", () => {
    events.close();
    ended("The studio has ended");
  });
  events.onerror = () => ended("The studio does not answer");
}

// Files may be dropped anywhere on a page with a drop line. They go one after the other, and each says what became of it.
const drop = one("[data-drop]");

const send = (file, line) =>
  new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${drop.dataset.page}/file?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("x-penholder-token", one("[name=token]", drop).value);
    request.upload.onprogress = (event) => {
      one("progress", line).value = event.total ? event.loaded / event.total : 0;
    };
    request.onload = () => {
      const isTaken = request.status === 201;
      one("progress", line).hidden = true;
      say(one("[data-became]", line), isTaken ? "It has come." : request.responseText || "It was not taken.");
      line.dataset.taken = isTaken;
      done(isTaken);
    };
    request.onerror = () => {
      say(one("[data-became]", line), "It did not come: the studio does not answer. Nothing of it was kept.");
      done(false);
    };
    request.send(file);
  });

const lineOf = (file) => {
  const line = one("#drop-line").content.firstElementChild.cloneNode(true);
  say(one("[data-name]", line), file.name);
  one("[data-lines]").append(line);
  return line;
};

const foldersOf = (data) =>
  new Set(
    [...data.items]
      .map((item) => item.webkitGetAsEntry?.())
      .filter((entry) => entry?.isDirectory)
      .map((entry) => entry.name),
  );

const sendAll = async (files, folders = new Set()) => {
  const lines = [...files].map((file) => [file, lineOf(file)]);
  let isWhole = true;
  if (lines.length > 1 && !one("input[type=file]", drop).multiple) {
    for (const [, line] of lines) {
      say(one("[data-became]", line), "Drop one file at a time. It was not sent.");
      one("progress", line).hidden = true;
    }
    return;
  }
  for (const [file, line] of lines) {
    if (folders.has(file.name)) {
      say(one("[data-became]", line), "It is a folder. Drop the files that are in it.");
      isWhole = false;
    } else if (file.size > Number(drop.dataset.most)) {
      say(one("[data-became]", line), "It is too large: 100 MB is the most. Nothing of it was kept.");
      isWhole = false;
    } else {
      isWhole = (await send(file, line)) && isWhole;
    }
  }
  if (isWhole) location.assign(drop.dataset.on);
  else one("[data-go-on]").hidden = false;
};

if (drop) {
  const choose = one("input[type=file]", drop);
  choose.addEventListener("change", () => choose.files.length && sendAll(choose.files));
  one("[data-send]", drop).hidden = true;
  const carries = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || drop.classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    drop.classList.remove("is-over");
    sendAll(event.dataTransfer.files, foldersOf(event.dataTransfer));
  });
}

// What colours do is shown while they are typed: the form is sent as its button "Look at them" would, and only that part is made anew.
const look = one("form[data-look]");
if (look) {
  one("[name=look]", look).hidden = true;
  let waits = 0;
  const again = async () => {
    const typed = new URLSearchParams(new FormData(look));
    typed.set("look", "yes");
    const page = await asked(look.action, { method: "POST", body: typed });
    for (const part of all("[data-contrast], .with-swatch > svg", look)) part.dataset.old = "yes";
    const fresh = all("[data-contrast], .with-swatch > svg", page);
    all("[data-old]", look).forEach((part, number) => fresh[number] && part.replaceWith(fresh[number]));
  };
  look.addEventListener("input", (event) => {
    if (!event.target.name.startsWith("brand.colours.")) return;
    clearTimeout(waits);
    waits = setTimeout(again, 250);
  });
}

// A template that is saved in Word while its page is open: the page is made anew, with a picture of what is so now.
const beside = one("[data-saved]");
if (beside) {
  setInterval(async () => {
    if (document.hidden) return;
    const saved = await fetch(beside.dataset.at)
      .then((answer) => (answer.ok ? answer.text() : null))
      .catch(() => null);
    if (saved !== null && saved !== beside.dataset.saved) reload();
  }, 1000);
}

// A letter or a tag is copied by a button, where the browser lets a page do so.
for (const button of navigator.clipboard ? all("[data-copy], [data-copies]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copies ?? document.getElementById(button.dataset.copy).value);
    say(one("[data-copied]") ?? button, "Copied");
  });
}
