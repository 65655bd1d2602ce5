// The update form. Without this script every box shows and the server asks for what a rating needs.
const LAST_WORDS = ["narrative", "reason", "recovery", "forecast"];

const tend = (form) => {
  const needing = form.dataset.needsReason.split(" ");
  const proposing = (form.dataset.proposes ?? "").split(" "); // A partner proposes nothing.
  const whyLabel = form.querySelector("label[for='id_reason']");

  // Boxes out of sight are switched off, so that what stands in them is kept here but not sent.
  const fold = (part, isNeeded) => {
    if (!part) return;
    part.hidden = !isNeeded;
    part.querySelectorAll("textarea").forEach((box) => { box.disabled = !isNeeded; });
  };
  const foldAll = () => {
    const chosen = form.querySelector("[name='rating']:checked");
    const needsReason = Boolean(chosen) && needing.includes(chosen.value);
    fold(form.querySelector("[data-reasons]"), needsReason);
    fold(form.querySelector("[data-impact]"), Boolean(chosen) && proposing.includes(chosen.value));
    if (needsReason) {
      const label = form.querySelector(`label[for='${chosen.id}'] .rating`).textContent.trim();
      whyLabel.textContent = `Why it is ${label[0].toLowerCase()}${label.slice(1)}`;
    }
  };
  form.addEventListener("change", foldAll);

  addEventListener("pageshow", foldAll);
  foldAll();

  // What was typed within the last second is kept when one leaves, as the draft before it was.
  let isTyped = false;
  form.addEventListener("input", () => { isTyped = true; });
  form.addEventListener("submit", () => { isTyped = false; });
  const keep = () => {
    if (!isTyped || !form.dataset.draft) return;
    isTyped = false;
    const words = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    words.set("quietly", "1");
    fetch(form.dataset.draft, { method: "POST", body: words, keepalive: true });
  };
  addEventListener("pagehide", keep);
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (form.isConnected && !form.contains(event.detail.elt)) keep();
  });

  // The last words go before what is typed already, so that nothing is lost.
  const start = document.querySelector("[data-start]");
  start?.addEventListener("click", (event) => {
    event.preventDefault();
    for (const name of LAST_WORDS) {
      const box = form.elements[name];
      const words = start.dataset[name];
      if (!words || box.value.includes(words)) continue;
      if (name !== "forecast") box.value = box.value ? `${words}\n${box.value}` : words;
      else if (!box.value) box.value = words;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    form.elements.narrative.focus();
  });

  // On a phone the long words are folded: the form is what one came for.
  if (matchMedia("(max-width: 40.0525em)").matches) {
    document.querySelectorAll("details.update__fold").forEach((part) => { part.open = false; });
  }
};

// The form may arrive later than the page, in a row of my actions.
const tendNew = () => {
  const form = document.querySelector("[data-update-form]:not([data-tended])");
  if (!form) return;
  form.dataset.tended = "";
  tend(form);
};
tendNew();
document.addEventListener("htmx:afterSettle", tendNew);
