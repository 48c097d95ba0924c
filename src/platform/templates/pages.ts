import type { HelperOptions } from 'handlebars';
import { translator, type Words } from './i18n.js';
import type { PageContext } from './page-context.js';
import type { Templates } from './handlebars.js';

/**
 * Teaches the renderer the two helpers that pages use: `{{t "key" n=3}}` in the reader's language,
 * and `(is kind "date")` to choose a branch.
 */
export function addPageHelpers(templates: Templates): void {
  templates.helper('t', (key: string, options: HelperOptions) => {
    const { ctx } = (options.data as { root: { ctx: PageContext } }).root;
    return translator(ctx.locale)(key, options.hash as Words);
  });
  templates.helper('is', (left: unknown, right: unknown) => left === right);
}

/**
 * The page with its help: what this screen is for, of the same name below templates/help/<locale>.
 *
 * @param name path below templates/pages, e.g. `dossiers/show`
 */
export function renderPage(templates: Templates, name: string, ctx: PageContext, view: object): string {
  const help = templates.has(`help/${ctx.locale}/${name}`) ? templates.render(`help/${ctx.locale}/${name}`, {}) : null;
  return templates.render(`pages/${name}`, { ...view, ctx: { ...ctx, help } });
}
