import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Holds the table of who may lean on whom against the code, and names every file that breaks it. */

const root = join(import.meta.dirname, '..');
/** Far fewer modules than this means that the check looked at nothing. */
const FEWEST_MODULES = 150;
const rooms = ['shared', 'functions', 'infra', 'packages', 'local', 'web', 'test', 'bench'].filter((room) =>
  existsSync(join(root, room)),
);

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { rule: { name: string }; from: string; to: string }[];
  };
}

const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const { stdout } = spawnSync(
  process.execPath,
  [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] },
);
const { summary } = JSON.parse(stdout) as Cruise;
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} leans on ${to}`);
if (summary.totalCruised < FEWEST_MODULES) {
  console.error(
    `Only ${summary.totalCruised} modules were looked at; at least ${FEWEST_MODULES} are expected.`,
  );
  process.exit(1);
}
if (summary.violations.length > 0) process.exit(1);
console.log(`${summary.totalCruised} modules, all leaning downwards`);
