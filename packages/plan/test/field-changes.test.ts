import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  changedCheckFields,
  changedServiceFields,
  checkFieldChanges,
  describeFieldChange,
  emptyCheck,
  emptyService,
  serviceFieldChanges,
} from "@cobble/plan";
import fc from "fast-check";
import { layers } from "./layers.ts";

describe("changes of a service's fields", () => {
  const web = { ...emptyService("web"), command: "web --old", requires: ["db"] };

  it("have the old and the new value", () => {
    const other = { ...web, command: "web --new", requires: ["db", "cache"], killDelayMs: 1500, userId: 0 };
    assert.deepEqual(serviceFieldChanges(web, other), [
      { field: "command", kind: "changed", from: "web --old", to: "web --new" },
      { field: "requires", kind: "changed", from: "[db]", to: "[db, cache]" },
      { field: "user-id", kind: "added", to: "0" },
      { field: "kill-delay", kind: "added", to: "1.5s" },
    ]);
    assert.deepEqual(serviceFieldChanges(web, other).map(describeFieldChange), [
      'command: "web --old" -> "web --new"',
      'requires: "[db]" -> "[db, cache]"',
      'user-id added: "0"',
      'kill-delay added: "1.5s"',
    ]);
    assert.deepEqual(serviceFieldChanges(other, web).at(-1), {
      field: "kill-delay",
      kind: "removed",
      from: "1.5s",
    });
  });

  it("name the variables of the environment and none of their values", () => {
    const before = {
      ...web,
      environment: new Map([
        ["GONE", "secret-1"],
        ["KEPT", "secret-2"],
        ["TURNED", "secret-3"],
      ]),
    };
    const after = {
      ...web,
      environment: new Map([
        ["KEPT", "secret-2"],
        ["NEW", "secret-4"],
        ["TURNED", "secret-5"],
      ]),
    };
    const changes = serviceFieldChanges(before, after);
    assert.deepEqual(changes, [
      { field: "environment.GONE", kind: "removed" },
      { field: "environment.NEW", kind: "added" },
      { field: "environment.TURNED", kind: "changed" },
    ]);
    assert.deepEqual(changes.map(describeFieldChange), [
      "environment.GONE removed",
      "environment.NEW added",
      "environment.TURNED changed",
    ]);
  });

  it("tell the actions of checks one by one", () => {
    const before = { ...web, onCheckFailure: new Map([["up", "restart" as const]]) };
    const after = {
      ...web,
      onCheckFailure: new Map([
        ["up", "shutdown" as const],
        ["low", "ignore" as const],
      ]),
    };
    assert.deepEqual(serviceFieldChanges(before, after), [
      { field: "on-check-failure.low", kind: "added", to: "ignore" },
      { field: "on-check-failure.up", kind: "changed", from: "restart", to: "shutdown" },
    ]);
  });
});

describe("changes of a check's fields", () => {
  const up = {
    ...emptyCheck("up"),
    http: { url: "http://me:pass@host/a@b", headers: new Map([["Authorization", "secret"]]) },
  };

  it("go into the way of checking, and tell neither passwords nor headers", () => {
    const other = {
      ...up,
      periodMs: 5000,
      http: { url: "http://host/", headers: new Map([["Authorization", "other"]]) },
    };
    const changes = checkFieldChanges(up, other);
    assert.deepEqual(changes, [
      { field: "period", kind: "added", to: "5s" },
      { field: "http.headers.Authorization", kind: "changed" },
      { field: "http.url", kind: "changed", from: "http://***@host/a@b", to: "http://host/" },
    ]);
  });

  it("list all parts of a way of checking that comes or goes", () => {
    const { http: _http, ...bare } = up;
    const exec = {
      command: "true",
      serviceContext: "web",
      environment: new Map([["A", "secret"]]),
      user: "",
      group: "",
      workingDir: "",
    };
    assert.deepEqual(checkFieldChanges(up, { ...bare, exec }), [
      { field: "http.headers.Authorization", kind: "removed" },
      { field: "http.url", kind: "removed", from: "http://***@host/a@b" },
      { field: "exec.command", kind: "added", to: "true" },
      { field: "exec.environment.A", kind: "added" },
      { field: "exec.service-context", kind: "added", to: "web" },
    ]);
  });
});

describe("changes of fields", () => {
  const topLevel = (
    changes: readonly { readonly field: string }[],
    fields: readonly string[],
  ): readonly string[] => [
    ...new Set(
      changes.map(
        ({ field }) => fields.find((known) => field === known || field.startsWith(`${known}.`)) ?? field,
      ),
    ),
  ];

  it("are of exactly the fields that differ, whatever they hold", () => {
    fc.assert(
      fc.property(layers, layers, (one, other) => {
        for (const [name, before] of one.services) {
          const after = other.services.get(name) ?? emptyService(name);
          const fields = changedServiceFields(before, after);
          assert.deepEqual(topLevel(serviceFieldChanges(before, after), fields), fields);
        }
        for (const [name, before] of one.checks) {
          const after = other.checks.get(name) ?? emptyCheck(name);
          const fields = changedCheckFields(before, after);
          assert.deepEqual(topLevel(checkFieldChanges(before, after), fields), fields);
        }
      }),
    );
  });
});
