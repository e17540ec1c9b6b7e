// Keys and focus on a list under review. Everything on the page works without this: it only moves
// the focus to where the work goes on, and lets digits choose in the open step.
"use strict";
(() => {
  const shown = element => element.offsetParent !== null;
  const list = () => document.querySelector("[data-keys]");

  // Where the page says that the work goes on.
  function focus_next() {
    const place = document.querySelector("[data-focus=slip]") ?? document.querySelector("[data-focus]");
    if (!place) return;
    const inside = place.dataset.focus === "form" ? place.querySelector("[type=radio], button") : place;
    inside?.focus({preventScroll: true});
    (place.closest("li, section") ?? place).scrollIntoView({block: "nearest"});
  }

  // The group of answers that digits choose in: the first one that is seen and has none yet.
  function open_step() {
    // Whoever has moved to another row doesn't answer in the open one.
    const row = document.activeElement?.closest(".rows > li, #bekrafta");
    const check = row ? row.querySelector(".check") :
      document.querySelector(".row.open .check") ?? document.querySelector("#bekrafta .check");
    const steps = [...check?.querySelectorAll("fieldset") ?? []]
      .filter(step => shown(step) && step.querySelector("[type=radio]"));
    return steps.find(step => !step.querySelector("[type=radio]:checked")) ?? steps.at(-1);
  }

  function choose(digit) {
    const answer = open_step()?.querySelector(`[data-digit="${digit}"]`);
    answer?.click();
    answer?.focus();
    return Boolean(answer);
  }

  function move(by) {
    const places = [...document.querySelectorAll(".rows > li h3"),
      ...document.querySelectorAll("#bekrafta .check [type=radio], #skriv-under button")].filter(shown);
    const row = document.activeElement?.closest(".rows > li") ?? document.querySelector(".row.open")?.closest("li");
    const at = places.findIndex(place => place === document.activeElement || row?.contains(place));
    places[Math.min(Math.max(at + by, 0), places.length - 1)]?.focus();
  }

  function open_row() {
    const link = document.activeElement?.matches(".rows h3") &&
      document.activeElement.closest("li").querySelector("[data-row=open]");
    if (link) link.click();
    return Boolean(link);
  }

  function toggle_help() {
    const help = document.getElementById("keys-help");
    if (help.open) help.close();
    else help.showModal();
  }

  function is_typing(element) {
    return element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  }

  document.addEventListener("keydown", event => {
    if (list()?.dataset.keys !== "on" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (is_typing(event.target)) return;
    let done = true;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "?") toggle_help();
    else if (/^[1-9]$/.test(event.key)) done = choose(event.key);
    else if (event.key === "Enter") done = open_row();
    else done = false;
    if (done) event.preventDefault();
  });

  function ready() {
    const keys = document.getElementById("keys");
    if (keys) keys.hidden = list().dataset.keys !== "on";
    focus_next();
  }
  document.addEventListener("DOMContentLoaded", ready);
  document.addEventListener("htmx:afterSettle", ready);
})();
