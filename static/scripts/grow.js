// Text areas grow with what is typed, where the browser does not do it by itself.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  const growAll = () => document.querySelectorAll("textarea").forEach(grow);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) grow(event.target);
  });
  // A form may arrive later than the page.
  document.addEventListener("htmx:afterSettle", growAll);
  growAll();
}
