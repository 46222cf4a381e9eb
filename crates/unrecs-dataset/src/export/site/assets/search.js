// The search: the state is in the address, texts are loaded as scripts when they are needed, every choice has its count.
"use strict";

(() => {
  const { say, make, language } = unrecs;
  const index = unrecsIndex;
  const PAGE = 20, OPTIONS = 6;
  const $ = (id) => document.getElementById(id);

  // ---- what the index says

  const columns = index.columns;
  const rows = columns.kind ? columns.kind.length : 0;
  const documentOf = new Uint32Array(rows);
  let filled = 0;
  index.documents.forEach((one, number) => { documentOf.fill(number, filled, filled += one[6]); });
  const ids = [];
  if (index.ids) {
    let before = "";
    for (const line of index.ids.split("\n")) {
      const space = line.indexOf(" ");
      before = before.slice(0, Number(line.slice(0, space))) + line.slice(space + 1);
      ids.push(before);
    }
  }
  const listed = (value) => (Array.isArray(value) ? value : value < 0 ? [] : [value]);
  const cell = (name) => (row) => listed(columns[name][row]);
  const own = (at) => (row) => listed(index.documents[documentOf[row]][at]);
  const labelled = (list) => (number) => list[number][language() === "zh" ? 2 : 1];
  const coded = (prefix, list) => (number) => {
    const words = say(prefix + "." + list[number]);
    return words.charAt(0).toUpperCase() + words.slice(1);
  };
  const dayOf = (row) => {
    const group = columns.group[row];
    return (group >= 0 && index.groups[group][3]) || index.documents[documentOf[row]][4] || "";
  };
  const years = [...new Set(Array.from({ length: rows }, (_, row) => dayOf(row).slice(0, 4)))].filter(Boolean).sort().reverse();
  const yearOf = Array.from({ length: rows }, (_, row) => years.indexOf(dayOf(row).slice(0, 4)));
  const first = (list) => list.map((one) => one[0]);
  const nameOf = (number) => {
    const [id, symbol, titles] = index.documents[number];
    const preferred = index.languages.findIndex((one) => one.split("-")[0] === language());
    return symbol || titles[preferred] || titles.find(Boolean) || id;
  };
  const titleOf = (number) => {
    const [, symbol, titles] = index.documents[number];
    const preferred = index.languages.findIndex((one) => one.split("-")[0] === language());
    const title = titles[preferred] || titles.find(Boolean);
    return symbol && title ? symbol + " " + title : nameOf(number);
  };
  const tongue = (number) => ({ ar: "العربية", en: "English", es: "Español", fr: "Français", ru: "Русский", zh: "中文" })[index.languages[number]] || index.languages[number];

  // Key in the address, values in the address, values of a row, what a value is called.
  const facets = [
    { key: "cites", values: first(index.cites), of: cell("cites"), name: labelled(index.cites) },
    { key: "to", values: index.to, of: cell("to"), name: coded("to", index.to) },
    { key: "force", values: index.forces, of: cell("force"), name: coded("force", index.forces) },
    { key: "act", values: index.acts, of: cell("act"), name: coded("act", index.acts) },
    { key: "meeting", values: first(index.groups), of: cell("group"), name: labelled(index.groups) },
    { key: "year", values: years, of: (row) => listed(yearOf[row]), name: (number) => years[number] },
    { key: "body", values: first(index.bodies), of: own(3), name: labelled(index.bodies) },
    { key: "document", values: first(index.documents), of: (row) => [documentOf[row]], name: titleOf },
    { key: "subject", values: index.subjects, of: own(5), name: (number) => index.subjects[number] },
    { key: "kind", values: index.kinds, of: cell("kind"), name: coded("kind", index.kinds) },
    { key: "lang", values: index.languages, of: null, name: tongue },
  ];

  // ---- texts, by language and shard

  const shards = index.shards.map((starts) => starts.map(() => null));
  const waiting = new Map();
  window.unrecsShard = ([at, number, texts]) => {
    shards[at][number] = { texts, plain: texts.map((text) => text && unrecsFind.plain(text)) };
  };
  const load = (at, number) => {
    const path = "data/" + index.languages[at] + "-" + number + ".js";
    if (!waiting.has(path)) {
      waiting.set(path, new Promise((done, fail) => {
        const script = make("script", { src: path });
        script.onload = done;
        script.onerror = () => { waiting.delete(path); fail(new Error(path)); };
        document.head.append(script);
      }));
    }
    return waiting.get(path);
  };
  const shardOf = (at, row) => {
    let low = 0, high = index.shards[at].length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (index.shards[at][middle] <= row) low = middle; else high = middle - 1;
    }
    return low;
  };
  const textOf = (at, row) => {
    const number = shardOf(at, row);
    return shards[at][number] && shards[at][number].texts[row - index.shards[at][number]];
  };

  // ---- the state and the address

  let state = { q: "", sort: "", chosen: new Map(), shown: PAGE };
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    state = { q: asked.get("q") || "", sort: asked.get("sort") || "", chosen: new Map(), shown: PAGE };
    for (const facet of facets) {
      const numbers = asked.getAll(facet.key).map((value) => facet.values.indexOf(value)).filter((number) => number >= 0);
      if (numbers.length) state.chosen.set(facet.key, new Set(numbers));
    }
  };
  const write = (replace) => {
    const asked = new URLSearchParams();
    if (state.q) asked.set("q", state.q);
    for (const facet of facets) for (const number of state.chosen.get(facet.key) || []) asked.append(facet.key, facet.values[number]);
    if (state.sort) asked.set("sort", state.sort);
    const hash = asked.toString();
    history[replace ? "replaceState" : "pushState"](null, "", hash ? "#" + hash : location.pathname + location.search);
  };

  // ---- which paragraphs

  const SCRIPTS = [
    [/[\p{Script=Han}]/u, /^(zh|ja)/],
    [/\p{Script=Cyrillic}/u, /^(ru|be|bg|kk|mk|sr|uk)/],
    [/\p{Script=Arabic}/u, /^(ar|fa|ps|ur)/],
    [/\p{Script=Latin}/u, /^(?!(zh|ja|ru|be|bg|kk|mk|sr|uk|ar|fa|ps|ur)\b)/],
  ];
  // The languages whose script the words have; all where they have none, or where no language has it.
  const asked = (terms) => {
    const all = index.languages.map((_, at) => at);
    const only = state.chosen.get("lang");
    if (only) return all.filter((at) => only.has(at));
    const words = terms.map((term) => term.text).join("");
    const script = SCRIPTS.find(([letters]) => letters.test(words));
    const fit = script ? all.filter((at) => script[1].test(index.languages[at])) : [];
    return fit.length ? fit : all;
  };

  const bits = (languages) => languages.reduce((sum, at) => sum + 2 ** at, 0);
  const has = (mask, at) => Math.floor(mask / 2 ** at) % 2 === 1;

  // The languages in which each paragraph has the words, and how well it fits.
  const matched = (terms, languages) => {
    const mask = new Float64Array(rows), fit = new Float64Array(rows);
    if (!terms.length) {
      for (let row = 0; row < rows; row += 1) mask[row] = columns.langs[row];
      return { mask, fit };
    }
    for (const at of languages) {
      shards[at].forEach((shard, number) => {
        if (!shard) return;
        const start = index.shards[at][number];
        shard.plain.forEach((text, offset) => {
          const score = text ? unrecsFind.score(text, terms) : 0;
          if (score) {
            mask[start + offset] += 2 ** at;
            fit[start + offset] = Math.max(fit[start + offset], score);
          }
        });
      });
    }
    return { mask, fit };
  };

  // One pass: a paragraph that only one facet refuses still counts for the values of that facet.
  const filter = (mask) => {
    const hits = [], counts = facets.map((facet) => new Uint32Array(facet.values.length));
    const sets = facets.map((facet) => state.chosen.get(facet.key));
    const valuesOf = facets.map((facet) => facet.of || ((row) => index.languages.map((_, at) => at).filter((at) => has(mask[row], at))));
    for (let row = 0; row < rows; row += 1) {
      if (!mask[row]) continue;
      let refused = -1, often = 0;
      for (let number = 0; number < facets.length && often < 2; number += 1) {
        if (sets[number] && !valuesOf[number](row).some((value) => sets[number].has(value))) { refused = number; often += 1; }
      }
      if (often > 1) continue;
      if (often === 0) hits.push(row);
      for (let number = 0; number < facets.length; number += 1) {
        if (often === 0 || refused === number) for (const value of valuesOf[number](row)) counts[number][value] += 1;
      }
    }
    return { hits, counts };
  };

  const sorted = (hits, fit, sort) => {
    const later = (one, other) => (dayOf(one) < dayOf(other) ? 1 : dayOf(one) > dayOf(other) ? -1 : one - other);
    const orders = {
      relevance: (one, other) => fit[other] - fit[one] || one - other,
      new: later,
      old: (one, other) => (dayOf(one) === dayOf(other) ? one - other : -later(one, other)),
      number: (one, other) => (parseInt(columns.label[one], 10) || 1e9) - (parseInt(columns.label[other], 10) || 1e9) || one - other,
    };
    return hits.sort(orders[sort]);
  };

  // ---- what one sees

  const choose = (facet, number, on) => {
    const set = state.chosen.get(facet.key) || new Set();
    if (on) set.add(number); else set.delete(number);
    if (set.size) state.chosen.set(facet.key, set); else state.chosen.delete(facet.key);
    state.shown = PAGE;
    write();
    run();
  };

  // On a wide screen the lists are open: they show what there is.
  const opened = new Set(matchMedia("(min-width: 56rem)").matches ? ["cites", "to", "force", "act", "meeting"] : []), whole = new Set();
  const showFacets = (counts) => {
    const focused = document.activeElement && document.activeElement.id;
    const box = $("facets");
    const parts = facets.map((facet, place) => {
      const set = state.chosen.get(facet.key) || new Set();
      const numbers = [...counts[place].keys()].filter((number) => counts[place][number] || set.has(number));
      const natural = facet.key === "meeting" || facet.key === "year";
      if (numbers.length < 2 && !set.size) return null;
      if (!natural) numbers.sort((one, other) => counts[place][other] - counts[place][one] || one - other);
      const some = whole.has(facet.key) ? numbers : numbers.filter((number, at) => at < OPTIONS || set.has(number));
      const list = make("ul", {}, ...some.map((number) => {
        const id = "f-" + facet.key + "-" + number;
        const input = make("input", { type: "checkbox", id, checked: set.has(number) });
        input.addEventListener("change", () => choose(facet, number, input.checked));
        return make("li", {}, make("label", { for: id }, input, make("bdi", {}, facet.name(number)), make("span", { class: "q" }, String(counts[place][number]))));
      }));
      const details = make("details", { open: opened.has(facet.key) || set.size > 0 },
        make("summary", { id: "s-" + facet.key }, say("facet." + facet.key)), list);
      if (some.length < numbers.length) {
        const more = make("button", { type: "button", id: "m-" + facet.key }, say("all", numbers.length));
        more.addEventListener("click", () => { whole.add(facet.key); showFacets(counts); const input = $("f-" + facet.key + "-" + numbers[OPTIONS]); if (input) input.focus(); });
        details.append(more);
      }
      details.addEventListener("toggle", () => { if (details.open) opened.add(facet.key); else opened.delete(facet.key); });
      return details;
    });
    box.replaceChildren(make("h2", { class: "off" }, say("filters")), ...parts.filter(Boolean));
    if (focused && $(focused)) $(focused).focus();
  };

  const showChosen = () => {
    const items = [];
    for (const facet of facets) {
      for (const number of state.chosen.get(facet.key) || []) {
        const words = say("facet." + facet.key) + ": " + facet.name(number);
        const button = make("button", { type: "button", "aria-label": say("remove") + " " + words }, make("bdi", {}, words), " ×");
        button.addEventListener("click", () => { choose(facet, number, false); ($("chosen").querySelector("button") || $("q")).focus(); });
        items.push(make("li", {}, button));
      }
    }
    if (items.length > 1) {
      const button = make("button", { type: "button" }, say("clear"));
      button.addEventListener("click", () => { state.chosen.clear(); write(); run(); $("q").focus(); });
      items.push(make("li", {}, button));
    }
    $("chosen").replaceChildren(...items);
  };

  // The words of others are text alone: a mark is an element round a piece of it.
  const marked = (text, terms) => {
    let spans = terms.length ? unrecsFind.marks(text, terms) : [];
    let start = 0, end = text.length;
    if (text.length > 700) {
      start = spans.length ? Math.max(0, spans[0][0] - 200) : 0;
      end = Math.min(text.length, start + 600);
      spans = spans.filter((span) => span[0] >= start && span[1] <= end);
    }
    const pieces = [start > 0 ? "…" : ""];
    let at = start;
    const clean = (piece) => piece.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202d\u202e]/g, (one) => "\\u{" + one.codePointAt(0).toString(16) + "}");
    for (const [from, to] of spans) {
      pieces.push(clean(text.slice(at, from)), make("mark", {}, clean(text.slice(from, to))));
      at = to;
    }
    pieces.push(clean(text.slice(at, end)), end < text.length ? "…" : "");
    return pieces;
  };

  const RTL = /^(ar|fa|he|ps|sd|ug|ur)/;
  const path = (text) => encodeURIComponent(text).replace(/%2F/g, "/");
  const hit = (row, mask, terms) => {
    const number = documentOf[row];
    const label = columns.label[row];
    const href = "documents/" + path(index.documents[number][0]) + ".html#" + path(ids[row]);
    const group = columns.group[row];
    const context = group >= 0 ? index.groups[group][language() === "zh" ? 2 : 1] : "";
    const head = make("h3", {}, make("a", { href }, make("bdi", {}, nameOf(number)), label ? " · " + label : ""), context ? make("small", {}, " " + context) : "");
    const tongues = index.languages.map((_, at) => at).filter((at) => has(mask[row], at));
    const at = tongues.find((one) => index.languages[one].split("-")[0] === language()) ?? tongues[0];
    const text = textOf(at, row);
    const tag = index.languages[at];
    const words = make("p", { class: "t", lang: tag, dir: RTL.test(tag) ? "rtl" : undefined }, ...(text ? marked(text, terms) : ["…"]));
    const labels = make("div", { class: "f" });
    for (const [key, list] of [["to", index.to], ["act", index.acts], ["force", index.forces]]) {
      for (const value of listed(columns[key][row])) labels.append(make("span", { class: key }, say(key + "." + list[value])), " ");
    }
    return make("li", {}, head, words, labels);
  };

  const needed = (rowsShown, mask) => rowsShown.map((row) => {
    const tongues = index.languages.map((_, at) => at).filter((at) => has(mask[row], at));
    const at = tongues.find((one) => index.languages[one].split("-")[0] === language()) ?? tongues[0];
    return [at, shardOf(at, row)];
  });

  let turn = 0;
  const run = async () => {
    const mine = ++turn;
    const terms = unrecsFind.parse(state.q);
    const idle = !terms.length && !state.chosen.size;
    const languages = asked(terms);
    $("found").hidden = false;
    $("found").classList.toggle("idle", idle);
    $("start").hidden = !idle;
    showChosen();
    if (idle) {
      showFacets(filter(matched([], []).mask).counts);
      return;
    }
    try {
      if (terms.length) {
        const missing = languages.flatMap((at) => shards[at].flatMap((shard, number) => (shard ? [] : [[at, number]])));
        if (missing.length) $("count").textContent = say("loading");
        await Promise.all(missing.map(([at, number]) => load(at, number)));
      }
      if (mine !== turn) return;
      const { mask, fit } = matched(terms, languages);
      const { hits, counts } = filter(mask);
      const sort = state.sort || (terms.length ? "relevance" : "new");
      $("sort").value = sort;
      const shown = sorted(hits, fit, sort).slice(0, state.shown);
      await Promise.all(needed(shown, mask).map(([at, number]) => shards[at][number] || load(at, number)));
      if (mine !== turn) return;
      showFacets(counts);
      $("count").textContent = hits.length === 0 ? say("count.none") : hits.length === 1 ? say("count.one") : say("count.many", hits.length);
      $("hits").replaceChildren(...shown.map((row) => hit(row, mask, terms)));
      $("more").hidden = shown.length >= hits.length;
    } catch (error) {
      $("count").textContent = say("failed", error.message);
    }
  };

  // ---- what one does

  let typing;
  $("ask").hidden = false;
  $("ask").addEventListener("submit", (event) => { event.preventDefault(); state.q = $("q").value; write(true); run(); });
  $("q").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { state.q = $("q").value; state.shown = PAGE; write(true); run(); }, 80);
  });
  $("q").addEventListener("keydown", (event) => {
    const link = $("hits").querySelector("a");
    if (event.key === "ArrowDown" && link && !$("found").classList.contains("idle")) { event.preventDefault(); link.focus(); }
  });
  $("hits").addEventListener("keydown", (event) => {
    const links = [...$("hits").querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (at < 0 || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowDown") (links[at + 1] || links[at]).focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else $("q").focus();
  });
  $("sort").addEventListener("change", () => { state.sort = $("sort").value; write(); run(); });
  $("more").addEventListener("click", async () => {
    const before = state.shown;
    state.shown += 2 * PAGE;
    await run();
    const link = $("hits").children[before];
    if (link) link.querySelector("a").focus();
  });
  const restore = () => { read(); $("q").value = state.q; run(); };
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", restore);
  document.addEventListener("unrecs-language", run);
  restore();
})();
