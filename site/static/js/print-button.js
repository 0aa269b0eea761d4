/* Shows the button that prints the page. Without this file the browser's own menu prints it. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
