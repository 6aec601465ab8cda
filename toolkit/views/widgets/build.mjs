// Builds explorer.bundle.js, the one script of the widgets, and lists whose work it holds.
// The same sources give the same bytes: `npm ci --ignore-scripts && npm run build`.
import {readFile, readdir, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

// What Plot can do and we never ask for: maps, colour ramps, dates, legends, curves, histograms. Left out, they
// make the page a quarter lighter. Each must be met while building, or Plot has changed.
const withoutExports = ["d3-geo", "d3-scale-chromatic", "d3-time-format"];
const replaced = new Map([
  [
    "curve.js",
    `import {curveLinear, curveStepAfter} from "d3";
     const either = (name) => (name === "step-after" ? curveStepAfter : curveLinear);
     export {curveLinear as curveAuto, either as maybeCurve, either as maybeCurveAuto};`,
  ],
  [
    "legends.js",
    `export const createLegends = () => [];
     export const exposeLegends = () => () => undefined;
     export const legend = undefined;`,
  ],
  [
    "transforms/bin.js",
    `const same = (options) => options;
     export {same as maybeDenseIntervalX, same as maybeDenseIntervalY};
     export const bin = undefined, binX = undefined, binY = undefined, maybeThresholds = undefined;`,
  ],
]);

// Plot would write a style element, which the page's security policy refuses; explorer.css has it.
const styleOfPlot =
  /\n\s*\.call\(\(svg\) =>\s+\/\/ Warning[^\n]*\n\s*svg\.append\("style"\)[\s\S]*?`\n\s*\)\n\s*\)/;

async function unstyled(path) {
  const text = await readFile(path, "utf8");
  if (!styleOfPlot.test(text)) throw new Error("Plot has changed: its style element is not where it was");
  return text.replace(styleOfPlot, "");
}

async function emptied(name) {
  const names = Object.keys(await import(name));
  return names.map((each) => `export const ${each} = () => undefined;`).join("\n");
}

function leaveOut(met) {
  return {
    name: "leave-out",
    setup(building) {
      building.onLoad({filter: /node_modules/}, async ({path}) => {
        const unix = path.replaceAll("\\", "/");
        if (unix.endsWith("@observablehq/plot/src/plot.js"))
          return {contents: await unstyled(path), loader: "js"};
        for (const name of withoutExports) {
          if (unix.includes(`node_modules/${name}/`)) {
            met.add(name);
            return {contents: await emptied(name), loader: "js"};
          }
        }
        for (const [name, contents] of replaced) {
          if (unix.endsWith(`@observablehq/plot/src/${name}`)) {
            met.add(name);
            return {contents, loader: "js"};
          }
        }
        return undefined;
      });
    },
  };
}

// "node_modules/d3-array/src/x.js" -> "d3-array"
function packageOf(path) {
  const after = path.split("node_modules/").pop().split("/");
  return after[0].startsWith("@") ? after.slice(0, 2).join("/") : after[0];
}

async function licence(name) {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).sort().find((each) => /^licen[sc]e/i.test(each));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = (await readFile(join(folder, file), "utf8")).replaceAll("\r\n", "\n").trim();
  return `${name} ${about.version} (${about.license})\n\n${text}\n`;
}

const met = new Set();
const {metafile} = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.js"],
  outfile: "explorer.bundle.js",
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: "es2022",
  // A name that stays: the client's page puts our runtime behind the same bytes.
  format: "iife",
  globalName: "explorer",
  footer: {js: "export default explorer.default;"},
  metafile: true,
  logLevel: "warning",
  plugins: [leaveOut(met)],
});

const missed = [...withoutExports, ...replaced.keys()].filter((name) => !met.has(name));
if (missed.length > 0) throw new Error(`Plot has changed, nothing to leave out: ${missed.join(", ")}`);

const [output] = Object.values(metafile.outputs);
const names = Object.entries(output.inputs)
  .filter(([path, {bytesInOutput}]) => path.includes("node_modules/") && bytesInOutput > 0)
  .map(([path]) => packageOf(path));
const texts = await Promise.all([...new Set(names)].sort().map(licence));
const line = `\n${"-".repeat(80)}\n\n`;
await writeFile(
  join(here, "THIRD_PARTY_LICENCES.txt"),
  `explorer.bundle.js holds parts of the following works, under their licences.\n${line}${texts.join(line)}`,
);
if (process.argv.includes("--sizes")) {
  const sizes = Object.entries(output.inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
  for (const [path, {bytesInOutput}] of sizes.slice(0, 40)) console.log(bytesInOutput, path);
  console.log(output.bytes);
}
