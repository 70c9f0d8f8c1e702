/**
 * Which room of the house may import which: the table of the architecture, enforced.
 * Each room names the only places that it may import from, besides itself and Node's own modules.
 */
const rooms = [
  { room: 'lib/api', may: [], packages: ['js-yaml'] },
  { room: 'lib/files', may: ['lib/rules'] },
  { room: 'lib/graph', may: ['lib/api'] },
  { room: 'lib/rules', may: ['lib/api', 'lib/graph'], packages: ['yaml'] },
  { room: 'lib/render', may: ['lib/api', 'lib/files', 'lib/graph', 'lib/rules'], packages: ['diff', 'js-yaml'] },
  {
    room: 'lib/pulumi',
    may: ['lib/api', 'lib/graph', 'lib/rules'],
    packages: ['@pulumi/kubernetes', '@pulumi/pulumi'],
  },
  { room: 'lib/manifests', may: ['lib/api', 'lib/graph', 'lib/rules'], packages: ['yaml', 'js-yaml'] },
  {
    room: 'lib/importer',
    may: ['lib/api', 'lib/graph', 'lib/rules', 'lib/manifests'],
    packages: ['js-yaml'],
  },
  {
    room: 'lib/platform',
    may: ['lib/api', 'lib/files', 'lib/graph', 'lib/rules', 'lib/manifests', 'lib/controller/client'],
    packages: ['js-yaml'],
  },
  { room: 'lib/controller/client', may: ['lib/api'], packages: ['js-yaml'] },
  { room: 'lib/controller', may: ['lib/api'], packages: ['js-yaml'] },
  { room: 'lib/serving', may: ['lib/api', 'lib/rules', 'lib/controller'], packages: ['yaml'] },
  { room: 'lib/eventing', may: ['lib/api', 'lib/rules', 'lib/controller'], packages: ['yaml'] },
  { room: 'lib/tekton', may: ['lib/api', 'lib/rules', 'lib/controller'], packages: ['yaml'] },
  { room: 'lib/world', may: ['lib/api', 'lib/rules', 'lib/controller'] },
  {
    room: 'lib/expand',
    may: [
      'lib/api',
      'lib/graph',
      'lib/rules',
      'lib/controller',
      'lib/serving',
      'lib/eventing',
      'lib/tekton',
      'lib/world',
    ],
  },
  { room: 'lib/init', may: [] },
  { room: 'lib/plugin', may: ['lib/api', 'lib/graph', 'lib/rules', 'lib/manifests'] },
  { room: 'lib/cli', may: ['lib', 'constructs/trial'], packages: ['commander', 'js-yaml'] },
  { room: 'constructs/base', may: ['lib/api', 'lib/graph', 'lib/rules'], packages: ['cdk8s', 'constructs'] },
  { room: 'constructs/trial', may: ['constructs', 'lib/api', 'lib/importer'], packages: ['cdk8s', 'constructs'] },
  {
    room: 'constructs/platform',
    may: ['constructs', 'lib/api', 'lib/graph', 'lib/platform'],
    packages: ['cdk8s', 'constructs'],
  },
  { room: 'constructs/testing', may: ['constructs', 'lib/api'], packages: ['cdk8s', 'constructs'] },
  {
    room: 'constructs/pulumi',
    may: ['constructs', 'lib/api', 'lib/graph', 'lib/pulumi'],
    packages: ['@pulumi/pulumi', 'cdk8s', 'constructs'],
  },
  {
    room: 'constructs/(config|serving|eventing|kubernetes|pod|tekton|istio)',
    may: ['constructs', 'lib/api'],
    packages: ['cdk8s', 'constructs'],
  },
];

/** Type-only imports cost nothing at run time, but they are knowledge all the same: they count. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '(\\.d\\.ts|main\\.ts|index\\.ts)$' },
      to: {},
    },
    ...rooms.map(({ room, may, packages = [] }) => ({
      name: `${room}-imports`,
      comment: `${room} may import ${[...may, ...packages].join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: {
        pathNot: [
          `^${room}/`,
          ...may.map((path) => `^${path}/`),
          ...packages.map((name) => `node_modules/(@types/)?${name}/`),
        ],
        dependencyTypesNot: ['core'],
      },
    })),
    {
      name: 'only-pulumi-programs-load-pulumi',
      comment: 'Pulumi is an optional peer, and takes longer to load than all the rest',
      severity: 'error',
      from: { pathNot: '^(lib|constructs)/pulumi/' },
      to: { path: ['^(lib|constructs)/pulumi/', 'node_modules/@pulumi/'] },
    },
    {
      name: 'lib-knows-no-constructs',
      severity: 'error',
      // The importer has its programs tried before it writes them; the command hands it the means.
      from: { path: '^lib/', pathNot: '^lib/cli/import\\.ts$' },
      to: { path: ['^constructs/', 'node_modules/(cdk8s|constructs)/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // No tsConfig here: with it, the package `constructs` is taken for our folder of that name.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
    },
  },
};
