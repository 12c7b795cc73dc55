import { describe, expect, test } from "bun:test";
import { runInProcesses } from "./sequence.ts";
import { inProcesses } from "./sequences/in-processes.ts";
import { hasOps } from "./unit-folder.ts";

if (!hasOps) console.log("skipped: scripts in processes of both: get ops by pip install ops==3.9.0");

/** A start of Python's library takes a while where many run side by side. */
const deadlineMs = 60_000;

describe.skipIf(!hasOps)("the same script in processes of Python and TypeScript", () => {
  for (const { title, differs, ...sequence } of inProcesses) {
    const name = differs === undefined ? `does the same ${title}` : `does otherwise ${title}: ${differs}`;
    test(
      name,
      async () => {
        const languages = ["python", "typescript"] as const;
        const [theirs, ours] = await Promise.all(
          languages.map((language) => runInProcesses(language, sequence)),
        );
        if (differs === undefined) expect(ours).toEqual(theirs);
        else expect(ours).not.toEqual(theirs);
      },
      deadlineMs,
    );
  }
});
