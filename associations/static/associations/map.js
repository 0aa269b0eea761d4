/* Shows the places of a list on a map, once the reader asks for it. Before that nothing is fetched:
   neither the map library, which lies on our own host, nor any picture from the tile server.
   The map adds nothing to the list beside it, so without this file nothing is missing. */

const MOST_CLOSE = 14;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) {
    made.textContent = text;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  return made;
}

function stylesheet(address) {
  return new Promise((resolve, reject) => {
    const link = element("link", "", { rel: "stylesheet", href: address });
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}

function listed({ title, url }) {
  const item = element("li");
  item.append(element("a", title, { href: url }));
  return item;
}

/* What stands in a place's bubble: the place, its associations, and the way to all of them. */
function bubble(place) {
  const box = element("div", "", { class: "map__bubble" });
  const heading = element("h3", "", { tabindex: "-1" });
  heading.append(element("a", place.title, { href: place.url }));
  const list = element("ul", "", { class: "plain" });
  list.append(...place.entries.map(listed));
  box.append(heading, list);
  if (place.more) {
    box.append(element("a", place.more.title, { href: place.more.url }));
  }
  return box;
}

class PlaceMap {
  constructor(part) {
    this.part = part;
    this.button = part.querySelector("button");
    this.canvas = part.querySelector("[data-map-canvas]");
    this.said = part.querySelector("[role=status]");
    this.words = part.dataset;
    this.button.addEventListener("click", () => this.toggle());
    part.hidden = false;
  }

  async toggle() {
    const opens = this.canvas.hidden;
    this.canvas.hidden = !opens;
    this.button.setAttribute("aria-expanded", String(opens));
    this.button.textContent = opens ? this.words.hide : this.words.show;
    this.said.textContent = "";
    if (opens && !this.map) {
      try {
        await this.draw();
      } catch {
        this.canvas.hidden = true;
        this.said.textContent = this.words.failed;
      }
    }
  }

  async draw() {
    await Promise.all([import(this.words.library), stylesheet(this.words.style)]);
    const { L } = window;
    const places = JSON.parse(document.getElementById(this.words.places).textContent);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(this.canvas, {
      // The page scrolls past the map; zooming has its own buttons and keys.
      scrollWheelZoom: false,
      fadeAnimation: !calm,
      zoomAnimation: !calm,
      zoomControl: false,
    });
    this.map = map;
    const { closer, farther, tiles, attribution } = this.words;
    map.attributionControl.setPrefix(false);
    const zoom = { position: "bottomleft", zoomInTitle: closer, zoomOutTitle: farther };
    L.control.zoom(zoom).addTo(map);
    const areas = places.map(({ at, accuracy }) => L.latLng(at).toBounds(2 * accuracy));
    const whole = areas.reduce((sum, area) => sum.extend(area), L.latLngBounds(areas));
    map.fitBounds(whole, { maxZoom: MOST_CLOSE });
    L.tileLayer(tiles, { attribution, maxZoom: 18 }).addTo(map);
    places.forEach((place) => this.add(L, place));
    this.canvas.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        map.closePopup();
      }
    });
  }

  /* A place is the circle of what we know, never a pin; the number in it opens the bubble. */
  add(L, { at, accuracy, count, label, ...place }) {
    const look = { className: "map__area", interactive: false };
    L.circle(at, { radius: accuracy, ...look }).addTo(this.map);
    const html = element("span", String(count), { class: "map__count" });
    const icon = L.divIcon({ className: "map__mark", html, iconSize: [44, 44] });
    const mark = L.marker(at, { icon, title: label, riseOnHover: true }).addTo(this.map);
    mark.getElement().setAttribute("aria-label", label);
    mark.bindPopup(bubble(place), { maxHeight: 220, maxWidth: 260 });
    mark.on("popupopen", ({ popup }) => {
      const box = popup.getElement();
      box.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", this.words.close);
      box.querySelector("h3").focus();
    });
    mark.on("popupclose", ({ popup }) => {
      // Whoever closed it from inside goes on from the place; others keep their focus.
      const where = document.activeElement;
      if (where === document.body || popup.getElement()?.contains(where)) {
        mark.getElement().focus();
      }
    });
  }
}

for (const part of document.querySelectorAll("[data-map]")) {
  new PlaceMap(part);
}
