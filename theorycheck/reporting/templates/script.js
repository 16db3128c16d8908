for (const place of document.querySelectorAll(".math")) {
  const tex = place.textContent;
  try {
    katex.render(tex, place, { displayMode: place.hasAttribute("data-display"), throwOnError: true, macros: { ...MACROS }, strict: "ignore" });
    place.classList.add("set");
  } catch (error) {
    place.textContent = tex;
    place.classList.add("broken");
    place.title = "KaTeX cannot read this: " + error.message;
  }
}
for (const command of document.querySelectorAll(".command")) {
  const text = command.textContent, button = document.createElement("button");
  button.className = "copy"; button.textContent = "Copy";
  button.onclick = () => navigator.clipboard.writeText(text).then(() => { button.textContent = "Copied"; });
  command.append(button);
}
let chosen = null;
for (const tile of document.querySelectorAll(".tile")) {
  tile.onclick = (event) => {
    event.preventDefault();
    chosen = chosen === tile.dataset.filter ? null : tile.dataset.filter;
    document.querySelectorAll(".tile").forEach((other) => other.classList.toggle("on", other.dataset.filter === chosen));
    document.querySelectorAll("[data-verdict]").forEach((row) => row.classList.toggle("hidden", chosen !== null && row.dataset.verdict !== chosen));
  };
}
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
