import { integer, Notice, NoticeAdded, Notices, NoticesRequest, noticeTypes, string } from "@cobble/wire";
import { choice, type Endpoint, pathPart, text } from "./endpoint.ts";

/** Notices and warnings. */
export const noticeEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/v1/notices",
    access: "read",
    summary: "Notices, or the next ones",
    parameters: [
      choice("users", ["all"], "Notices of every user, for admins"),
      { name: "user-id", in: "query", description: "Notices of this user, for admins", schema: integer() },
      {
        name: "types",
        in: "query",
        description: `Only these: ${noticeTypes.join(", ")}; others are of no notice`,
        schema: string(),
        isList: true,
      },
      { name: "keys", in: "query", description: "Only these", schema: string(), isList: true },
      text("after", "Only those that repeated after this RFC 3339 time"),
      text("timeout", "Wait this long for one to come, as a Go duration"),
    ],
    answers: [{ type: "sync", result: Notices }],
    errors: [400, 403],
  },
  {
    method: "POST",
    path: "/v1/notices",
    access: "read",
    summary: "Record a custom notice",
    body: NoticesRequest,
    answers: [{ type: "sync", result: NoticeAdded }],
    errors: [400],
  },
  {
    method: "GET",
    path: "/v1/notices/{id}",
    access: "read",
    summary: "One notice",
    parameters: [pathPart("id", "The notice's id")],
    answers: [{ type: "sync", result: Notice }],
    errors: [404],
  },
];
