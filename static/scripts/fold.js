// Lists are sent open, so that a page without scripts shows everything. On a phone all but the first are
// folded; filters fold wherever they would push the list out of sight.
const phone = matchMedia("(max-width: 40.0525em)");
const narrow = matchMedia("(max-width: 60em)");

function foldLists() {
  document.querySelectorAll("details.attention").forEach((list, place) => {
    list.open = !phone.matches || place === 0;
  });
}

function foldFilters() {
  document.querySelectorAll("details.filters-fold").forEach((filters) => {
    filters.open = !narrow.matches;
  });
}

foldLists();
foldFilters();
phone.addEventListener("change", foldLists);
narrow.addEventListener("change", foldFilters);

// Paper shows everything.
addEventListener("beforeprint", () => {
  document.querySelectorAll("details.attention").forEach((list) => { list.open = true; });
});
addEventListener("afterprint", foldLists);
