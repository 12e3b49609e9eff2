import { testAssembly } from '../test/stack/assemblies.ts';
import { synthesize } from '../infra/synth.ts';
import { countOf } from './assembly.ts';
import { assumed, estimatedMs } from './durations.ts';
import { atMost, type Findings } from './goals.ts';
import { BenchWorld } from './measure-task.ts';
import { monthlyPrices } from './prices.ts';
import { dollars, textTable } from './text-table.ts';
import { costOf, nothing } from './usage.ts';

const MINUTES_A_MONTH = 60 * 730;
const MEASURED_MINUTES = 60;
/** The alarms that an account has free for ever. */
const FREE_ALARMS = 10;

/** What a month costs in which nobody asks for anything. */
export async function idle(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const bench = await BenchWorld.open({}, false);
  try {
    await bench.world.advance(2 * 60_000);
    bench.begin();
    await bench.world.advance(MEASURED_MINUTES * 60_000);
    const counts = bench.world.cloud.meter.counts();
    const months = MINUTES_A_MONTH / MEASURED_MINUTES;
    const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
    const ticks = total(Object.values(counts.invocations));
    const requests = total(counts.dynamodb.map((count) => count.requests));
    const waits = { states: 0, s3: 0, provider: 0, images: 0, videos: 0 };
    const tickMs = estimatedMs(10, { ...waits, dynamodb: requests / Math.max(1, ticks) });
    const ticking = costOf(
      {
        ...nothing,
        invocations: ticks,
        readUnits: total(counts.dynamodb.map(({ readUnits }) => readUnits)),
        writeUnits: total(counts.dynamodb.map(({ writeUnits }) => writeUnits)),
        logBytes: total(Object.values(counts.logBytes)),
        gigabyteSeconds: (ticks * 0.5 * tickMs) / 1000,
        traces: ticks * assumed.tracedShare,
      },
      months,
    );
    const schedule = (ticks * months * monthlyPrices.scheduleTicks.dollars) / monthlyPrices.scheduleTicks.per;
    const secrets = countOf('AWS::SecretsManager::Secret') * monthlyPrices.secrets.dollars;
    const alarms = countOf('AWS::CloudWatch::Alarm');
    const paidAlarms = Math.max(0, alarms - FREE_ALARMS) * monthlyPrices.alarms.dollars;
    const sum = ticking + schedule + secrets + paidAlarms;
    const rows = [
      [`${Math.round(ticks * months)} ticks of schedules: Lambda, DynamoDB, logs, traces`, dollars(ticking)],
      ['the schedules themselves', dollars(schedule)],
      [`${countOf('AWS::SecretsManager::Secret')} secret`, dollars(secrets)],
      [`${alarms} alarms, the first ${FREE_ALARMS} of an account free`, dollars(paidAlarms)],
    ];
    return {
      text: ['A month in which nothing happens (storage aside):', '', textTable(['', ''], rows)],
      goals: [atMost('idle bill a month', { limit: 1, measured: sum, show: dollars })],
      numbers: { ticking, schedule, secrets, paidAlarms, sum },
    };
  } finally {
    await bench.close();
  }
}
