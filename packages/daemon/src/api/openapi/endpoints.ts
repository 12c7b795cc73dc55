import { changeEndpoints } from "./changes.ts";
import { checkEndpoints } from "./checks.ts";
import type { Endpoint } from "./endpoint.ts";
import { eventEndpoints } from "./events.ts";
import { fileEndpoints } from "./files.ts";
import { identityEndpoints } from "./identities.ts";
import { noticeEndpoints } from "./notices.ts";
import { planEndpoints } from "./plan.ts";
import { serviceEndpoints } from "./services.ts";
import { systemEndpoints } from "./system.ts";

/** Every endpoint, by noun. */
export const endpoints: readonly Endpoint[] = [
  ...systemEndpoints,
  ...planEndpoints,
  ...serviceEndpoints,
  ...checkEndpoints,
  ...changeEndpoints,
  ...noticeEndpoints,
  ...eventEndpoints,
  ...fileEndpoints,
  ...identityEndpoints,
];
