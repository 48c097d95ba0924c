// @ts-check
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';

/**
 * Runs in a child process of its own (pdf-renderer.ts). Plain JavaScript, so that the same file is loaded from src in
 * tests and from dist when built; it imports nothing of ours for the same reason.
 *
 * @typedef {object} PaperTask
 * @property {string} templates folder of the .typ files
 * @property {string} fonts folder of the .ttf files
 * @property {string} paper the tree and its meta data, as JSON; handed on as data, never as source
 * @property {string | null} watermark words across the sheet
 * @property {number} createdAt epoch seconds: the same letter gives the same bytes
 */

/** @type {NodeCompiler | undefined} */
let compiler;

/** Outlines of the watermarks drawn so far; there are one or two, ever. @type {Map<string, Buffer>} */
const outlines = new Map();

/** @param {PaperTask} task */
function compilerFor({ templates, fonts }) {
  compiler ??= NodeCompiler.create({
    workspace: templates,
    fontArgs: [{ fontBlobs: fontFiles(fonts).map((file) => readFileSync(file)) }],
  });
  return compiler;
}

/** @param {string} folder */
function fontFiles(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ttf'))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * @param {PaperTask} task
 * @returns {string} the PDF in base64: the channel between the processes carries JSON
 * @throws {Error} what the typesetter objected to, warnings included: a paper with a hole is worse than none
 */
export function render(task) {
  return set(task, () => null).pdf;
}

/**
 * The same for a folder: one paper after another behind their list.
 *
 * @param {PaperTask} task
 * @returns {{ pdf: string, starts: number[], pages: number }} on which page each begins, from 1, and how many there are
 */
export function renderFolder(task) {
  const { pdf, told } = set(task, (typst, document) => typst.query(document, { selector: '<sheet>', field: 'value' }));
  const pages = /** @type {number[]} */ (told);
  return { pdf, starts: pages.slice(0, -1), pages: pages.at(-1) ?? 0 };
}

/**
 * @template T
 * @param {PaperTask} task
 * @param {(typst: NodeCompiler, document: import('@myriaddreamin/typst-ts-node-compiler').NodeTypstDocument) => T} ask
 */
function set(task, ask) {
  const typst = compilerFor(task);
  try {
    if (task.watermark !== null) {
      typst.mapShadow(join(task.templates, 'watermark.svg'), watermark(typst, task.templates, task.watermark));
    }
    typst.mapShadow(join(task.templates, 'paper.json'), Buffer.from(task.paper));
    const document = compile(typst, join(task.templates, 'paper.typ'));
    const options = { pdfStandard: PdfStandard.A_2a, creationTimestamp: task.createdAt };
    return { pdf: typst.pdf(document, options).toString('base64'), told: ask(typst, document) };
  } finally {
    typst.evictCache(0);
  }
}

/**
 * @param {NodeCompiler} typst
 * @param {string} templates
 * @param {string} words
 */
function watermark(typst, templates, words) {
  const known = outlines.get(words);
  if (known) return known;
  typst.mapShadow(join(templates, 'watermark.json'), Buffer.from(JSON.stringify(words)));
  const drawn = Buffer.from(typst.plainSvg(compile(typst, join(templates, 'watermark.typ'))));
  if (outlines.size > 20) outlines.clear();
  outlines.set(words, drawn);
  return drawn;
}

/**
 * @param {NodeCompiler} typst
 * @param {string} mainFilePath
 */
function compile(typst, mainFilePath) {
  const compiled = typst.compile({ mainFilePath });
  const objection = compiled.takeDiagnostics();
  if (objection || !compiled.result) throw new Error(complaint(typst, objection));
  return compiled.result;
}

/**
 * @param {NodeCompiler} typst
 * @param {import('@myriaddreamin/typst-ts-node-compiler').NodeError | null} objection
 */
function complaint(typst, objection) {
  const details = objection ? JSON.stringify(typst.fetchDiagnostics(objection)) : 'no document';
  return `the paper could not be set: ${details.slice(0, 2000)}`;
}
