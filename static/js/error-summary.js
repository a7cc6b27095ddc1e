// What went wrong, or what came out, is where a keyboard and a screen reader go first.
document.querySelector(".error-summary, .outcome")?.focus();
