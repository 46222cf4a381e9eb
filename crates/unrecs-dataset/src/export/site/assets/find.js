// Finding words in texts: what is the same for a reader is the same here, and every place is found.
"use strict";

const unrecsFind = (() => {
  const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
  const WORD = /[\p{L}\p{N}]/u;
  const ARABIC = /\p{Script=Arabic}/u;
  const SAME = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ё": "е", "’": "'" };

  // A character without accents, vowel signs and capitals; nothing for what only lengthens or steers.
  const folded = new Map();
  const fold = (character) => {
    let known = folded.get(character);
    if (known === undefined) {
      const plain = character.normalize("NFKD").replace(/[\p{M}\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "");
      known = [...plain.toLowerCase()].map((one) => SAME[one] ?? one).join("");
      folded.set(character, known);
    }
    return known;
  };

  const plain = (text) => {
    if (/^[\u0020-\u007e]*$/.test(text)) return text.toLowerCase();
    let out = "";
    for (const character of text) out += fold(character);
    return out;
  };

  // The folded text with the place of each of its units in the text.
  const mapped = (text) => {
    let out = "";
    const places = [];
    let at = 0;
    for (const character of text) {
      const one = fold(character);
      for (let unit = 0; unit < one.length; unit += 1) places.push(at);
      out += one;
      at += character.length;
    }
    places.push(at);
    return { out, places };
  };

  // What is asked for: phrases in quotation marks as they are, words by their beginning, Chinese characters anywhere.
  const parse = (query) => {
    const terms = [];
    for (const [, phrase, word] of query.matchAll(/["“„«]([^"”»]+)["”»]?|([^\s"“„«]+)/gu)) {
      const text = plain((phrase || word || "").trim()).replace(/\s+/g, " ");
      if (!text) continue;
      if (phrase) {
        terms.push({ text, whole: true });
        continue;
      }
      // 儿童protection is two words.
      for (const [piece] of text.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu)) {
        if (!/[\p{L}\p{N}]/u.test(piece)) continue;
        const han = HAN.test(piece), arabic = ARABIC.test(piece);
        const bare = arabic ? piece.replace(/^(?:[وفبكل]?ال|لل)(?=..)/u, "") : piece;
        terms.push({ text: bare, anywhere: han || arabic, han, arabic });
      }
    }
    return terms;
  };

  const isWord = (unit) => unit !== undefined && WORD.test(unit);

  // Every place of a term, up to a limit.
  const places = (text, term, limit) => {
    const found = [];
    for (const form of term.forms || [term.text]) {
      let at = text.indexOf(form);
      while (at >= 0 && found.length < limit) {
        const begins = term.anywhere || !isWord(text[at - 1]) || !isWord(form[0]);
        const ends = !term.forms || form === term.text || !isWord(text[at + form.length]);
        if (begins && ends) found.push([at, at + form.length]);
        at = text.indexOf(form, at + 1);
      }
    }
    return found;
  };

  // How well a folded text fits; nothing where a term is missing.
  const score = (text, terms) => {
    let sum = 0, last = -1;
    for (const term of terms) {
      const found = places(text, term, 8);
      if (!found.length) return 0;
      const often = found.length / (found.length + 0.5 + text.length / 600);
      sum += often * (1 + term.text.length / 8);
      if (last >= 0 && found.some(([at]) => at >= last && at - last < 12)) sum += 0.5;
      last = found[0][1];
    }
    return sum;
  };

  // The places in the text as it is, in order, without overlap.
  const marks = (text, terms) => {
    const { out, places: origin } = mapped(text);
    const all = terms.flatMap((term) => places(out, term, 200)).sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const spans = [];
    for (const [start, end] of all) {
      const span = [origin[start], origin[end]];
      const before = spans[spans.length - 1];
      if (before && span[0] < before[1]) before[1] = Math.max(before[1], span[1]);
      else spans.push(span);
    }
    return spans;
  };

  return { parse, plain, score, marks };
})();
if (typeof module !== "undefined") module.exports = unrecsFind;
