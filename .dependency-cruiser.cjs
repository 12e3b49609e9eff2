/** Who may lean on whom: imports only lean downwards. One rule a floor; `npm run floors` names the offender. */
const floors = [
  ['shared/domain', []],
  ['shared/providers', ['shared/domain']],
  ['shared/storage', ['shared/domain']],
  ['shared/contract', ['shared/domain', 'shared/providers']],
  ['shared/actions', ['shared/domain', 'shared/providers', 'shared/storage']],
  // Chats are served with what serves them on a desktop, on the client.
  ['functions', ['shared', 'packages/client', 'packages/mcp']],
  ['infra', ['shared/contract', 'shared/storage', 'shared/providers', 'shared/domain']],
  ['web/reference', ['shared/contract', 'shared/providers', 'shared/domain']],
  ['packages/local-cloud', []],
  ['packages/local-cloud/test', ['packages/local-cloud']],
  ['packages/kie-simulator', []],
  ['packages/kie-simulator/test', ['packages/kie-simulator', 'packages/local-cloud/manual-clock.ts']],
  ['packages/client', []],
  ['packages/client/test', ['packages/client']],
  ['packages/mcp', ['packages/client']],
  ['packages/mcp/test', ['packages/mcp', 'packages/client']],
  ['packages/cli', ['packages/client', 'packages/mcp']],
  ['packages/cli/test', ['packages/cli', 'packages/client', 'packages/mcp']],
];

/** A package's tests have a floor of their own, above the package. */
const packageTests = '^packages/[^/]+/test/';
const ours = '^(shared|functions|infra|packages|local|web|test|bench)/';

module.exports = {
  forbidden: [
    ...floors.map(([floor, allowed]) => ({
      name: `${floor} leans only downwards`,
      severity: 'error',
      from: { path: `^${floor}/`, ...(floor.endsWith('/test') ? {} : { pathNot: packageTests }) },
      to: { path: ours, pathNot: [floor, ...allowed].map((below) => `^${below}(/|$)`) },
    })),
    {
      name: 'domain leans on nothing',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'core'] },
    },
    {
      name: 'model data, dialects and the contract stay free of Node and of SDKs',
      severity: 'error',
      from: {
        path: '^shared/(contract|providers/(call|catalog|dialect|service|kie/(models|service|jobs|veo|midjourney)))',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'a package is imported by its name, through its exports',
      severity: 'error',
      from: { path: '^(?:packages/)?([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: '^packages/$1/',
        dependencyTypesNot: ['aliased-workspace', 'undetermined'],
      },
    },
    {
      name: 'no rings',
      severity: 'error',
      from: {},
      // Rings of types alone count: who knows one of its files has to know them all.
      to: { circular: true },
    },
    {
      name: 'nothing leans on tests or benchmarks',
      severity: 'error',
      from: { pathNot: ['^(test|bench)/', packageTests] },
      to: { path: ['^(test|bench)/', packageTests] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
