// Buttons that only a script can work: copy and print. They are hidden until it runs.
for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if ("print" in button.dataset) window.print();
    else copy(button);
  });
}

// Says on the button itself what came of it: a screen reader hears it through aria-live.
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const words = button.dataset.words || (button.dataset.words = button.textContent);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = "已复制";
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = "已选中，请手动复制";
  }
  setTimeout(() => { button.textContent = words; }, 4000);
}
