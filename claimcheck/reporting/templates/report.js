(() => {
  "use strict";
  const form = document.getElementById("filters");
  const findings = [...document.querySelectorAll(".finding")];
  const texts = new Map();
  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };

  const apply = () => {
    const relations = new Set([...form.querySelectorAll("[name=relation]:checked")].map((box) => box.value));
    const outlet = form.elements.outlet.value;
    const kind = form.elements.kind.value;
    const confidence = Number(form.elements.confidence.value);
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    form.elements.level.value = `${confidence}%`;
    let shown = 0;
    for (const finding of findings) {
      const data = finding.dataset;
      const fits = relations.has(data.relation)
        && (!kind || data.kind === kind)
        && (!outlet || data.outlets.split(" ").includes(outlet))
        && Number(data.confidence) * 100 >= confidence
        && words.every((word) => textOf(finding).includes(word));
      finding.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
    }
    for (const title of document.querySelectorAll(".origins")) {
      let next = title.nextElementSibling;
      let any = false;
      while (next && next.matches(".finding")) {
        any = any || !next.hidden;
        next = next.nextElementSibling;
      }
      title.hidden = !any;
    }
    document.getElementById("shown").textContent = `${shown} of ${findings.length} findings shown.`;
  };

  const reveal = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && document.getElementById(id);
    if (!target) return;
    if (form && (target.hidden || target.closest("[hidden]"))) {
      form.reset();
      apply();
    }
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.matches(".finding")) target.focus({ preventScroll: true });
    target.scrollIntoView();
  };

  if (form) {
    form.hidden = false;
    for (const kind of ["input", "change"]) form.addEventListener(kind, apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => { for (const box of document.querySelectorAll("details.basis")) box.open = true; });
  reveal();
})();
