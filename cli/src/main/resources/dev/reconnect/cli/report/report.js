"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  one("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  const form = one(".filters");
  if (!form) return;

  // A program shows while it matches and has a finding that matches, or has none at all.
  const apply = () => {
    const severities = new Set(all("input[name=severity]:checked", form).map((box) => box.value));
    const rule = one("#rule").value;
    const outcome = one("#outcome")?.value ?? "";
    const onlyOpen = one("#open").checked;
    const words = one("#search").value.trim().toLowerCase();
    const narrowed = rule !== "" || onlyOpen || severities.size < 3;
    let shown = 0;
    for (const program of all(".program")) {
      const findings = all(".finding", program);
      let left = 0;
      for (const finding of findings) {
        const fits = severities.has(finding.dataset.severity)
          && (rule === "" || finding.dataset.rule === rule)
          && (!onlyOpen || finding.dataset.state === "open");
        finding.hidden = !fits;
        left += fits ? 1 : 0;
      }
      const visible = (outcome === "" || program.dataset.outcome === outcome)
        && (words === "" || program.textContent.toLowerCase().includes(words))
        && (left > 0 || !narrowed);
      program.hidden = !visible;
      shown += visible ? 1 : 0;
    }
    one("#none").hidden = shown > 0;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
