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
  document.querySelector("#work [data-focus-first]")?.focus();
  showTicked();
});

showTicked();
