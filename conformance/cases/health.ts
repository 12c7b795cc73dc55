import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const sick = {
  status: 502,
  json: { type: "sync", "status-code": 502, status: "Bad Gateway", result: { healthy: false } },
};
const well = sync({ healthy: true });

const mixed = {
  "layers/001-base.yaml": lines(
    "checks:",
    "  ill: {override: replace, level: ready, period: 50ms, threshold: 1, exec: {command: 'false'}}",
    "  fine: {override: replace, level: alive, period: 50ms, threshold: 1, exec: {command: 'true'}}",
    "  plain: {override: replace, period: 1h, exec: {command: 'true'}}",
  ),
};

/** Health as a whole. */
export const health: CaseList = {
  noun: "health",
  cases: [
    {
      name: "without checks it is healthy",
      steps: [
        { send: "GET /v1/health", ...well },
        { run: ["health"], stdout: "healthy\n" },
      ],
    },
    {
      name: "with a check down it is not, but for levels and names without it",
      files: mixed,
      steps: [
        { send: "GET /v1/health", ...sick, eventually: true },
        { send: "GET /v1/health?level=ready", ...sick },
        { send: "GET /v1/health?level=alive", ...well },
        { send: "GET /v1/health?names=fine,plain", ...well },
        { send: "GET /v1/health?names=fine&names=ill", ...sick },
        { send: "GET /v1/health?names=nope", ...well },
        { run: ["health"], code: 1, stdout: "unhealthy\n" },
        { run: ["health", "fine"], stdout: "healthy\n" },
        { run: ["health", "--level=alive"], stdout: "healthy\n" },
      ],
    },
    {
      name: "an unknown level is refused",
      steps: [
        {
          send: "GET /v1/health?level=nope",
          ...failure(400, { message: 'level must be "alive" or "ready"' }),
        },
      ],
    },
  ],
};
