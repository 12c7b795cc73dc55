import type { Exit } from "../containers/machine.ts";
import type { Hook } from "../hooks/hook.ts";
import type { Status } from "../unit/facts.ts";

/** Something that happened to a pod and that its runner tells people. */
export type PodEvent =
  | {
      readonly type: "pod-starting";
      readonly unit: string;
      readonly podDir: string;
      readonly containers: readonly string[];
    }
  | { readonly type: "leftovers-ended"; readonly count: number }
  | { readonly type: "port-taken"; readonly port: number; readonly using: number }
  | { readonly type: "container-starting"; readonly container: string }
  | {
      readonly type: "container-slow";
      readonly container: string;
      readonly waitedMs: number;
      readonly log: string;
    }
  | { readonly type: "container-ready"; readonly container: string; readonly tookMs: number }
  | {
      readonly type: "container-lost";
      readonly container: string;
      readonly why: string;
      readonly retryMs: number;
      /** The last lines it printed. */
      readonly tail: readonly string[];
    }
  | { readonly type: "container-stopped"; readonly container: string }
  | { readonly type: "hook-done"; readonly hook: Hook; readonly tookMs: number }
  | {
      readonly type: "hook-failed";
      readonly hook: Hook;
      readonly exit: Exit;
      readonly tookMs: number;
      readonly tail: readonly string[];
    }
  | { readonly type: "hook-retry"; readonly hook: Hook; readonly retryMs: number }
  | { readonly type: "hook-slow"; readonly hook: Hook; readonly waitedMs: number }
  | { readonly type: "status"; readonly of: string; readonly status: Status }
  | { readonly type: "charm-log"; readonly level: string; readonly message: string }
  | { readonly type: "noticed"; readonly hook: Hook }
  | { readonly type: "config-set"; readonly names: readonly string[] }
  | { readonly type: "open"; readonly address: string }
  | { readonly type: "pod-stopping" }
  | { readonly type: "pod-stopped" };

/** Takes the events of a pod as they happen. */
export type Report = (event: PodEvent) => void;
