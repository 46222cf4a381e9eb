// What every page does with a script: its words in the language that one chooses, and buttons that copy.
"use strict";

const unrecs = (() => {
  const root = document.currentScript.src.slice(0, -"site.js".length);
  const first = document.documentElement.lang;
  const PLACES = { "index.html": "search", "documents.html": "documents", "cited.html": "cited", "bodies.html": "bodies", "pictures.html": "pictures", "release.html": "release" };

  const LANGUAGES = ["en", "zh"];

  const chosen = () => {
    const stored = (() => {
      try { return localStorage.getItem("unrecs-interface"); } catch { return null; }
    })();
    const asked = new URLSearchParams(location.hash.slice(1)).get("ui") || stored;
    if (LANGUAGES.includes(asked)) return asked;
    for (const language of navigator.languages || []) {
      const primary = language.split("-")[0];
      if (LANGUAGES.includes(primary)) return primary;
    }
    return document.documentElement.lang;
  };

  let language = chosen();

  const say = (key, n) => {
    const words = unrecsWords[key] ? unrecsWords[key][LANGUAGES.indexOf(language)] : key;
    return n === undefined ? words : words.replace("{n}", n);
  };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  };

  const show = () => {
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
    for (const element of document.querySelectorAll("[data-tl]")) element.setAttribute("aria-label", say(element.dataset.tl));
    for (const element of document.querySelectorAll("[data-tp]")) element.placeholder = say(element.dataset.tp);
    for (const element of document.querySelectorAll("[data-o]")) {
      element.dataset.own ??= element.textContent;
      element.textContent = language === first ? element.dataset.own : element.dataset.o;
    }
    for (const button of document.querySelectorAll("[data-ui]")) button.setAttribute("aria-pressed", button.dataset.ui === language);
  };

  // The way to the other pages and the choice of the language stand in the head of every page.
  const head = () => {
    const top = document.querySelector(".top");
    if (!top.querySelector("nav")) {
      const own = location.href.split(/[?#]/)[0];
      const items = Object.entries(PLACES).map(([path, key]) => make("li", {}, make("a", { href: root + path, "data-t": key, "aria-current": root + path === own && "page" })));
      top.append(make("nav", { "data-tl": "menu" }, make("ul", {}, ...items)));
    }
    const button = (tag, name) => make("button", { type: "button", lang: tag, "data-ui": tag }, name);
    top.append(make("div", { class: "ui", role: "group", "data-tl": "interface" }, button("en", "English"), button("zh", "中文")));
  };

  // Labels lead to the search, and what a reference is can be read without hovering.
  const labels = () => {
    for (const label of document.querySelectorAll(".p > .f > [data-t]")) {
      const [facet, code] = label.dataset.t.split(".");
      const link = make("a", { href: root + "index.html#" + facet + "=" + code, "data-t": label.dataset.t });
      label.replaceWith(link);
    }
    for (const words of document.querySelectorAll(".x, .p > p")) {
      const references = [...words.querySelectorAll("[title]")];
      if (!references.length) continue;
      const item = (one) => make("li", { class: one.closest("[class^=w]")?.className }, make("q", {}, one.textContent), " → ", one.title);
      const details = make("details", {}, make("summary", {}, make("span", { "data-t": "references" })), make("ul", {}, ...references.map(item)));
      const box = words.parentElement.querySelector(".f") || words.parentElement.appendChild(make("div", { class: "f" }));
      box.append(details);
    }
  };

  // Documents open in the language of the interface where they have it.
  const openTongue = () => {
    const boxes = [...document.querySelectorAll("[data-l]")];
    const own = boxes.find((box) => box.dataset.l.split("-")[0] === language);
    if (own) for (const box of boxes) box.checked = box === own;
  };

  const copy = async (button, text) => {
    await navigator.clipboard.writeText(text).catch(() => {
      const area = make("textarea", { class: "off" });
      area.value = text;
      button.after(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    });
    button.textContent = say("copied");
    setTimeout(() => { button.textContent = say("copy"); button.focus(); }, 1500);
  };

  // A paragraph's number opens what one needs to cite it.
  const cite = (paragraph) => {
    const open = document.querySelector(".cite");
    if (open) open.remove();
    if (open && open.parentElement === paragraph) return;
    const label = paragraph.querySelector("a").textContent;
    const address = location.href.split("#")[0] + "#" + encodeURIComponent(paragraph.id);
    const name = (document.querySelector(".symbol") || document.querySelector("h1")).innerText.trim();
    const box = make("div", { class: "cite", role: "group", "aria-label": say("cite") });
    const citation = label === "¶" ? name : name + (language === "zh" ? "，第" + label + "段" : ", para. " + label);
    for (const [key, text] of [["citation", citation], ["identifier", paragraph.id], ["address", address]]) {
      const button = make("button", { type: "button", "aria-label": say("copy") + ": " + say(key) }, say("copy"));
      button.addEventListener("click", () => copy(button, text));
      box.append(make("p", {}, say(key) + ": ", make("bdi", {}, text), " ", button));
    }
    paragraph.append(box);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-ui], button[data-copy], .p > a");
    if (!button) return;
    if (button.dataset.ui) {
      language = button.dataset.ui;
      try { localStorage.setItem("unrecs-interface", language); } catch { /* a page on a disk may have no storage */ }
      show();
      openTongue();
      document.dispatchEvent(new Event("unrecs-language"));
    } else if (button.dataset.copy) {
      copy(button, document.getElementById(button.dataset.copy).textContent);
    } else {
      cite(button.parentElement);
    }
  });

  head();
  labels();
  show();
  openTongue();
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  return { say, make, language: () => language };
})();
