// Line numbers beside the definition, and a way from an error to its place.
const text = document.getElementById("yaml");
const lines = document.querySelector(".editor .lines");

function number() {
  const count = text.value.split("\n").length;
  lines.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n");
  lines.scrollTop = text.scrollTop;
}

function go(line, column) {
  const before = text.value.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, item) => sum + item.length + 1, 0) + column - 1;
  text.focus();
  text.setSelectionRange(start, start);
  text.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(text).lineHeight));
  lines.scrollTop = text.scrollTop;
}

text.addEventListener("input", number);
text.addEventListener("scroll", () => { lines.scrollTop = text.scrollTop; });
for (const place of document.querySelectorAll("button[data-line]")) {
  place.addEventListener("click", () => go(Number(place.dataset.line), Number(place.dataset.column)));
}
number();
