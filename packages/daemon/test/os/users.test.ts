import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createUsers, type Users } from "../../src/os/users.ts";

const directory = mkdtempSync(join(tmpdir(), "cobble-users-"));
afterAll(() => rmSync(directory, { recursive: true }));

const paths = { passwd: join(directory, "passwd"), group: join(directory, "group") };
writeFileSync(paths.passwd, "root:x:0:0::/root:/bin/sh\nweb:x:1000:1001::/srv/web:/bin/sh\nbroken line\n");
writeFileSync(paths.group, "root:x:0:\nstaff:x:50:web\n");

const usersOf = (ownUid: number): Users => createUsers(ownUid, paths);

describe("users", () => {
  test("names and numbers become ids, and a user brings its own group", () => {
    const users = usersOf(0);
    expect(users.resolve({ user: "web" })).toEqual({ uid: 1000, gid: 1001 });
    expect(users.resolve({ userId: 1000, group: "staff" })).toEqual({ uid: 1000, gid: 50 });
    expect(users.resolve({ userId: 7, groupId: 9 })).toEqual({ uid: 7, gid: 9 });
    expect(users.resolve({})).toBeUndefined();
  });

  test("what does not fit together is refused, in the reference's words", () => {
    const users = usersOf(0);
    expect(() => users.resolve({ user: "nobody-here" })).toThrow("user: unknown user nobody-here");
    expect(() => users.resolve({ user: "web", group: "none" })).toThrow("group: unknown group none");
    expect(() => users.resolve({ user: "web", userId: 7 })).toThrow(
      'user "web" UID (1000) does not match user-id (7)',
    );
    expect(() => users.resolve({ user: "web", group: "staff", groupId: 7 })).toThrow(
      'group "staff" GID (50) does not match group-id (7)',
    );
    expect(() => users.resolve({ groupId: 50 })).toThrow("must specify user, not just group");
    expect(() => users.resolve({ userId: 7 })).toThrow("user: unknown userid 7");
  });

  test("what is wrong can be asked for, before anything is started", () => {
    const users = usersOf(0);
    expect(users.accountMessage({ user: "nobody-here" })).toBe("user: unknown user nobody-here");
    expect(users.accountMessage({ user: "web", group: "staff" })).toBeUndefined();
    expect(users.accountMessage({})).toBeUndefined();
  });

  test("a daemon that is not root sets no ids for itself, and any others for somebody else", () => {
    const none = { uid: undefined, gid: undefined };
    const own = { uid: 1000, gid: 1001 };
    expect(usersOf(1000).idsToSet(own)).toEqual(none);
    expect(usersOf(1000).idsToSet({ uid: 0, gid: 0 })).toEqual({ uid: 0, gid: 0 });
    expect(usersOf(0).idsToSet({ uid: 0, gid: 0 })).toEqual({ uid: 0, gid: 0 });
    expect(usersOf(0).idsToSet(undefined)).toEqual(none);
  });

  test("an account that was added meanwhile is found", () => {
    const users = usersOf(0);
    expect(users.account({ name: "late" })).toBeUndefined();
    writeFileSync(paths.passwd, "late:x:2000:2000::/home/late:/bin/sh\nroot:x:0:0::/root:/bin/sh\n");
    expect(users.account({ uid: 2000 })).toEqual({ name: "late", uid: 2000, gid: 2000, home: "/home/late" });
  });
});
