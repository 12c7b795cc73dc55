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
      name: "levels: ready counts what is alive too, alive only itself, and no level counts everything",
      files: {
        "layers/001-base.yaml": lines(
          "checks:",
          "  ill: {override: replace, level: alive, period: 50ms, threshold: 1, exec: {command: 'false'}}",
          "  fine: {override: replace, level: ready, period: 1h, exec: {command: 'true'}}",
          "  plain: {override: replace, period: 50ms, threshold: 1, exec: {command: 'false'}}",
        ),
      },
      steps: [
        { send: "GET /v1/health?level=alive", ...sick, eventually: true },
        { send: "GET /v1/health?level=ready", ...sick },
        { send: "GET /v1/health?level=ready&names=fine", ...well },
        { send: "GET /v1/health?level=ready&names=ill", ...sick },
        { send: "GET /v1/health?names=plain", ...sick, eventually: true },
        { send: "GET /v1/health?level=ready&names=plain", ...well },
      ],
    },
    {
      name: "a check that is stopped, or gone from the plan, does not count",
      files: mixed,
      steps: [
        { send: "GET /v1/health", ...sick, eventually: true },
        { send: "POST /v1/checks", body: { action: "stop", checks: ["ill"] }, ...sync({ changed: ["ill"] }) },
        { send: "GET /v1/health", ...well },
        { send: "GET /v1/health?names=ill", ...well },
      ],
    },
    {
      name: "names may be repeated, separated by commas, or empty",
      files: mixed,
      steps: [
        { send: "GET /v1/health?names=ill,fine", ...sick, eventually: true },
        { send: "GET /v1/health?names=fine,,ill", ...sick },
        { send: "GET /v1/health?names=", ...sick },
        { send: "GET /v1/health?names=,", ...sick },
        { send: "GET /v1/health?level=&names=fine", ...well },
        { send: "GET /v1/health?level=alive&level=nope", ...well },
        { send: "GET /v1/health?other=1&names=fine", ...well },
      ],
    },
    {
      name: "only GET is answered, and only here",
      steps: [
        { send: "HEAD /v1/health", status: 405 },
        { send: "POST /v1/health", ...failure(405, { message: 'method "POST" not allowed' }) },
        { send: "PUT /v1/health", ...failure(405, { message: 'method "PUT" not allowed' }) },
        { send: "GET /v1/health/ill", ...failure(404, { message: "invalid API endpoint requested" }) },
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
