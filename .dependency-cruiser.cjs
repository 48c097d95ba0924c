/** Who may import whom: docs/architecture.md. A breach is a design question, not a lint warning. */
const features = [
  'calendar',
  'units',
  'accounts',
  'procedures',
  'wordings',
  'counting',
  'dossiers',
  'apologies',
  'worklist',
  'citizens',
  'reporting', // prettier-ignore
];
const last = ['par-index', 'public-site', 'imports', 'setup', 'integrations'];
const anyFeature = [...features, ...last].join('|');

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Each feature may look at earlier ones only; the last four may look at all but one another. */
const oneWay = [...features, ...last].map((feature) => {
  const index = features.indexOf(feature);
  const later = index < 0 ? last.filter((other) => other !== feature) : [...features.slice(index + 1), ...last];
  return forbid(
    `features-flow-one-way-${feature}`,
    'calendar <- units <- accounts <- procedures <- wordings <- counting <- dossiers <- apologies <- work <- citizens <- reporting <- the rest',
    { path: `^src/${feature}/` },
    { path: `^src/(${later.join('|')})/` },
  );
});

module.exports = {
  forbidden: [
    forbid(
      'domain-is-pure',
      'src/domain imports only src/domain',
      { path: '^src/domain/' },
      { pathNot: '^src/domain/' },
    ),
    forbid(
      'platform-knows-no-feature',
      'plumbing serves features; hand it what it needs from the composition root',
      { path: '^src/platform/' },
      { path: `^src/(${anyFeature}|demo|cli)/` },
    ),
    ...oneWay,
    forbid(
      'entities-and-repositories-stay-home',
      'ask the service of the feature that owns the rows',
      { path: `^src/(${anyFeature})/` },
      { path: `^src/(${anyFeature})/.*\\.(entity|repository)\\.ts$`, pathNot: '^src/$1/' },
    ),
    forbid(
      'web-goes-through-the-service',
      'no entities, repositories or TypeORM in controllers, pages and jobs',
      { path: '\\.(controller|pages|jobs)\\.ts$' },
      { path: ['\\.(entity|repository)\\.ts$', 'node_modules/typeorm'] },
    ),
    forbid(
      'rows-know-no-http',
      'entities and repositories see the domain and the database only',
      { path: '\\.(entity|repository)\\.ts$' },
      {
        path: [
          '\\.(service|controller|pages|jobs)\\.ts$',
          '^src/platform/(web|templates|mail|pdf)/',
          'node_modules/@nestjs/(?!common)',
        ],
      },
    ),
    forbid(
      'services-know-no-http',
      'use cases speak the domain; src/platform/web translates',
      { path: '\\.service\\.ts$' },
      {
        path: [
          '\\.(controller|pages|dto)\\.ts$',
          '^src/platform/web/',
          'node_modules/(fastify|@nestjs/platform-fastify)',
        ],
      },
    ),
    forbid(
      'no-cycles',
      'a cycle is a missing concept',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'no-orphans',
      'nothing uses this file',
      { orphan: true, pathNot: ['\\.d\\.ts$', '^migrations/', 'worker\\.js$'] },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
