// Buttons that only a script can work: copy and print. They are hidden until it runs.
const said = document.getElementById("tools-said");

for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => ("print" in button.dataset ? window.print() : copy(button)));
}

// The button shows what came of it, and a status line says it to those who don't see the button.
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  button.dataset.words ??= button.textContent;
  let words = "已复制";
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
  } catch {
    // No permission, or no https: the text stands selected, ready for the reader's own copy.
    getSelection().selectAllChildren(source);
    words = "已选中，请手动复制";
  }
  button.textContent = words;
  if (said) said.textContent = words;
  setTimeout(() => { button.textContent = button.dataset.words; }, 4000);
}
