import { beforeEach, describe, expect, it } from "bun:test";
import { createIdentityHandlers } from "../../src/api/identities.ts";
import { createIdentityManager } from "../../src/managers/identities/manager.ts";
import { createSecrets } from "../../src/os/secrets.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { type Ask, askRoutes } from "../test-request.ts";

describe("/v1/identities", () => {
  let ask: Ask;
  let events: string[];
  beforeEach(() => {
    events = [];
    const security = ({ name }: { name: string }): void => void events.push(name);
    const handlers = createIdentityHandlers(
      createIdentityManager({ ...createSecrets(), store: createMemoryStore(), security }),
    );
    ask = askRoutes([
      { method: "GET", path: "/v1/identities", access: "read", handle: handlers.list },
      { method: "POST", path: "/v1/identities", access: "admin", handle: handlers.act },
    ]);
  });
  const post = (body: unknown) => ask("POST", "/v1/identities", { body });

  it("changes and lists identities", async () => {
    const amy = { access: "admin", local: { "user-id": 7 } };
    expect(await post({ action: "add", identities: { amy } })).toMatchObject({
      status: 200,
      result: undefined,
    });
    expect((await ask("GET", "/v1/identities")).result).toEqual({ amy });
    await post({ action: "replace", identities: { amy: null } });
    expect((await ask("GET", "/v1/identities")).result).toEqual({});
    expect(events).toEqual(["user_created:0,amy,admin", "user_deleted:0,amy"]);
  });

  it("names the identity of who changed something", async () => {
    const caller = { transport: "https", uid: undefined, access: "admin", identity: "boss" } as const;
    const body = { action: "add", identities: { amy: { access: "read", local: { "user-id": 7 } } } };
    await ask("POST", "/v1/identities", { body, caller });
    expect(events).toEqual(["user_created:boss,amy,read"]);
  });

  it("does nothing, when there are no identities in the request", async () => {
    for (const body of [
      { action: "add" },
      { action: "remove", identities: null },
      { action: "update", identities: {} },
    ]) {
      expect((await post(body)).status).toBe(200);
    }
  });

  const types = "cannot decode request body: json: cannot unmarshal";
  const field = "into Go struct field";
  const refused: readonly [unknown, string][] = [
    [{}, 'invalid action "", must be "add", "update", "replace", or "remove"'],
    [
      { action: "dance", identities: { amy: null } },
      'invalid action "dance", must be "add", "update", "replace", or "remove"',
    ],
    [
      { action: "dance", identities: { amy: { access: "x" } } },
      'invalid identity for "amy": invalid access value "x", must be "admin", "read", "metrics", or "untrusted"',
    ],
    [{ action: 5 }, `${types} number ${field} .action of type string`],
    [{ identities: [] }, `${types} array ${field} .identities of type map[string]*daemon.apiIdentity`],
    [{ identities: { a: 5 } }, `${types} number ${field} .identities of type daemon.apiIdentity`],
    [
      { identities: { a: { access: 5 } } },
      `${types} number ${field} apiIdentity.identities.access of type identities.Access`,
    ],
    [
      { identities: { a: { local: 5 } } },
      `${types} number ${field} apiIdentity.identities.local of type daemon.apiLocalIdentity`,
    ],
    [
      { identities: { a: { local: { "user-id": -1 } } } },
      `${types} number -1 ${field} apiLocalIdentity.identities.local.user-id of type uint32`,
    ],
    [
      { identities: { a: { local: { "user-id": 4_294_967_296 } } } },
      `${types} number 4294967296 ${field} apiLocalIdentity.identities.local.user-id of type uint32`,
    ],
    [
      { identities: { a: { basic: { password: 5 } } } },
      `${types} number ${field} apiBasicIdentity.identities.basic.password of type string`,
    ],
  ];
  for (const [body, message] of refused) {
    it(`refuses ${JSON.stringify(body)}`, async () => {
      expect(await post(body)).toMatchObject({ status: 400, message });
    });
  }
});
