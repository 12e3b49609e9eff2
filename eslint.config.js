import tseslint from 'typescript-eslint';
import sonarjs from 'eslint-plugin-sonarjs';

const environmentReaders = [
  'functions/compose/settings.ts',
  'local/{main,accounts,keys,token,reset}.ts',
  'infra/{app,deploy}.ts',
];
const tools = ['local/**', 'packages/{cli,local-cloud,kie-simulator}/**', 'bench/**', 'infra/**', 'test/**'];

/** How large a function and a file may be; what may be larger is in the table below, and nowhere else. */
const limits = {
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 12],
  'max-params': ['error', 3],
  'max-lines': ['error', 260],
};

/** Exceptions from the limits: which files, which limit, why. */
const exceptions = [
  {
    files: ['shared/providers/kie/notation/market.ts'],
    limits: ['max-params'],
    reason: 'An entry of the model catalogue is read as a row: id, title, form, and what is special.',
  },
  {
    files: ['**/*.test.ts', '**/test/**/*contract*.ts', '**/test/**/contract/*.ts'],
    limits: ['max-lines-per-function'],
    reason: 'The body of a describe, or of a contract that several suites hold, is a list of tests.',
  },
  {
    files: ['**/*.test.ts'],
    limits: ['max-params'],
    reason: 'A row of it.each is spread over the parameters of its test.',
  },
];

const plainModules = [
  { selector: 'TSEnumDeclaration', message: 'No enums: use a union of literals.' },
  { selector: 'ExportDefaultDeclaration', message: 'No default exports: a thing has one name.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it.' },
  {
    selector:
      "ImportDeclaration[source.value='zod'] > :matches(ImportSpecifier[imported.name='z'], ImportDefaultSpecifier)",
    message: "import * as z from 'zod': the other forms bring the whole library into every bundle.",
  },
];

export default tseslint.config(
  // An application of its own, whose types are checked where it is built.
  {
    ignores: [
      'examples/next',
      'node_modules',
      '.darkroom',
      '**/cdk.out',
      '.build',
      'coverage',
      '**/*.gen.ts',
    ],
  },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], languageOptions: { ecmaVersion: 2024 } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { sonarjs },
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/ban-ts-comment': 'error',
      'preserve-caught-error': 'error',
      'no-nested-ternary': 'error',
      'no-param-reassign': 'error',
      'no-console': 'error',
      'sonarjs/cognitive-complexity': ['error', 14],
      'no-restricted-syntax': [
        'error',
        ...plainModules,
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message:
            'The environment is read once, in functions/compose/settings.ts or by a command of local/.',
        },
      ],
    },
  },
  {
    // What a client sends is matched by these: none may need more than linear time. test/unit/patterns feeds them the worst.
    files: ['shared/**/*.ts', 'functions/**/*.ts', 'packages/**/*.ts'],
    rules: { 'sonarjs/slow-regex': 'error', 'sonarjs/super-linear-regex': 'error' },
  },
  {
    // Time, chance and the network are handed in; only doors and roofs touch the real ones.
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'fetch', 'setTimeout', 'setInterval', 'setImmediate'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is handed in.' },
        { object: 'Math', property: 'random', message: 'Randomness is handed in.' },
      ],
    },
  },
  // A simulator's loops and a contract's cases are read with their list beside them.
  {
    files: ['test/**/*.ts', 'packages/*/test/**/*.ts'],
    rules: { 'sonarjs/cognitive-complexity': ['error', 32] },
  },
  { files: ['{bench,functions,infra,local,packages,shared,test}/**/*.ts'], rules: limits },
  ...exceptions.map(({ files, limits: lifted }) => ({
    files,
    rules: Object.fromEntries(lifted.map((rule) => [rule, 'off'])),
  })),
  { files: tools.map((folder) => `${folder}/*.ts`), rules: { 'no-console': 'off' } },
  {
    files: [
      ...environmentReaders,
      'packages/cli/**/*.ts',
      'packages/*/test/**/*.ts',
      'test/**/*.ts',
      'bench/**/*.ts',
    ],
    rules: {
      'no-restricted-syntax': ['error', ...plainModules],
    },
  },
  {
    files: ['vitest.config.ts', 'test/example-next/vitest.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
