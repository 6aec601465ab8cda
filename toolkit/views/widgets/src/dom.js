// Makes elements. Words always become text nodes: nothing a client wrote is ever read as markup.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function s(tag, attributes) {
  return fill(document.createElementNS(SVG, tag), attributes, []);
}

// One shape per verdict, so that colour is never alone: disc, diamond, ring.
const SHAPES = {
  strength: () => s("circle", {cx: 6, cy: 6, r: 5}),
  risk: () => s("path", {d: "M6 0 12 6 6 12 0 6z"}),
  unknown: () =>
    s("circle", {cx: 6, cy: 6, r: 4.25, fill: "none", stroke: "currentColor", "stroke-width": 1.5}),
};

export function shape(level) {
  const picture = s("svg", {
    class: "vv-shape",
    viewBox: "0 0 12 12",
    width: 12,
    height: 12,
    "aria-hidden": "true",
  });
  picture.setAttribute("fill", "currentColor");
  picture.append(SHAPES[level]());
  return picture;
}
