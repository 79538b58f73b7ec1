// Every visible text of the page with its contrast against what lies behind it, as WCAG 2.2 defines it (1.4.3).
() => {
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(parse(getComputedStyle(at).backgroundColor));
    return layers.reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const found = [];
  const note = (element, text, style) => {
    const ground = behind(element), words = over(parse(style.color), ground);
    const [bright, dark] = [light(words), light(ground)].sort((one, two) => two - one);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    found.push({ text: text.trim().slice(0, 30), ratio: (bright + 0.05) / (dark + 0.05), least: large ? 3 : 4.5 });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest(":disabled, script, noscript, .unseen") || !element.checkVisibility({ checkOpacity: true })) continue;
    if (element.closest("svg")) note(element.closest("svg"), node.data, { ...pick(element), color: getComputedStyle(element).fill });
    else note(element, node.data, getComputedStyle(element));
  }
  function pick(element) {
    const { fontSize, fontWeight } = getComputedStyle(element);
    return { fontSize, fontWeight };
  }
  for (const field of document.querySelectorAll("input[placeholder]")) {
    if (field.checkVisibility()) note(field, field.placeholder, getComputedStyle(field, "::placeholder"));
  }
  return found;
}
