import type { ChangeEvent, CheckEvent, NoticeEvent, ServiceEvent } from "@cobble/wire";

/** Something that has become another, as whoever knows publishes it. */
export type NewEvent =
  | { readonly type: "service"; readonly service: ServiceEvent }
  | { readonly type: "check"; readonly check: CheckEvent }
  | { readonly type: "change"; readonly change: ChangeEvent }
  | { readonly type: "notice"; readonly notice: NoticeEvent };

/** Where managers tell what has become another, for whoever listens. It costs next to nothing when nobody does. */
export interface EventSink {
  publish(event: NewEvent): void;
}
