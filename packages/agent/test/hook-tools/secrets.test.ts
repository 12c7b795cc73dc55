import { describe, expect, it } from "bun:test";
import type { HookContext } from "../../src/hooks/context.ts";
import { call, contextOf } from "../fixtures/hook-context.ts";

/** A secret that was just made, and the context that knows it. */
const added = (...words: string[]): { readonly id: string; readonly context: HookContext } => {
  const { reply, context } = call(["secret-add", ...words]);
  expect(reply.stderr).toBe("");
  return { id: reply.stdout.trim(), context };
};

const content = (context: HookContext, ...words: string[]): unknown => {
  const { reply } = call(["secret-get", "--format=json", ...words], context);
  return reply.stderr === "" ? JSON.parse(reply.stdout) : reply.stderr;
};

const info = (context: HookContext, id: string): Record<string, unknown> =>
  JSON.parse(call(["secret-info-get", "--format=json", id], context).reply.stdout)[id.replace("secret:", "")];

describe("secret-add", () => {
  it("prints an id of Juju's form, and is no part of what was before", () => {
    const { id, context } = added("password=p w", "user=me");
    expect(id).toMatch(/^secret:[0-9a-v]{20}$/);
    expect(content(context, id)).toEqual({ password: "p w", user: "me" });
    expect(content(contextOf(), id)).toContain("not found");
  });

  it("reads values from files and from base64", () => {
    const files = { "/x/password": "p\n" };
    const { reply, context } = call(
      ["secret-add", "password#file=/x/password", "token#base64=aGVsbG8="],
      contextOf(),
      files,
    );
    expect(content(context, reply.stdout.trim())).toEqual({ password: "p\n", token: "hello" });
  });

  it("keeps what is said of it", () => {
    const { id, context } = added(
      ...["--label", "db", "--description", "d", "--rotate", "daily", "--expire", "1h", "--owner", "unit"],
      "password=p",
    );
    expect(info(context, id)).toEqual({
      revision: 1,
      label: "db",
      owner: "unit",
      description: "d",
      rotation: "daily",
      expiry: "2026-01-02T04:04:05.678Z",
      rotates: "2026-01-03T03:04:05.678Z",
    });
  });

  it("refuses what is no secret", () => {
    const said = (...words: string[]) => call(["secret-add", ...words]).reply.stderr;
    expect(said()).toBe("ERROR missing secret value or filename\n");
    expect(said("ab=x")).toBe('ERROR key "ab" not valid\n');
    expect(said("password")).toBe('ERROR key value "password" not valid\n');
    expect(said("password#base64=%")).toContain("not in base64");
    expect(said("--rotate", "often", "password=p")).toContain('rotate policy "often" not valid');
    expect(said("--expire", "soon", "password=p")).toContain('"soon" not valid');
    expect(said("--expire", "2020-01-01T00:00:00Z", "password=p")).toContain("must be in the future");
    expect(said("--owner", "model", "password=p")).toContain('secret owner "model" not valid');
  });

  it("refuses a label that another secret has", () => {
    const { context } = added("--label", "db", "password=p");
    expect(call(["secret-add", "--label", "db", "password=p"], context).reply.stderr).toBe(
      'ERROR secret with label "db" already exists\n',
    );
  });
});

describe("secret-get", () => {
  it("goes on with the revision read first, until it is told to refresh", () => {
    const { id, context } = added("password=1");
    const read = call(["secret-get", id], context).context;
    const second = call(["secret-set", id, "password=2"], read).context;
    expect(content(second, id)).toEqual({ password: "1" });
    expect(content(second, id, "--peek")).toEqual({ password: "2" });
    const refreshed = call(["secret-get", id, "--refresh"], second).context;
    expect(content(refreshed, id)).toEqual({ password: "2" });
  });

  it("takes every form of an id, a label, and one key of the content", () => {
    const { id, context } = added("--label", "db", "password=p");
    const bare = id.replace("secret:", "");
    for (const form of [id, bare, `secret://1a2b/${bare}`]) {
      expect(content(context, form)).toEqual({ password: "p" });
    }
    expect(content(context, "--label", "db")).toEqual({ password: "p" });
    expect(content(context, id, "password")).toBe("p");
    expect(content(context, id, "password#base64")).toBe("cA==");
    expect(content(context, id, "other")).toContain('secret value with key "other" not found');
  });

  it("gives a secret a label when it is found by its id", () => {
    const { id, context } = added("password=p");
    const labelled = call(["secret-get", id, "--label", "db"], context).context;
    expect(content(labelled, "--label", "db")).toEqual({ password: "p" });
  });

  it("refuses what it cannot tell", () => {
    expect(call(["secret-get"]).reply.stderr).toBe("ERROR require either a secret URI or label\n");
    expect(call(["secret-get", "--label", "x"]).reply.stderr).toBe('ERROR secret with label "x" not found\n');
    expect(call(["secret-get", "x", "--peek", "--refresh"]).reply.exitCode).toBe(2);
  });
});

