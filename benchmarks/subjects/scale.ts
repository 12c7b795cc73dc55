import type { Measure } from "../measure.ts";
import { measureRunningServices } from "../running-services.ts";
import type { Subject } from "../subject.ts";

/** How many services run at once. */
const counts = [10, 100, 1000] as const;

/** What many services cost that have nothing to do: to start, to keep, to look at, to stop. */
export const scale: Subject = {
  name: "scale",
  about: `${counts.join(", ")} services that sleep: started, left alone, replanned without a change, and stopped, each as one change`,
  measure: async (contender) => {
    const measures: Measure[] = [];
    for (const count of counts) {
      for (const measure of await measureRunningServices(contender, count)) {
        measures.push({ ...measure, what: `${count.toLocaleString("en")} services: ${measure.what}` });
      }
    }
    return measures;
  },
};
