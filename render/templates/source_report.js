"use strict";
(() => {
  const root = document.documentElement;
  if (!/^zh/.test(navigator.language || "zh")) document.getElementById("en").checked = true;
  const doubts = [...document.querySelectorAll("[data-doubt]")];
  let at = -1;
  const go = (step) => {
    if (!doubts.length) return;
    const here = doubts.findIndex((one) => "#" + one.id === location.hash);
    at = Math.min(doubts.length - 1, Math.max(0, (here < 0 ? at : here) + step));
    location.hash = doubts[at].id;
  };
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "radio") return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else if (event.key === "t") location.hash = "top";
    else return;
    event.preventDefault();
  });
})();
