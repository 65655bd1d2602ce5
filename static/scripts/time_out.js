// Two minutes before a session ends, say so and offer to stay. Without this script typing is still kept:
// a form sent too late is given back after signing in again.
const idleMinutes = Number(document.body.dataset.idleMinutes);
const stayUrl = document.body.dataset.stayUrl;
const WARN_BEFORE = 2;
let timers = [];

// The box stands in the page from the start, so that screen readers hear words put into it later.
const box = document.createElement("div");
box.setAttribute("role", "status");
document.body.append(box);

function wait() {
  timers.forEach(clearTimeout);
  timers = [
    setTimeout(warn, Math.max(idleMinutes - WARN_BEFORE, 0.5) * 60_000),
    setTimeout(ended, idleMinutes * 60_000),
  ];
}

function show(sentence, buttonWords) {
  const page = document.createElement("div");
  page.className = "page";
  const words = document.createElement("p");
  words.textContent = sentence;
  page.append(words);
  if (buttonWords) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button";
    button.textContent = buttonWords;
    button.addEventListener("click", stay);
    page.append(button);
  }
  box.className = "time-out";
  box.replaceChildren(page);
}

function warn() {
  show(
    `You will be signed out in ${WARN_BEFORE} minutes, because nothing was sent for a while. ` +
      "Words on this page will be kept.",
    "Stay signed in",
  );
}

function ended() {
  show(
    "You have been signed out. Words on this page are kept: press its button as usual, " +
      "sign in again, and they will be there.",
  );
}

async function stay() {
  try {
    const answer = await fetch(stayUrl, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok || answer.redirected) return ended();
  } catch {
    return show("The connection was lost. Your words are kept here.", "Try again");
  }
  box.className = "";
  box.replaceChildren();
  return wait();
}

if (idleMinutes && stayUrl) wait();
