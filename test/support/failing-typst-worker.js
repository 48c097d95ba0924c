// @ts-check
import { render as set } from '../../src/platform/pdf/typst-worker.js';

/**
 * The real worker, which misbehaves when the title of a paper asks for it.
 *
 * @param {import('../../src/platform/pdf/typst-worker.js').PaperTask} task
 * @returns {string}
 */
export function render(task) {
  const { meta } = JSON.parse(task.paper);
  if (meta.title === 'crash') process.kill(process.pid, 'SIGKILL');
  if (meta.title === 'hang') hang();
  if (meta.title === 'process') return Buffer.from(String(process.pid)).toString('base64');
  if (meta.title === 'environment') return Buffer.from(Object.keys(process.env).join()).toString('base64');
  return set(task);
}

function hang() {
  const started = process.uptime();
  while (process.uptime() >= started);
}
