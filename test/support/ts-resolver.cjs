// @ts-check
const { existsSync } = require('node:fs');
const { resolve, sep } = require('node:path');

/**
 * Where an import of ours leads: sources are TypeScript and are imported by the name they will have when compiled. Asked
 * once for each file, and nothing else is tried: jest's own way of mapping names costs each test file half a second.
 *
 * @type {Map<string, string | null>}
 */
const known = new Map();
const PACKAGES = `${sep}node_modules${sep}`;

/** @param {string} at */
function sourceOf(at) {
  let source = known.get(at);
  if (source === undefined) {
    const candidate = `${at.slice(0, -'.js'.length)}.ts`;
    source = !at.includes(PACKAGES) && existsSync(candidate) ? candidate : null;
    known.set(at, source);
  }
  return source;
}

/**
 * @param {string} path as it is imported
 * @param {{ basedir: string, defaultResolver: (path: string, options: object) => string }} options
 */
function sync(path, options) {
  const ours = path.endsWith('.js') && /^\.{1,2}\//.test(path) ? sourceOf(resolve(options.basedir, path)) : null;
  return ours ?? options.defaultResolver(path, options);
}

module.exports = { sync };
