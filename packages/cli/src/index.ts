/**
 * The command line, and what puts the supervisor and the pod runner into one executable. Its entry is `main.ts`; what others
 * may want of it is the version. It may import every package, `@cobble/daemon` and `@cobble/agent` only when they are called.
 *
 * @example
 * import { version } from "@cobble/cli";
 *
 * console.log(`v${version}`); // v0.1.0
 */
export { version } from "./version.ts";
