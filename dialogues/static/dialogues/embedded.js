/* Tells the page around the frame how high its text is, each time that changes. Without a listener
   there the frame keeps the height that the code to paste gives it. */

const text = document.documentElement;

new ResizeObserver(() => {
  const height = Math.ceil(text.getBoundingClientRect().height);
  // The height of a public page: anybody may know.
  parent.postMessage({ type: "trygghetsportalen", height }, "*");
}).observe(text);
