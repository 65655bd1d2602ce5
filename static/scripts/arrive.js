// Where the eye should go when a page opens: what was wrong, or else the part that the address names.
const problem = document.querySelector("[data-focus-first]");
const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));

if (problem) {
  problem.focus();
} else if (named && named.hasAttribute("tabindex")) {
  named.focus();
}

// A link of the error summary goes to the field itself, its label in sight and nothing folded over it.
if (problem) {
  problem.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    let fold;
    while ((fold = field.closest("details:not([open])"))) fold.open = true;
    const group = field.closest("fieldset, .govuk-form-group") || field;
    group.scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
