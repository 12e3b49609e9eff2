/** A queue of what is told, to be awaited one by one. */
export function mailbox<Item>() {
  const items: Item[] = [];
  let arrived: () => void = () => undefined;
  return {
    put: (item: Item): void => {
      items.push(item);
      arrived();
    },
    next: async (): Promise<Item> => {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) return item;
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
    },
  };
}
