import { expect } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { orders } from '../orders.ts';
import { itemsOf } from '../queries.ts';
import type { World } from '../test-stack.ts';

export const ITEMS = '/api/v1/admin/items';

/** What an operator, by the key `root`, does with calls whose fate is unknown. */
export function operatorCalls(world: () => World) {
  return {
    /** A task whose paid call got lost: `500-created` was taken by the provider, `500` was not. */
    lost: async (prompt: string, fault: '500' | '500-created'): Promise<TaskView> => {
      const { kie } = world();
      kie.setKnobs({ failNext: [fault], callbackLostShare: 1 });
      const task = await world().run(orders.imagen(prompt));
      kie.setKnobs({ callbackLostShare: 0 });
      expect(task).toMatchObject({
        status: 'FAILED',
        failCode: 'outcome_unknown',
        cost: { final: false },
      });
      return task;
    },
    itemAbout: async (id: string): Promise<OperatorItem> => {
      const [item, ...more] = (await itemsOf(world())).filter(({ taskId }) => taskId === id);
      if (item === undefined || more.length > 0) throw new Error(`${more.length + 1} items about ${id}`);
      return item;
    },
    decide: (item: Pick<OperatorItem, 'id'>, verb: string, body: unknown) =>
      world().request<OperatorItem>('POST', `${ITEMS}/${encodeURIComponent(item.id)}/${verb}`, {
        as: 'root',
        body,
      }),
    externalIdOf: (prompt: string): string | undefined =>
      world().kie.ledger.find((entry) => entry.prompt === prompt)?.taskId,
  };
}
