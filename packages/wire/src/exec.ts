import { array, boolean, type Infer, integer, object, record, string } from "./schema.ts";

/** Body of `POST /v1/exec` (admin); answered by an async change with an {@link ExecResult}. */
export const ExecRequest = object(
  {},
  {
    command: array(string()),
    "service-context": string(),
    environment: record(string()),
    "working-dir": string(),
    timeout: string({ description: "a Go duration; none when absent" }),
    "user-id": integer(),
    user: string(),
    "group-id": integer(),
    group: string(),
    terminal: boolean(),
    interactive: boolean(),
    "split-stderr": boolean(),
    width: integer(),
    height: integer(),
  },
);
/** Body of `POST /v1/exec` (admin). */
export type ExecRequest = Infer<typeof ExecRequest>;

/** The result of `POST /v1/exec`: the task whose websockets carry input and output. */
export const ExecResult = object(
  { "task-id": string() },
  { environment: record(string()), "working-dir": string() },
);
/** The result of `POST /v1/exec`. */
export type ExecResult = Infer<typeof ExecResult>;

/**
 * What a client sends on the control websocket of an exec task, as JSON text frames.
 * @source pebble 1.32, seen in the traffic of its CLI and of ops.pebble
 */
export type ExecControl =
  | { readonly command: "signal"; readonly signal: { readonly name: string } }
  | { readonly command: "resize"; readonly resize: { readonly width: number; readonly height: number } };

/** The text frame that ends input on stdio, and output on stdio and stderr; all data goes in binary frames. */
export const execEndFrame = '{"command":"end"}';