describe("secret-set", () => {
  it("makes no revision of what is the same as the last", () => {
    const { id, context } = added("password=1");
    expect(info(call(["secret-set", id, "password=1"], context).context, id)["revision"]).toBe(1);
    expect(info(call(["secret-set", id, "password=2"], context).context, id)["revision"]).toBe(2);
  });

  it("changes what is said and leaves the rest", () => {
    const { id, context } = added("--description", "d", "password=1");
    const changed = call(["secret-set", id, "--label", "db", "--owner", "application"], context).context;
    expect(info(changed, id)).toMatchObject({ label: "db", description: "d", revision: 1 });
  });

  it("sets the time of the next rotation anew, or that there is none", () => {
    const { id, context } = added("--rotate", "daily", "password=p");
    const monthly = call(["secret-set", "--rotate", "monthly", id], context).context;
    expect(info(monthly, id)).toMatchObject({ rotation: "monthly", rotates: "2026-02-01T03:04:05.678Z" });
    const described = call(["secret-set", "--description", "d", id], monthly).context;
    expect(info(described, id)).toMatchObject({ rotates: "2026-02-01T03:04:05.678Z" });
    const never = call(["secret-set", "--rotate", "never", id], described).context;
    expect(info(never, id)).toMatchObject({ rotation: "never" });
    expect(info(never, id)).not.toHaveProperty("rotates");
  });
});

describe("secret-grant, secret-revoke, secret-remove and secret-ids", () => {
  it("share a secret with a relation or a unit of it, once", () => {
    const { id, context } = added("password=p");
    const granted = ["friends:0", "0"].reduce(
      (at, relation) => call(["secret-grant", "--relation", relation, id], at).context,
      context,
    );
    expect(info(granted, id)["access"]).toEqual([{ scope: "relation-friends-0", role: "view" }]);
    const unit = call(["secret-grant", "-r", "0", "--unit", "snappass/0", id], granted).context;
    expect(info(unit, id)["access"]).toHaveLength(2);
    const revoked = call(["secret-revoke", "--relation", "0", id], unit).context;
    expect(info(revoked, id)["access"]).toEqual([
      { target: "unit-snappass-0", scope: "relation-friends-0", role: "view" },
    ]);
    expect(
      info(call(["secret-revoke", "--app", "snappass", id], unit).context, id)["access"],
    ).toBeUndefined();
    const shared = call(["secret-grant", "-r", "db:1", id], unit).context;
    expect(info(call(["secret-revoke", "--app", "postgresql", id], shared).context, id)["access"]).toEqual(
      info(unit, id)["access"],
    );
    const ofUnit = call(["secret-revoke", "--unit", "snappass/0", id], unit).context;
    expect(info(ofUnit, id)["access"]).toEqual([{ scope: "relation-friends-0", role: "view" }]);
    expect(call(["secret-grant", "-r", "9", id], context).reply.stderr).toContain("relation not found");
  });

  it("remove a revision, or all, and list what there is", () => {
    const { id, context } = added("password=1");
    const two = call(["secret-set", id, "password=2"], context).context;
    const one = call(["secret-remove", id, "--revision", "1"], two).context;
    expect(content(one, id)).toEqual({ password: "2" });
    expect(call(["secret-remove", id, "--revision", "7"], two).reply.stderr).toContain("not found");
    expect(call(["secret-ids", "--format=json"], two).reply.stdout).toBe(
      `["${id.replace("secret:", "")}"]\n`,
    );
    const none = call(["secret-remove", id], two).context;
    expect(call(["secret-ids", "--format=json"], none).reply.stdout).toBe("[]\n");
    expect(content(none, id)).toContain("not found");
    expect(call(["secret-remove", id, "--revision", "2"], one).context.facts.secrets).toEqual([]);
  });
});
