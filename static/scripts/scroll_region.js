// A table's region can be reached by keyboard, and is named, only while there is something to scroll to.
const regions = [...document.querySelectorAll(".scroll-region")].map((region) => ({
  region,
  name: region.getAttribute("aria-label"),
}));

function check({ region, name }) {
  const scrolls = region.scrollWidth > region.clientWidth;
  const said = { tabindex: "0", role: "region", "aria-label": name };
  for (const [attribute, value] of Object.entries(said)) {
    if (scrolls && value) region.setAttribute(attribute, value);
    else region.removeAttribute(attribute);
  }
}

function checkAll() {
  regions.forEach(check);
}

checkAll();
addEventListener("resize", checkAll);
document.fonts.ready.then(checkAll);
