/* Escape folds the menu, or the filters of a list, and gives the focus back to its button. Without
   this file the button folds them too. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  // In a field for searching, Escape first empties the field.
  if (event.target.value && event.target.type === "search") return;
  const unfolded = event.target.closest("details.menu[open], details.filters[open]");
  const button = unfolded?.querySelector("summary");
  // On wide screens the menu lies open, without a button.
  if (!button?.checkVisibility()) return;
  unfolded.open = false;
  button.focus();
});
