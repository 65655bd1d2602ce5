// The list of my actions. Without this script ticks are counted by the server, and every link loads a page.
const count = () => document.querySelectorAll("[data-tick]:checked").length;

const showTicked = () => {
  const ticked = count();
  const actions = ticked === 1 ? "1 action" : `${ticked} actions`;
  document.querySelectorAll("[data-record]").forEach((button) => {
    const own = button.form.elements.namedItem("action");
    const boxes = own instanceof RadioNodeList ? [...own] : own ? [own] : [];
    const of = boxes.filter((box) => box.checked).length;
    button.textContent = of ? `Record “No change” for ${of} ticked` : "Record “No change” for those ticked";
  });
  document.querySelectorAll("[data-ticked]").forEach((line) => {
    line.hidden = ticked === 0;
    line.textContent = `${actions} ticked for “No change”, not yet recorded`;
  });
};

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick]")) showTicked();
});

// Ticks outlive the opening of a row; what was recorded, or ticked by the link that ticks all, is not ticked again.
let ticked = [];
document.addEventListener("htmx:beforeRequest", (event) => {
  const { verb, path } = event.detail.requestConfig;
  const isOpening = verb === "get" && !path.includes("tick=");
  ticked = isOpening ? [...document.querySelectorAll("[data-tick]:checked")].map((box) => box.value) : [];
});

// An answer that is not this page (signed out, refused) is shown as the page it is.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (target?.id !== "work") return;
  const isThisPage = /id="work"/.test(xhr.responseText);
  event.detail.shouldSwap = isThisPage;
  event.detail.isError = false;
  if (!isThisPage) location.assign(xhr.responseURL);
});

// What was saved is said to those who listen; then the ticks are counted anew.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "work") return;
  const said = [...document.querySelectorAll("#work .message p, #work [data-counted]")].map((line) => line.textContent).join(" ");
  document.getElementById("said").textContent = said;
  document.querySelectorAll("[data-tick]").forEach((box) => {
    if (ticked.includes(box.value)) box.checked = true;
  });
  document.querySelector("#work [data-focus-first]")?.focus();
  // Nothing asked for the focus: it would fall to the top of the page.
  if (document.activeElement === document.body) document.getElementById("work").focus({ preventScroll: true });
  showTicked();
});

showTicked();
