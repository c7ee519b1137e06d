// What the page of a pack can do beyond being read: search, filter, sort, and a few comforts.
// Nothing here is needed to read. It asks nothing of the network, keeps one word (the colours chosen), and
// only ever sets text, never markup: what was captured stays text here too.
"use strict";
(() => {
  const root = document.documentElement;
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** An element with attributes and children. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  }

  /** Text as it is compared: without case, accents, spaces beyond one, or those that part thousands. */
  function fold(text) {
    // Most text has no sign that needs more than this.
    if (/[^\n\x01 -~·–—]/.test(text)) {
      text = text.replace(/(\d)\u202f(?=\d)/g, "$1").normalize("NFKD").replace(/\p{M}+/gu, "");
    }
    return text.toLowerCase().replace(/\s{2,}|[^\S ]/g, " ").trim();
  }

  /** The texts of the cells of a row. */
  function cellTexts(row) {
    const texts = [];
    for (let cell = row.firstElementChild; cell; cell = cell.nextElementSibling) texts.push(cell.textContent);
    return texts;
  }

  // ---- Colours: as the system has them, or as chosen

  const choices = ["system", "light", "dark"];
  const saved = (value) => {
    try {
      if (value) localStorage.setItem("plumbline-colours", value);
      return localStorage.getItem("plumbline-colours");
    } catch {
      return value; // A page opened from a file may not be allowed to remember.
    }
  };
  let colours = choices.includes(saved()) ? saved() : "system";
  const paint = () => root.setAttribute("data-colours", colours);
  paint();
  root.classList.add("js");

  function colourButton() {
    const button = make("button", { type: "button", class: "plain" });
    const name = () => {
      button.textContent = { system: "◐", light: "○", dark: "●" }[colours];
      button.setAttribute("aria-label", `Colours: ${colours}`);
      button.title = `Colours: ${colours}`;
    };
    button.addEventListener("click", () => {
      colours = choices[(choices.indexOf(colours) + 1) % choices.length];
      saved(colours);
      paint();
      name();
    });
    name();
    return button;
  }

  // ---- Places: a deep link shows its row even where a filter hides it

  const grids = new Map();

  function go(href) {
    if (location.hash === href) reveal();
    else location.href = href;
  }

  function reveal() {
    const id = location.hash.slice(1);
    if (!id) return;
    let place = document.getElementById(id);
    if (!place || place.closest(".j[hidden]")) {
      const grid = [...grids.values()].find((one) => one.holds(id));
      if (!grid) return;
      grid.clear();
      grid.layOn(Infinity);
      place = document.getElementById(id);
      // What was not there when the address changed is no target until it changes again.
      history.replaceState(null, "", location.pathname + location.search);
      location.replace("#" + id);
    }
    if (place) settle(place, 16);
  }

  /** Scrolls to a place, and again while what is laid out on the way moves it out of sight. */
  function settle(place, tries) {
    const top = place.getBoundingClientRect().top;
    if (tries < 16 && top >= 0 && top < innerHeight - 20) return;
    place.scrollIntoView({ block: place.closest("td") ? "center" : "start" });
    if (tries > 0) requestAnimationFrame(() => setTimeout(() => settle(place, tries - 1)));
  }

  // ---- Tables: sorted by a head, filtered by words

  const ranks = ["B", "M", "m", "o", "p", "d", "a", "r", "x"];

  class Grid {
    constructor(figure) {
      this.figure = figure;
      this.region = figure.querySelector("[role=region]");
      this.tables = all("table", figure);
      this.bodies = this.tables.map((table) => table.tBodies[0]);
      this.pieces = this.tables.map((table) => table.closest(".j") ?? table);
      this.rows = this.bodies.flatMap((body) => [...body.rows]);
      this.piece = Math.max(this.bodies[0].rows.length, 1);
      this.order = this.shown = this.rows;
      this.laid = this.bodies.length;
      this.titles = [...this.tables[0].tHead.rows[0].cells].map((head) => fold(head.textContent));
      this.sorted = { column: -1, down: false };
      this.texts = new Map();
      this.addHeads();
      if (this.rows.length > 1) this.addBar();
    }

    /** The heads of the first piece have buttons, which is enough by keyboard; all heads take clicks. */
    addHeads() {
      for (const head of this.tables[0].tHead.rows[0].cells) {
        const button = make("button", { type: "button" });
        button.append(...head.childNodes);
        head.append(button);
      }
      this.figure.addEventListener("click", (event) => {
        const head = event.target.closest("th");
        if (head) this.sort(head.cellIndex);
      });
    }

    addBar() {
      const named = this.region.getAttribute("aria-labelledby");
      const name = named ? document.getElementById(named)?.textContent : this.region.getAttribute("aria-label");
      this.input = make("input", {
        type: "search", placeholder: "Filter", "aria-label": `Filter the table “${(name ?? "").trim()}”`,
        title: "Words that a row must hold; -word must not; owner:word looks in the columns called owner",
        autocomplete: "off", spellcheck: "false",
      });
      this.count = make("output", { "aria-live": "polite" });
      let bar = this.figure.querySelector("figcaption");
      if (!bar) {
        bar = make("div", { class: "bar" });
        this.figure.prepend(bar);
      }
      bar.append(make("span", { class: "tools" }, this.count, this.input));
      this.tell(this.rows.length);
      let waiting = 0;
      this.input.addEventListener("focus", () => this.read(12));
      this.input.addEventListener("input", () => {
        cancelAnimationFrame(waiting);
        waiting = requestAnimationFrame(() => this.filter());
      });
      this.input.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.input.value) {
          event.preventDefault();
          this.clear();
        }
      });
    }

    /** Reads the words of every row, their cells apart by a sign of their own, with a pause after so many milliseconds. */
    read(milliseconds = Infinity) {
      const end = performance.now() + milliseconds;
      for (let next = this.texts.size; next < this.rows.length; next += 1) {
        this.texts.set(this.rows[next], fold(cellTexts(this.rows[next]).join("\x01")));
        if (next % 32 === 0 && performance.now() > end) return setTimeout(() => this.read(milliseconds));
      }
    }

    /** What the box asks for: words, each perhaps refused, perhaps of some columns only. */
    asked() {
      return (this.input.value.match(/-?(?:[^\s:"]+:)?"[^"]*"?|\S+/g) ?? []).map((part) => {
        const refused = part.length > 1 && part.startsWith("-");
        let word = refused ? part.slice(1) : part;
        let columns = null;
        const colon = word.indexOf(":");
        if (colon > 0) {
          const title = fold(word.slice(0, colon));
          const found = this.titles.flatMap((name, index) => (name.startsWith(title) ? [index] : []));
          if (found.length) [columns, word] = [found, word.slice(colon + 1)];
        }
        return { refused, columns, word: fold(word.replaceAll('"', "")) };
      }).filter((part) => part.word);
    }

    filter() {
      this.read();
      const asked = this.asked();
      const holds = (text) => asked.every(({ refused, columns, word }) => (text.includes(word)
        && (!columns || columns.some((index) => text.split("\x01")[index]?.includes(word)))) !== refused);
      this.lay(asked.length ? this.order.filter((row) => holds(this.texts.get(row))) : this.order);
    }

    clear() {
      this.input.value = "";
      this.lay(this.order);
    }

    holds(id) {
      return this.rows.some((row) => row.querySelector(`[id="${CSS.escape(id)}"]`));
    }

    sort(column) {
      const { column: last, down } = this.sorted;
      const next = last !== column ? { column, down: false }
        : down ? { column: -1, down: false } : { column, down: true };
      this.sorted = next;
      this.order = next.column < 0 ? this.rows : this.ordered(column, next.down);
      if (this.input?.value) this.filter();
      else this.lay(this.order);
      for (const { tHead: { rows: [{ cells }] } } of this.tables) {
        cells[last]?.removeAttribute("aria-sort");
        cells[next.column]?.setAttribute("aria-sort", next.down ? "descending" : "ascending");
      }
    }

    /** Rows by a column: by gravity where it holds states, by number where all are numbers, else by words. */
    ordered(column, down) {
      const keyed = this.rows.map((row, index) => {
        const cell = row.cells[column];
        const first = cell?.firstElementChild;
        const state = first?.localName === "b" && first.className ? first : null;
        const text = cell?.textContent.trim() ?? "";
        const number = /^[-+−]?[\d][\d\s,'’]*(\.\d+)?\s*[%a-z]{0,3}$/i.test(text)
          ? parseFloat(text.replace(/[\s,'’]/g, "").replace("−", "-")) : NaN;
        return { row, index, state, text, number, blank: !text || text === "—" };
      });
      const told = keyed.filter((key) => !key.blank && !(key.state?.className === "o"));
      const states = told.length > 0 && told.every((key) => key.state) || keyed.every((key) => key.state);
      const numbers = !states && told.every((key) => !Number.isNaN(key.number));
      // Where all is plain it is compared by its bytes, which takes a tenth of the time.
      const isPlain = keyed.every((key) => key.blank || /^[ -~]*$/.test(key.text));
      for (const key of keyed) {
        key.rank = states ? ranks.indexOf(key.state?.className) : key.blank ? 2 : key.state?.className === "o" ? 1 : 0;
        if (isPlain) key.text = fold(key.text).replaceAll("_", " ").replace(/\d+/g, (digits) => digits.padStart(15, "0"));
      }
      const words = isPlain ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : collator.compare;
      const sign = down ? -1 : 1;
      keyed.sort((a, b) => (states ? sign : 1) * (a.rank - b.rank)
        || sign * (numbers && a.rank === 0 ? a.number - b.number : words(a.text, b.text)) || a.index - b.index);
      return keyed.map((key) => key.row);
    }

    /** Puts these rows into the table, in this order: at once what is seen first, then the rest, piece by piece. */
    lay(rows) {
      this.shown = rows;
      this.laid = 0;
      this.tell(rows.length);
      // Before anything changes, or all would have to be laid out to know how far it can be scrolled.
      this.region.scrollTop = 0;
      for (const piece of this.pieces.slice(1)) piece.hidden = true;
      this.layOn(0);
    }

    /** Goes on laying rows for some milliseconds, and then later. */
    layOn(milliseconds) {
      clearTimeout(this.later);
      const end = performance.now() + milliseconds;
      while (this.laid < this.bodies.length && this.laid * this.piece < Math.max(this.shown.length, 1)) {
        this.fill(this.laid++);
        if (performance.now() >= end) {
          this.later = setTimeout(() => this.layOn(12));
          return;
        }
      }
      this.laid = this.bodies.length;
    }

    /** Gives a piece its rows. One that needs none keeps, out of sight, what it has. */
    fill(index) {
      const body = this.bodies[index];
      let next = body.firstElementChild;
      for (const row of this.shown.slice(index * this.piece, (index + 1) * this.piece)) {
        if (row === next) next = next.nextElementSibling;
        else body.insertBefore(row, next);
      }
      while (next) {
        const gone = next;
        next = next.nextElementSibling;
        gone.remove();
      }
      this.pieces[index].hidden = false;
    }

    tell(shown) {
      if (!this.count) return;
      const total = this.rows.length;
      this.count.textContent = shown === total ? `${total} rows` : `${shown} of ${total} rows`;
      this.count.classList.toggle("some", shown !== total);
    }
  }

  /** Tables come alive as they come near, for there may be a thousand. */
  function watchTables() {
    const near = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        grids.set(entry.target, new Grid(entry.target));
      }
    }, { rootMargin: "600px" });
    for (const figure of all("figure.q")) near.observe(figure);
  }

  // ---- Paper: what is too wide for it is printed in parts, each with the columns that tell its rows

  let restore = [];

  /** Cuts a table whose region says after which columns: the first part stays where it is, for links lead there. */
  function cutTable(region) {
    const [keys, ...ends] = region.dataset.parts.split(" ").map(Number);
    const tables = all("table", region).filter((table) => !table.closest("[hidden]"));
    const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
    const name = (region.getAttribute("aria-labelledby") ?? "").split(" ").pop();
    const title = document.getElementById(name)?.firstChild.textContent ?? region.getAttribute("aria-label");
    const numbers = new Set([...tables[0].classList].map((one) => Number(/^n(\d+)$/.exec(one)?.[1]) - 1));
    const label = (part) => make("p", { class: "pt" }, `${title}, part ${part} of ${ends.length}`);
    const added = [label(1)];
    const range = (from, to) => Array.from({ length: to - from }, (_, at) => from + at);
    region.before(added[0]);
    for (let part = 1; part < ends.length; part += 1) {
      const columns = [...range(0, keys), ...range(ends[part - 1], ends[part])];
      const copy = (row) => make("tr", {}, ...columns.flatMap((column) => {
        const cell = row.cells[column]?.cloneNode(true);
        if (!cell) return [];
        for (const place of all("[id]", cell)) place.removeAttribute("id");
        if (numbers.has(column)) cell.className = "num";
        return [cell];
      }));
      const table = make("table", {}, make("thead", {}, copy(tables[0].tHead.rows[0])), make("tbody", {}, ...rows.map(copy)));
      added.push(label(part + 1), make("div", { class: "t w" }, table));
    }
    region.after(...added.slice(1));
    const beyond = all("tr", region).flatMap((row) => [...row.cells].slice(ends[0]));
    for (const cell of beyond) cell.hidden = true;
    region.classList.remove("v");
    restore.push(() => {
      region.classList.add("v");
      for (const cell of beyond) cell.hidden = false;
      for (const one of added) one.remove();
    });
  }

  /** Takes away the links in tables where there are thousands, for browsers go through all of them for each sheet. */
  function dropLinks() {
    const links = all("main td a");
    if (links.length < 8000) return;
    const targets = links.map((link) => link.getAttribute("href"));
    for (const link of links) link.removeAttribute("href");
    restore.push(() => links.forEach((link, at) => link.setAttribute("href", targets[at])));
  }

  addEventListener("beforeprint", () => {
    if (restore.length) return;
    for (const grid of grids.values()) grid.layOn(Infinity);
    dropLinks();
    all("[data-parts]").forEach(cutTable);
  });
  addEventListener("afterprint", () => {
    for (const undo of restore.splice(0)) undo();
  });

  // ---- Search: every fact of the pack, from this page or from the site's index

  /** One entry a place of a reference: where it is, its reference, its name, its words. */
  class Index {
    constructor() {
      this.entries = [];
      this.places = null;
      this.next = 0;
      this.isWhole = false;
      this.groups = new Map();
    }

    /** Reads on for some milliseconds; tells whether all is read. */
    read(milliseconds) {
      this.places ??= all("main code[id], main h3[id], main h4[id]");
      const end = performance.now() + milliseconds;
      while (this.next < this.places.length) {
        this.add(this.places[this.next++]);
        if (this.next % 32 === 0 && performance.now() > end) return false;
      }
      return this.isWhole = true;
    }

    add(place) {
      const isHeading = place.localName !== "code";
      if (isHeading && place.querySelector("code[id]")) return;
      const ref = isHeading ? "" : place.textContent;
      const holder = isHeading ? place : place.closest("tr, li, p, h3, h4, h5, h6") ?? place.parentElement;
      let name, text;
      if (holder.localName === "tr") {
        const cells = cellTexts(holder);
        cells.splice(place.closest("td, th").cellIndex, 1);
        [name, text] = [cells[0] ?? "", cells.slice(1).join(" · ")];
      } else if (/^h\d$/.test(holder.localName)) {
        name = holder.textContent.replace(ref, "").trim();
        text = "";
        for (let next = holder.nextElementSibling; next && !/^h\d$/.test(next.localName) && text.length < 2000;
          next = next.nextElementSibling) {
          if (next.localName === "figure") continue;
          const cells = all("th, td, li, dt, dd", next);
          text += (cells.length ? cells : [next]).map((one) => one.textContent).join(" ") + " ";
        }
      } else {
        [name, text] = ["", holder.textContent.replace(ref, "")];
      }
      this.push("#" + place.id, this.group(holder.closest("article")), ref, name, text);
    }

    /** The title of a document. */
    group(article) {
      if (!this.groups.has(article)) this.groups.set(article, article?.querySelector("h2")?.textContent ?? "");
      return this.groups.get(article);
    }

    push(href, group, ref, name, text) {
      const words = fold([ref, name, text].join("\x01"));
      this.entries.push({ href, group, ref, name, text, key: fold(ref), title: fold(name), words });
    }

    /** What holds every word, the nearest first: by reference, then by name, then by text. */
    find(query) {
      const whole = fold(query);
      const words = whole.split(" ");
      const found = [[], [], [], [], [], [], []];
      for (const entry of this.entries) {
        if (!words.every((word) => entry.words.includes(word))) continue;
        const { key, title } = entry;
        const rank = key === whole ? 0 : title === whole ? 1 : key.startsWith(whole) ? 2
          : title.startsWith(whole) ? 3 : words.every((word) => key.includes(word)) ? 4
          : words.every((word) => title.includes(word)) ? 5 : 6;
        found[rank].push(entry);
      }
      return found.flat();
    }
  }

  const index = new Index();
  const idle = window.requestIdleCallback ?? setTimeout;
  let ready = null;

  /** Reads the page in moments that nobody needs, so that it is mostly known when somebody searches. */
  function readIdly(moment) {
    if (!index.read(Math.min(moment?.timeRemaining() ?? 8, 20))) idle(readIdly);
  }

  /** Reads on without waiting for such moments. A site's index is a file of its own, asked for when somebody first
      searches. */
  function prepare() {
    ready ??= new Promise((done) => {
      const hurry = () => (index.read(24) ? done() : setTimeout(hurry));
      const file = root.dataset.index;
      if (!file) return setTimeout(hurry);
      const script = make("script", { src: file });
      const take = () => {
        for (const entry of window.plumblineIndex ?? []) index.push(...entry);
        index.isWhole = true;
        done();
      };
      script.addEventListener("load", take);
      script.addEventListener("error", take);
      document.head.append(script);
    });
    return ready;
  }

  const most = 60;

  class Search {
    constructor() {
      this.input = make("input", {
        type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "/hits",
        "aria-autocomplete": "list", "aria-label": "Search the pack", placeholder: "Reference, name or words",
        autocomplete: "off", spellcheck: "false",
      });
      this.list = make("div", { id: "/hits", role: "listbox", "aria-label": "Found" });
      this.status = make("p", { role: "status" });
      this.dialog = make("dialog", { class: "find", "aria-label": "Search" }, this.input, this.list, this.status);
      this.hits = [];
      this.at = -1;
      document.body.append(this.dialog);
      this.input.addEventListener("input", () => this.show());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.dialog.addEventListener("click", (event) => {
        if (event.target === this.dialog) this.dialog.close();
        const hit = event.target.closest("[role=option]");
        if (hit) this.open(this.hits.indexOf(hit));
      });
    }

    start() {
      if (!this.dialog.open) this.dialog.showModal();
      this.input.select();
      this.show();
      if (index.isWhole) return;
      // What is found so far is shown from time to time, and all of it once all is read.
      const timer = setInterval(() => this.show(true), 400);
      prepare().then(() => {
        clearInterval(timer);
        this.show(true);
      });
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
      if (step && this.hits.length) {
        event.preventDefault();
        const last = this.hits.length - 1;
        this.move(Math.abs(step) > 1 ? Math.min(Math.max(this.at + step, 0), last)
          : (this.at + step + this.hits.length) % this.hits.length);
      } else if (event.key === "Escape") {
        event.preventDefault(); // Not first to empty the box, as browsers have it.
        this.dialog.close();
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.open(this.at);
      }
    }

    move(to) {
      this.hits[this.at]?.setAttribute("aria-selected", "false");
      this.at = to;
      const hit = this.hits[to];
      if (!hit) return this.input.removeAttribute("aria-activedescendant");
      hit.setAttribute("aria-selected", "true");
      hit.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", hit.id);
    }

    open(at) {
      const hit = this.hits[at];
      if (!hit) return;
      this.dialog.close();
      go(hit.dataset.href);
    }

    /** Shows what is found; the same hit stays chosen where only more was read. */
    show(isMore = false) {
      const chosen = isMore ? this.hits[this.at]?.dataset.href : null;
      const query = this.input.value.trim();
      const found = query ? index.find(query) : [];
      const groups = new Map();
      for (const entry of found.slice(0, most)) {
        if (!groups.has(entry.group)) groups.set(entry.group, []);
        groups.get(entry.group).push(entry);
      }
      const total = new Map();
      for (const entry of found) total.set(entry.group, (total.get(entry.group) ?? 0) + 1);
      this.hits = [];
      const words = fold(query).split(" ").filter(Boolean);
      this.list.replaceChildren(...[...groups].map(([group, entries], number) => {
        const head = make("p", { id: `/group-${number}`, role: "presentation" }, group,
          make("span", {}, String(total.get(group))));
        return make("div", { role: "group", "aria-labelledby": head.id }, head,
          ...entries.map((entry) => this.hit(entry, words)));
      }));
      this.input.setAttribute("aria-expanded", String(found.length > 0));
      const reading = index.isWhole ? "" : " so far: the pack is still being read";
      this.status.textContent = !query && index.isWhole ? `${index.entries.length} entries. ↑ ↓ to choose, Enter to go, Esc to leave.`
        : !query ? "The pack is still being read. What has been read is found already."
        : !found.length ? (reading ? `Nothing${reading}.` : "Nothing holds all of these words.")
        : `${found.length} found${reading}${found.length > most ? `, the nearest ${most} shown` : ""}`;
      this.move(this.hits.length ? Math.max(this.hits.findIndex((hit) => hit.dataset.href === chosen), 0) : -1);
    }

    hit(entry, words) {
      const hit = make("div", { role: "option", id: `/hit-${this.hits.length}`, "aria-selected": "false" });
      hit.dataset.href = entry.href;
      if (entry.ref) hit.append(make("code", {}, ...marked(entry.ref, words)), " ");
      hit.append(make("span", {}, ...marked(cut(entry.name, words, 90), words)));
      const rest = cut(entry.text, words, 130);
      if (rest) hit.append(make("small", {}, ...marked(rest, words)));
      this.hits.push(hit);
      return hit;
    }
  }

  /** The part of a text around the first of some words. */
  function cut(text, words, length) {
    const plain = text.replace(/\s+/g, " ").trim();
    if (plain.length <= length) return plain;
    const lower = plain.toLowerCase();
    const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0), plain.length);
    const start = first === plain.length || first < length * 0.6 ? 0 : first - Math.floor(length / 3);
    return (start > 0 ? "…" : "") + plain.slice(start, start + length) + (start + length < plain.length ? "…" : "");
  }

  /** A text with the words in it marked. */
  function marked(text, words) {
    const sought = words.filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    if (!sought.length) return [text];
    return text.split(new RegExp(`(${sought.join("|")})`, "iu"))
      .map((part, at) => (at % 2 ? make("mark", {}, part) : part));
  }

  // ---- The rail: where in the pack the reader is

  /** Whether a place is above a line. What is in a stretch out of sight is not asked, or it would be laid out. */
  function isPast(place, line) {
    const stretch = place.closest(".g")?.getBoundingClientRect();
    if (stretch && (stretch.top > line || stretch.bottom <= line)) return stretch.top <= line;
    return place.getBoundingClientRect().top <= line;
  }

  function watchReading(rail) {
    const articles = all("main > article");
    const links = new Map(all("ol a", rail).map((link) => [link.getAttribute("href"), link]));
    const isSite = Boolean(root.dataset.index);
    let current = null;
    let sections = [];
    let section = null;
    const enter = (article) => {
      if (!isSite) current?.link?.removeAttribute("aria-current");
      current?.inner?.remove();
      sections = [];
      section = null;
      const link = isSite ? rail.querySelector("ol a[aria-current]")
        : links.get("#" + article?.getAttribute("aria-labelledby"));
      current = { article, link, inner: null };
      if (!article || !link) return;
      if (!isSite) link.setAttribute("aria-current", "true");
      const inside = all(".c a", article);
      if (inside.length && inside.length <= 120) {
        current.inner = make("ul", {}, ...inside.map((one) => {
          const copy = make("a", { href: one.getAttribute("href") }, one.textContent);
          sections.push({ link: copy, place: document.getElementById(copy.getAttribute("href").slice(1)) });
          return make("li", {}, copy);
        }));
        link.after(current.inner);
      }
      // Only the rail is moved: `scrollIntoView` could move the page as well.
      const list = rail.querySelector("ol");
      const [place, frame] = [link.getBoundingClientRect(), rail.getBoundingClientRect()];
      if (place.top < frame.top || place.bottom > frame.bottom) rail.scrollTop += place.top - frame.top - frame.height / 3;
      list.scrollLeft += place.left - frame.left - frame.width / 3;
    };
    const look = () => {
      const line = innerHeight / 3;
      const article = isSite ? articles[0] : articles.findLast((one) => one.getBoundingClientRect().top <= line) ?? null;
      if (article !== current?.article) enter(article);
      const next = sections.findLast((one) => one.place && isPast(one.place, line)) ?? null;
      if (next === section) return;
      section?.link.removeAttribute("aria-current");
      section = next;
      section?.link.setAttribute("aria-current", "true");
    };
    let waiting = 0;
    addEventListener("scroll", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(look);
    }, { passive: true });
    look();
  }

  // ---- Begin

  document.addEventListener("DOMContentLoaded", () => {
    const rail = document.querySelector(".rail");
    const search = new Search();
    const button = make("button", { type: "button", class: "seek", "aria-keyshortcuts": "/" },
      make("span", {}, "Search"), make("kbd", { "aria-hidden": "true" }, "/"));
    button.addEventListener("click", () => search.start());
    rail.querySelector(".rail-tools").append(button, colourButton());
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const isSlash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isK = event.key === "k" && (event.ctrlKey || event.metaKey);
      if (!isSlash && !isK) return;
      event.preventDefault();
      search.start();
    });
    // A click on a fact's own reference puts its address where it can be copied from.
    document.addEventListener("click", (event) => {
      const place = event.target.closest?.("main code[id]");
      if (place && !String(getSelection())) history.pushState(null, "", "#" + place.id), go("#" + place.id);
    });
    watchReading(rail);
    watchTables();
    if (!root.dataset.index) idle(readIdly);
    addEventListener("hashchange", reveal);
    if (location.hash) requestAnimationFrame(reveal);
  });
})();
