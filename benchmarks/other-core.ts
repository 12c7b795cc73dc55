/** What stands before the words of a command that is not to run on the core of the supervisor; nothing where there is one core. */
export const onOtherCore: readonly string[] =
  navigator.hardwareConcurrency > 1 && Bun.which("taskset") !== null ? ["taskset", "-c", "1"] : [];
