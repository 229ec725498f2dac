// Everything here is extra: each page does its work without it. No library, nothing kept in browser storage.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // An error summary is read first.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // Copy: data-copy holds the text, data-copy-from names the element that shows it.
  const textToCopy = (button) =>
    button.dataset.copy ?? document.querySelector(button.dataset.copyFrom)?.innerText.trim() ?? "";
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "visually-hidden";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) throw new Error("copy refused");
  };
  for (const button of all("[data-copy], [data-copy-from]")) {
    const label = button.textContent;
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    button.after(said);
    button.hidden = false;
    button.addEventListener("click", async () => {
      let answer = "コピーしました";
      try {
        await copy(textToCopy(button));
      } catch {
        answer = "コピーできません。文を選んで写してください";
      }
      button.textContent = answer;
      said.textContent = answer;
      setTimeout(() => {
        button.textContent = label;
        said.textContent = "";
      }, 4000);
    });
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // Autosave: 20 seconds after the last change the form goes to its own address, marked by a header.
  const clock = () => {
    const now = new Date();
    const [hour, minute] = [now.getHours(), now.getMinutes()];
    if (hour === 12 && minute === 0) return "正午";
    return `${hour < 12 ? "午前" : "午後"}${hour % 12}時${minute ? `${minute}分` : ""}`;
  };
  for (const form of all("form[data-autosave]")) {
    const status = form.querySelector("[data-autosave-status]");
    const say = (words) => status && (status.textContent = words);
    let timer = 0;
    let savedAt = "";
    let stopped = false;
    let sending = null;
    const save = async () => {
      if (stopped) return;
      try {
        const answer = await fetch(form.getAttribute("action") || location.href, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Autosave": "1", Accept: "application/json" },
          credentials: "same-origin",
          redirect: "manual",
        });
        const json = (answer.headers.get("Content-Type") || "").includes("json");
        const said = json ? await answer.json() : {};
        if (answer.ok && json) {
          savedAt = clock();
          const version = form.querySelector("input[name=version]");
          if (version && said.version !== undefined) version.value = said.version;
          say(said.message || `${savedAt}に保存しました。`);
        } else if (answer.status === 409) {
          stopped = true;
          say(said.message || "ほかの人が先に保存しました。「保存」を押すと、両方を並べて見られます。");
        } else {
          say(said.message || "自動では保存できません。「保存」を押してください。");
        }
      } catch {
        say(savedAt ? `通信が切れています。${savedAt}までは保存済みです。` : "通信が切れています。まだ保存していません。");
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { sending = save().finally(() => { sending = null; }); }, 20000);
    });
    // A save on its way is waited for, at most five seconds, so that the submitted form carries the newest version.
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      stopped = true;
      if (!sending) return;
      event.preventDefault();
      const button = event.submitter;
      const limit = new Promise((resolve) => { setTimeout(resolve, 5000); });
      Promise.race([sending, limit]).then(() => setTimeout(() => { sending = null; form.requestSubmit(button); }));
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) stopped = false;
    });
  }

  // A second press within three seconds sends nothing: one press, one row. The button stays alive.
  let sent = -Infinity;
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.timeStamp - sent < 3000) event.preventDefault();
    else sent = event.timeStamp;
  });
  window.addEventListener("pageshow", () => { sent = -Infinity; });

  // Keys n and p go to the next and previous item; a word in a session cookie remembers that they are off.
  const area = document.querySelector("[data-keys]");
  if (area) {
    const toggle = document.querySelector("[data-keys-switch]");
    let on = !document.cookie.split("; ").includes("keys=off");
    if (toggle) {
      toggle.closest("label").hidden = false;
      toggle.checked = on;
      toggle.addEventListener("change", () => {
        on = toggle.checked;
        document.cookie = `keys=${on ? "on" : "off"}; path=/; SameSite=Lax`;
      });
    }
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
      if (!on || typing || event.ctrlKey || event.metaKey || event.altKey || !["n", "p"].includes(event.key)) return;
      const items = all("[data-key-target]", area);
      const here = items.findIndex((item) => item.contains(document.activeElement));
      const next = items[event.key === "n" ? here + 1 : Math.max(here, 0) - 1];
      if (!next) return;
      event.preventDefault();
      next.tabIndex = -1;
      next.focus();
      next.scrollIntoView({ block: "start" });
    });
  }
})();
