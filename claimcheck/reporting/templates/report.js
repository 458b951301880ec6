(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = document.getElementById("filters");
  const panel = document.getElementById("filter");
  const cards = all(".card");
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, card.textContent.toLowerCase());
    return texts.get(card);
  };

  // Filters

  const apply = () => {
    const value = (name) => form.elements[name].value;
    const relations = new Set(all("[name=relation]:checked", form).map((box) => box.value));
    const outlets = [value("outlet"), value("other")].filter(Boolean);
    const confidence = Number(value("confidence"));
    const words = value("search").toLowerCase().split(/\s+/).filter(Boolean);
    form.elements.level.value = `${confidence}%`;
    let shown = 0;
    for (const card of cards) {
      const data = card.dataset;
      const named = data.outlets.split(" ");
      const fits = data.relations.split(" ").some((name) => relations.has(name) || name === "settled")
        && (!value("kind") || data.kind === value("kind"))
        && outlets.every((outlet) => named.includes(outlet))
        && Number(data.confidence) * 100 >= confidence
        && words.every((word) => textOf(card).includes(word));
      card.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const group of all(".group")) group.hidden = !group.querySelector(".card:not([hidden])");
    document.getElementById("shown").textContent = shown < cards.length ? `${shown} of ${cards.length} points shown` : "";
  };

  const reveal = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && document.getElementById(id);
    if (!target) return;
    if (form && target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.matches(".card")) for (const box of all(".folded", target)) box.open = true;
    if (target.matches("[tabindex]")) target.focus({ preventScroll: true });
    target.scrollIntoView();
  };

  const narrow = (link) => {
    const [outlet, other] = link.dataset.pair.split(" ");
    form.reset();
    form.elements.outlet.value = outlet;
    form.elements.other.value = other;
    for (const box of all("[name=relation]", form)) box.checked = box.value === link.dataset.relation;
    panel.open = true;
    apply();
  };

  if (form) {
    panel.hidden = false;
    for (const kind of ["input", "change"]) form.addEventListener(kind, apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    for (const link of all(".pair")) link.addEventListener("click", () => setTimeout(() => narrow(link)));
    apply();
  }

  // Commands

  const desk = document.getElementById("desk");

  const quoted = (text) => /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  const page = () => {
    let path = location.pathname;
    try { path = decodeURIComponent(path); } catch { /* as it stands */ }
    if (location.protocol !== "file:") path = path.split("/").pop();
    return quoted(path.replace(/^\/(?=[A-Za-z]:)/, ""));
  };
  const command = (button) => button.dataset.verb === "import"
    ? `claimcheck review ${page()} --import ~/Downloads/${desk.dataset.file}`
    : `claimcheck explain ${quoted(button.dataset.id)} ${page()}`;

  const copy = async (button) => {
    const text = command(button);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    const before = button.textContent;
    button.textContent = "Copied";
    button.title = text;
    setTimeout(() => { button.textContent = before; }, 1500);
  };

  // Reviews

  const forms = all("form.acts");
  const packed = document.querySelector("script[type^='application/vnd.']");
  const marks = new Map();
  let kept = "";

  // As `claimcheck review` writes them.
  const string = (text) => JSON.stringify(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "?"))
    .replace(/(?! )[\p{C}\p{Z}]/gu, (c) => `\\U${c.codePointAt(0).toString(16).toUpperCase().padStart(8, "0")}`);
  const file = () => {
    const parts = [`${desk.dataset.head}\n`];
    for (const [id, mark] of [...marks].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const lines = [`\n[${string(id)}]`, `status = ${string(mark.status)}`];
      if (mark.note) lines.push(`note = ${string(mark.note)}`);
      if (mark.about) lines.push(`about = ${string(mark.about)}`);
      parts.push(`${lines.join("\n")}\n`);
    }
    return parts.join("");
  };

  const show = (acts) => {
    const mark = marks.get(acts.dataset.id);
    for (const button of all("[data-say]", acts)) {
      button.setAttribute("aria-pressed", String(mark !== undefined && mark.status === button.dataset.say));
    }
    acts.closest(".finding").classList.toggle("said", mark !== undefined);
  };

  const tell = () => {
    const changed = file() !== kept;
    desk.hidden = !marks.size && !changed;
    const number = marks.size === 1 ? "1 decision" : `${marks.size} decisions`;
    document.getElementById("said").textContent = `${number}, ${changed ? "not saved yet" : "saved"}.`;
  };

  const say = (acts, status) => {
    const { id, about } = acts.dataset;
    const note = acts.elements.note.value.trim();
    if (status) marks.set(id, { status, note, about });
    else marks.delete(id);
    show(acts);
    tell();
  };

  const save = () => {
    const text = file();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    link.download = desk.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    kept = text;
    tell();
  };

  for (const acts of forms) {
    const { id, status, note, about } = acts.dataset;
    acts.hidden = false;
    acts.addEventListener("submit", (event) => event.preventDefault());
    acts.elements.note.value = status === "known" ? "" : note;
    if (all("[data-say]", acts).some((button) => button.dataset.say === status)) marks.set(id, { status, note, about });
    for (const button of all("[data-say]", acts)) {
      button.addEventListener("click", () => say(acts, button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.say));
    }
    acts.elements.note.addEventListener("input", () => {
      const mark = marks.get(id);
      if (mark) say(acts, mark.status);
    });
    show(acts);
  }
  for (const button of all(".copy")) {
    // Without the report in the page the command would find nothing.
    button.hidden = !packed;
    button.addEventListener("click", () => copy(button));
  }
  kept = file();
  tell();
  document.getElementById("save").addEventListener("click", save);
  addEventListener("beforeunload", (event) => { if (file() !== kept) event.preventDefault(); });

  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => { for (const box of all("details.folded")) box.open = true; });
  reveal();
})();
