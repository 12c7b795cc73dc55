const isApart = navigator.hardwareConcurrency > 1 && Bun.which("taskset") !== null;

/** What stands before the words of a command that is not to run on the core of the supervisor; nothing where there is one core. */
export const onOtherCore: readonly string[] = isApart ? ["taskset", "-c", "1"] : [];

/**
 * Keeps this process and what it starts off the core of the supervisor until it is disposed of: for a subject that is itself the
 * load. A supervisor is put on its own core by whoever starts it.
 */
export function stayOnOtherCore(): Disposable {
  const pin = (cores: string): void => {
    if (isApart) Bun.spawnSync(["taskset", "-a", "-p", "-c", cores, String(process.pid)]);
  };
  pin("1");
  return { [Symbol.dispose]: () => pin(`0-${navigator.hardwareConcurrency - 1}`) };
}
