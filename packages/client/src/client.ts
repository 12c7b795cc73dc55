import type { ChangeCalls } from "./changes.ts";
import type { CheckCalls } from "./checks.ts";
import type { EventCalls } from "./events.ts";
import type { ExecCalls } from "./exec.ts";
import type { FileCalls } from "./files.ts";
import type { HealthCalls } from "./health.ts";
import type { IdentityCalls } from "./identities.ts";
import type { LayerCalls } from "./layers.ts";
import type { LogCalls } from "./logs.ts";
import type { NoticeCalls } from "./notices.ts";
import type { PairingCalls } from "./pairing.ts";
import type { PlanCalls } from "./plan.ts";
import type { ServiceCalls } from "./services.ts";
import type { SignalCalls } from "./signals.ts";
import type { SystemCalls } from "./system.ts";

/** Every call to a supervisor, by noun. Made by `createClient`. */
export interface Client {
  readonly system: SystemCalls;
  readonly services: ServiceCalls;
  readonly signals: SignalCalls;
  readonly changes: ChangeCalls;
  readonly plan: PlanCalls;
  readonly layers: LayerCalls;
  readonly checks: CheckCalls;
  readonly health: HealthCalls;
  readonly logs: LogCalls;
  readonly notices: NoticeCalls;
  readonly events: EventCalls;
  readonly identities: IdentityCalls;
  readonly pairing: PairingCalls;
  readonly files: FileCalls;
  readonly exec: ExecCalls;
  /** When the newest warning last repeated (RFC 3339), as the last answer had it; `undefined` when it had none. */
  latestWarning(): string | undefined;
}
