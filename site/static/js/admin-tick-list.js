/* Searches in a long list to tick. Without this file the whole list is there, to scroll in. */

(() => {
  const MARKS = /\p{M}/gu;

  // As core.words folds for readers: "alvsjo" finds Älvsjö.
  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(MARKS, "");
  }

  class TickList extends window.StimulusModule.Controller {
    static targets = ["search", "words", "status", "box", "list", "option"];

    static values = { one: String, many: String, found: String };

    connect() {
      this.all = this.optionTargets.map((element) => ({
        element,
        box: element.querySelector("input"),
        text: fold(element.textContent),
      }));
      this.filter();
      // After its words are there: a form that opens must not read them out.
      this.searchTarget.hidden = false;
    }

    filter() {
      const words = fold(this.wordsTarget.value).split(/\s+/).filter(Boolean);
      const found = this.all.filter(({ text }) => words.every((word) => text.includes(word)));
      const chosen = this.all.filter(({ box }) => box.checked);
      // What is chosen stays in sight, after what was looked for. Among itself it keeps its order,
      // in which it is sent: in another one it would be a change of the page.
      const shown = [...found.filter(({ box }) => !box.checked), ...chosen];
      for (const { element } of this.all) {
        element.hidden = true;
      }
      for (const { element } of shown) {
        element.hidden = false;
      }
      const order = words.length ? shown : this.all;
      this.listTarget.append(...order.map(({ element }) => element));
      this.boxTarget.scrollTop = 0;
      this.found = words.length ? found.length : null;
      this.tell();
    }

    tell() {
      const chosen = this.all.filter(({ box }) => box.checked).length;
      const told = [chosen === 1 ? this.oneValue : this.manyValue.replace("{chosen}", chosen)];
      if (this.found !== null) {
        const words = this.foundValue.replace("{found}", this.found);
        told.push(words.replace("{all}", this.all.length));
      }
      // Said again only when it is something else.
      if (this.statusTarget.textContent.trim() !== told.join(" ")) {
        this.statusTarget.textContent = told.join(" ");
      }
    }
  }

  window.wagtail.app.register("tick-list", TickList);
})();
