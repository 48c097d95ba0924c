// @ts-check
/**
 * Adds to package-lock.json the binaries of other platforms that `npm install` left out. A registry mirror may not carry
 * them; npm then writes a lock that `npm ci` refuses elsewhere ("Missing: …-darwin-arm64 from lock file"). Run it after
 * every change of dependencies. `--check` changes nothing and fails when something is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} Entry
 * @typedef {Record<string, Entry>} Packages
 */

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const FOR_PLATFORM = /-(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/;
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** The path of `name` as seen from `from`: each folder up may hold it, as Node looks for it. */
function find(/** @type {Packages} */ packages, /** @type {string} */ from, /** @type {string} */ name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (!at.includes('/node_modules/')) return packages[`node_modules/${name}`] ? `node_modules/${name}` : null;
  }
}

/**
 * @param {string} name
 * @param {string} version
 * @param {Entry} parent
 * @returns {Entry}
 * @throws Error when the name does not say its platform, or the version is a range: both need a person
 */
function binary(name, version, parent) {
  const [, os, cpu, kind = ''] = FOR_PLATFORM.exec(name) ?? [];
  if (!os || !cpu || !EXACT.test(version)) throw new Error(`${name}@${version}: cannot tell platform and version`);
  const libc = os !== 'linux' ? [] : kind.startsWith('musl') ? ['musl'] : kind.startsWith('gnu') ? ['glibc'] : [];
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    os: [os],
  };
}

/** @param {Packages} packages @returns {[string, Entry][]} */
function missing(packages) {
  return Object.entries(packages).flatMap(([path, parent]) =>
    Object.entries(parent.optionalDependencies ?? {}).flatMap(([name, version]) => {
      const there = find(packages, path, name);
      if (there === null)
        return [/** @type {[string, Entry]} */ ([`node_modules/${name}`, binary(name, version, parent)])];
      if (!EXACT.test(version) || packages[there]?.version === version) return [];
      return [/** @type {[string, Entry]} */ ([`${path}/node_modules/${name}`, binary(name, version, parent)])];
    }),
  );
}

function main() {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = missing(lock.packages);
  if (added.length === 0) return 0;
  if (process.argv.includes('--check')) {
    console.error(
      `package-lock.json lacks ${added.length} binaries of other platforms: run node scripts/fill-lock.mjs`,
    );
    return 1;
  }
  const all = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} binaries of other platforms added`);
  return 0;
}

process.exitCode = main();
