// Suggestions while one types: an editable combobox with a list (WAI-ARIA Authoring Practices).
// Without this script the search page offers the same below its box.
const PAUSE = 150;
let boxes = 0;

for (const input of document.querySelectorAll("form[role=search] input[name=q]")) suggestFor(input);

function suggestFor(input) {
  const number = ++boxes;
  const list = document.createElement("div");
  const said = document.createElement("div");
  let options = [], active = -1, shown = "", typed = input.value, timer, request, composing = false, restUntil = 0;

  list.id = `suggestions-${number}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "检索建议");
  said.className = "visually-hidden";
  said.setAttribute("aria-live", "polite");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.parentElement.classList.add("suggesting");
  input.parentElement.append(list, said);

  input.addEventListener("compositionstart", () => { composing = true; forget(); });
  input.addEventListener("compositionend", () => { composing = false; soon(); });
  input.addEventListener("input", () => { if (!composing) soon(); });
  input.addEventListener("blur", () => { forget(); close(); });
  input.addEventListener("keydown", key);
  // The pointer must not take the focus from the box before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  // Back from another page the box may hold what was typed then.
  window.addEventListener("pageshow", () => { typed = input.value; close(); });

  function forget() {
    clearTimeout(timer);
    request?.abort();
  }

  function soon() {
    forget();
    typed = input.value;
    if (!typed.trim()) return close();
    timer = setTimeout(ask, PAUSE);
  }

  async function ask() {
    const asked = typed;
    if (document.activeElement !== input || Date.now() < restUntil) return;
    request = new AbortController();
    try {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(asked.trim())}`, { signal: request.signal, credentials: "omit" });
      if (!answer.ok) {
        // Too many, or a fault: the box works as a plain one for a while.
        restUntil = Date.now() + 1000 * Math.min(Number(answer.headers.get("Retry-After")) || 10, 60);
        return close();
      }
      const { groups } = await answer.json();
      if (asked === typed && !composing && document.activeElement === input) show(groups);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(groups) {
    options = [];
    active = -1;
    shown = typed;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...groups.map(groupOf));
    open();
    said.textContent = options.length ? `有${options.length}条建议，按上下箭头选择` : "没有建议";
  }

  function groupOf({ label, suggestions }, place) {
    const group = document.createElement("div");
    const name = document.createElement("div");
    name.id = `${list.id}-group-${place}`;
    name.className = "suggestions__group";
    name.textContent = label;
    name.setAttribute("role", "presentation");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", name.id);
    group.append(name, ...suggestions.map(optionOf));
    return group;
  }

  function optionOf({ text, detail, address }) {
    const option = document.createElement("div");
    const words = document.createElement("span");
    option.id = `${list.id}-${options.length}`;
    option.className = "suggestions__option";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    words.className = "suggestions__words";
    words.textContent = text;
    option.append(words);
    if (detail) {
      const more = document.createElement("span");
      more.className = "suggestions__detail";
      more.textContent = detail;
      option.append(" ", more);
    }
    option.words = text;
    option.address = address;
    options.push(option);
    return option;
  }

  function open() {
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    mark(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    said.textContent = "";
  }

  // One more place than there are suggestions: between last and first stands what was typed.
  function mark(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = options[place];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function key(event) {
    if (event.isComposing || composing || event.ctrlKey || event.metaKey) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && !event.altKey) {
      if (list.hidden) {
        if (!options.length || shown !== typed) return void (event.key === "ArrowDown" && soon());
        open();
      }
      event.preventDefault();
      const places = options.length + 1;
      mark(((active + 1 + moves[event.key] + places) % places) - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && !list.hidden && options[active]) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === "Tab") {
      close();
    }
  }

  function choose(option) {
    forget();
    if (option.address) {
      location.assign(option.address);
      return;
    }
    input.value = option.words;
    typed = option.words;
    close();
    input.form.requestSubmit();
  }
}
