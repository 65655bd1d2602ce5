// Text areas grow with what is typed, where the browser does not do it by itself.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  document.querySelectorAll("textarea").forEach((area) => {
    grow(area);
    area.addEventListener("input", () => grow(area));
  });
}
