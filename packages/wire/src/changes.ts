import { anything, array, boolean, type Infer, object, record, string } from "./schema.ts";
import { TaskInfo } from "./tasks.ts";

/** `GET /v1/changes/ID`, and one entry of `GET /v1/changes?select=all|in-progress|ready&for=SERVICE` (read). */
export const ChangeInfo = object(
  {
    id: string(),
    kind: string(),
    summary: string(),
    status: string(),
    ready: boolean(),
    "spawn-time": string(),
  },
  { tasks: array(TaskInfo), err: string(), "ready-time": string(), data: record(anything()) },
);
/** `GET /v1/changes/ID`, and one entry of `GET /v1/changes` (read). */
export type ChangeInfo = Infer<typeof ChangeInfo>;

/** The answer of `GET /v1/changes`. */
export const ChangeInfos = array(ChangeInfo);

/** The values of `select` in `GET /v1/changes`; the default is `in-progress`. */
export const changeSelections = ["all", "in-progress", "ready"] as const;
/** One of {@link changeSelections}. */
export type ChangeSelection = (typeof changeSelections)[number];

/** Body of `POST /v1/changes/ID` (admin); the only action is `abort`. */
export const ChangeRequest = object({}, { action: string() });
/** Body of `POST /v1/changes/ID` (admin). */
export type ChangeRequest = Infer<typeof ChangeRequest>;
