// The page's words in two languages, and the one way in which anything is put on the page: as text, never as markup.

let labels = {};
let language = 0;

/** Return the words for `key` in the language shown, with {0}, {1} … filled in. */
function t(key, ...values) {
  const words = labels[key];
  if (!words) return key;
  return words[language].replace(/\{(\d)\}/g, (_, index) => String(values[index]));
}

/** Whole numbers as the reader groups them. */
const count = (number) => number.toLocaleString(language ? "en" : "zh-Hans");

const byId = (id) => document.getElementById(id);

/** Make an element; children are elements or text. Names and quotes come from pages: they only ever become text nodes. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name === "on") for (const [event, action] of Object.entries(value)) element.addEventListener(event, action);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  return fill(element, ...children);
}

/** Replace what an element holds; a child that is null or false (a condition not met) is none. */
function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const button = (label, action, properties = {}) =>
  make("button", { type: "button", ...properties, on: { click: action } }, label);

/** Fill in the template's own words after a change of language. */
function translate() {
  document.documentElement.lang = language ? "en" : "zh-Hans";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
    if (element.matches("button.icon")) element.title = t(element.dataset.tLabel);
  }
  for (const element of document.querySelectorAll("[data-t-hint]")) element.placeholder = t(element.dataset.tHint);
}
