import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

export type TemplateHelper = Handlebars.HelperDelegate;

/** Folders whose templates other templates may include, by the same names: `{{> partials/form-key}}`, `{{#> layouts/page}}`. */
const INCLUDABLE = ['layouts', 'partials'];
const NAME = /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/;

interface BlockOptions {
  readonly loc?: { readonly start: { readonly line: number } };
}

/**
 * The one renderer of pages, mails and papers. A template is read and compiled when it is first asked for and kept;
 * a variable that the view does not have is an error, also as the condition of a block: say `null`, not nothing.
 */
export class Templates {
  private readonly engine = Handlebars.create();
  private readonly compiled = new Map<string, Handlebars.TemplateDelegate>();
  private readonly present = new Map<string, boolean>();
  private partialsRead = false;

  /** @param root the folder template names start from, e.g. `templatesRoot` */
  constructor(private readonly root: string) {
    for (const block of ['if', 'unless', 'each']) this.demandValue(block);
  }

  /**
   * @param name path below the root without `.hbs`, e.g. `letters/apology`
   * @returns HTML; every value of the view is escaped
   * @throws Error when the template does not exist or the view lacks a variable
   */
  render(name: string, view: object): string {
    return this.template(name)(view);
  }

  /** Whether there is one of this name: looked up once. */
  has(name: string): boolean {
    const known = this.present.get(name) ?? existsSync(join(this.root, `${name}.hbs`));
    this.present.set(name, known);
    return known;
  }

  /** Adds `{{name …}}`; a helper that returns text is escaped like any value. */
  helper(name: string, fn: TemplateHelper): void {
    this.engine.registerHelper(name, fn);
  }

  private template(name: string): Handlebars.TemplateDelegate {
    const known = this.compiled.get(name);
    if (known) return known;
    if (!NAME.test(name)) throw new Error(`not a template name: ${name}`);
    this.readPartials();
    const template = this.engine.compile(this.source(name), { strict: true, preventIndent: true });
    this.compiled.set(name, template);
    return template;
  }

  private source(name: string): string {
    return readFileSync(join(this.root, `${name}.hbs`), 'utf8');
  }

  private readPartials(): void {
    if (this.partialsRead) return;
    for (const folder of INCLUDABLE)
      for (const name of this.namesIn(folder)) this.engine.registerPartial(name, this.source(name));
    this.partialsRead = true;
  }

  private namesIn(folder: string): string[] {
    try {
      return readdirSync(join(this.root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.hbs'))
        .map((file) => `${folder}/${file.slice(0, -'.hbs'.length).replaceAll('\\', '/')}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Strict mode looks at printed values only: without this, a misspelt `{{#if}}` would silently choose the other branch. */
  private demandValue(block: string): void {
    const original = this.engine.helpers[block];
    if (!original) throw new Error(`Handlebars lost its ${block}`);
    this.engine.registerHelper(block, function (this: unknown, value: unknown, options: BlockOptions) {
      if (value === undefined) {
        throw new Error(
          `{{#${block}}} on line ${options.loc?.start.line ?? '?'} of its template got undefined; the view must say null`,
        );
      }
      return original.call(this, value, options) as unknown;
    });
  }
}
