"use strict";
// A thin face: keys go to the server, and what it answers is painted. Texts are only ever text nodes.
const one = (id) => document.getElementById(id);
const zh = () => document.documentElement.lang.startsWith("zh");
let shown = null;
let keys = [];
let asking = "";
let queue = Promise.resolve();

function make(tag, text, name) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (name) node.className = name;
  return node;
}

async function send(path, body) {
  const answer = await fetch(path, body === undefined ? {} : {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// One after the other, in the order of the keys, however fast they come.
function later(path, body) {
  queue = queue.then(() => send(path, body)).then(paint).catch((error) => { one("notice").textContent = error.message; });
  return queue;
}

const press = (key, text) => later("press", text === undefined ? { key } : { key, text });

function paint(view) {
  shown = view;
  one("progress").textContent = view.progress.join(" · ");
  one("notice").textContent = view.over ? (zh() ? "已结束，可以关闭本页。" : "The review has ended; close this page.") : view.notice;
  one("card").replaceChildren(...(view.card ? cardNodes(view.card) : [make("p", view.done, "text")]));
  one("group").replaceChildren(...(view.group ? groupNodes(view.group) : []));
  one("more").replaceChildren(...(view.card ? moreNodes(view.card) : []));
  one("help").hidden = !view.shown.includes("help");
  const address = new URLSearchParams({ file: view.card ? view.card.place : "", at: view.card ? view.card.key : "", filter: view.filter });
  history.replaceState(null, "", `#${address}`);
  document.body.dataset.painted = String(Number(document.body.dataset.painted || 0) + 1);
}

function cardNodes(card) {
  const head = make("h2");
  head.append(make("span", `${card.code} ${card.rule}`), make("span", [card.severity, card.safety, card.confidence].filter(Boolean).join(" · "), "faint"), make("span", card.place, "faint place"));
  const text = make("p", undefined, "text");
  text.lang = "zh";
  if (card.parts.length) {
    for (const [before, after] of card.parts) {
      if (before === after) text.append(before);
      else {
        if (before) text.append(make("del", before));
        if (after) text.append(make("ins", after));
      }
    }
  } else text.append(card.left, make("mark", card.middle || "‸"), card.right);
  const nodes = [head, text, make("p", card.message, "why")];
  if (card.choices.length) {
    const list = make("ol", undefined, "choices");
    card.choices.forEach((choice, number) => {
      const item = make("li");
      item.append(make("kbd", String(number + 1)), ` ${choice}`);
      list.append(item);
    });
    nodes.push(list);
  }
  const notes = [...card.points, ...card.said, card.arises, card.verdict_name].filter(Boolean);
  if (notes.length) nodes.push(make("p", notes.join(" · "), "faint"));
  return nodes;
}

function groupNodes(group) {
  const list = make("ol");
  for (const member of group.members) {
    const item = make("li", undefined, [member.here && "here", member.out && "out", !member.open && "decided"].filter(Boolean).join(" "));
    item.dataset.key = member.key;
    if (member.here) item.setAttribute("aria-current", "true");
    const change = make("span");
    if (member.fix) {
      if (member.middle) change.append(make("del", member.middle));
      if (member.to) change.append(make("ins", member.to));
    } else change.append(make("mark", member.middle || "‸"));
    item.append(make("span", member.here ? "▸" : member.out ? "✕" : member.open ? "" : "✓"), make("span", member.left, "left"), change, make("span", member.right, "right"), make("span", member.verdict_name || member.place.split("/").pop(), "note"));
    list.append(item);
  }
  list.lang = "zh";
  return [make("h3", group.size), list];
}

function moreNodes(card) {
  const nodes = [];
  if (card.paragraph) {
    const text = make("pre");
    text.lang = "zh";
    text.append(card.paragraph[0], make("mark", card.paragraph[1] || "‸"), card.paragraph[2]);
    nodes.push(text);
  }
  if (card.manual) nodes.push(make("pre", card.manual, "manual"));
  for (const node of nodes) node.tabIndex = 0;
  if (card.image) {
    const image = make("img");
    image.src = card.image;
    image.alt = card.place;
    nodes.push(image);
  }
  return nodes;
}

function ask(key, prompt) {
  asking = key;
  one("asks").textContent = keys.find((entry) => entry.key === key).does;
  one("typed").value = shown.prefill[prompt];
  one("prompt").hidden = false;
  one("typed").focus();
  one("typed").select();
}

function close() {
  asking = "";
  one("prompt").hidden = true;
  one("typed").blur();
}

const known = (key) => keys.find((entry) => entry.key === key || (entry.key === "1–9" && /^[1-9]$/.test(key)) || entry.key.startsWith(`${key} `) || (entry.key.endsWith(` ${key}`)));

function act(key) {
  const entry = known(key);
  if (!entry || !shown || shown.over) return false;
  if (entry.prompt) queue.then(() => ask(entry.key, entry.prompt));
  else press(key);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("textarea, input")) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const key = asking;
      const text = one("typed").value;
      close();
      press(key, text);
    }
    return;
  }
  if (event.target.matches("button") && (event.key === "Enter" || event.key === " ")) return;
  if (act(event.key)) event.preventDefault();
});

one("group").addEventListener("click", (event) => {
  const item = event.target.closest("li");
  if (item) later("go", { key: item.dataset.key, filter: shown.filter });
});

async function watch() {
  for (;;) {
    try {
      const view = await send(`changes/${shown.version}`);
      if (view.over) { paint(view); return; }
      if (view.version !== shown.version) queue = queue.then(() => paint(view));
      await queue;
    } catch {
      one("notice").textContent = zh() ? "校阅已结束；决定均已保存。" : "The review has ended; all decisions are saved.";
      return;
    }
  }
}

async function start() {
  const said = await send("start");
  document.documentElement.lang = said.language === "zh" ? "zh-Hans" : "en";
  keys = said.keys;
  const list = make("dl");
  for (const { key, does } of keys) {
    const row = make("div");
    const term = make("dt");
    term.append(make("kbd", key));
    row.append(term, make("dd", does));
    list.append(row);
  }
  one("help").replaceChildren(list);
  for (const key of ["a", "r", "s", "A", "R", "x", "j", "k", "u", "U", "c", "i", "?"]) {
    const button = make("button");
    button.type = "button";
    button.title = known(key).does;
    button.setAttribute("aria-label", `${key}: ${known(key).does}`);
    button.append(make("kbd", key), ` ${known(key).does.split(/[;；:：(（,，]| that | out of /)[0]}`);
    button.addEventListener("click", () => act(key));
    one("buttons").append(button);
  }
  one("typed").setAttribute("aria-label", zh() ? "文字" : "text");
  const address = new URLSearchParams(location.hash.slice(1));
  paint(said.view);
  if (said.errors.length) one("notice").textContent = said.errors.join(" · ");
  if (address.get("at")) await later("go", { key: address.get("at"), filter: address.get("filter") || "" });
  document.body.dataset.ready = "yes";
  watch();
}

start();
