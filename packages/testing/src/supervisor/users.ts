import { type Account, createUsers, type Group, type Users, usersOf } from "@cobble/daemon/core";

/** The first number that is given to a name. */
const firstId = 1000;

type Owner = Parameters<Users["resolve"]>[0];

/** Who is asked for by name is there, with a number of its own. */
class Accounts {
  readonly accounts = new Map<string, Account>([["root", { name: "root", uid: 0, gid: 0, home: "/root" }]]);
  readonly groups = new Map<string, Group>([["root", { name: "root", gid: 0 }]]);
  #nextId = firstId;

  /** Makes whom an owner names and nobody has asked for before. */
  know({ user = "", userId, group = "", groupId }: Owner): void {
    const uid = user !== "" && !this.accounts.has(user) ? (userId ?? this.#nextId++) : undefined;
    if (uid !== undefined) {
      this.accounts.set(user, { name: user, uid, gid: uid, home: `/home/${user}` });
      if (group === "" && !this.groups.has(user)) this.groups.set(user, { name: user, gid: uid });
    }
    if (group !== "" && !this.groups.has(group)) {
      this.groups.set(group, {
        name: group,
        gid: groupId ?? this.accounts.get(group)?.gid ?? this.#nextId++,
      });
    }
  }
}

/**
 * The users of a container: those of its `/etc/passwd` and `/etc/group` where the test has made these, otherwise root, and
 * whoever is asked for.
 */
export const createTestUsers = (files: {
  /** Where a path of the container lies, if there is a file. */
  readonly existing: (path: string) => string | undefined;
}): Users => {
  const made = new Accounts();
  const lenient = usersOf(0, { accounts: () => made.accounts.values(), groups: () => made.groups.values() });
  let strict: { readonly passwd: string; readonly users: Users } | undefined;
  const users = (): Users => {
    const passwd = files.existing("/etc/passwd");
    if (passwd === undefined) return lenient;
    const group = files.existing("/etc/group") ?? "/nonexistent";
    if (strict?.passwd !== passwd) strict = { passwd, users: createUsers(0, { passwd, group }) };
    return strict.users;
  };
  const known = (owner: Owner): Users => {
    made.know(owner);
    return users();
  };
  return {
    account: (key) => users().account(key),
    groupName: (gid) => users().groupName(gid),
    resolve: (owner) => known(owner).resolve(owner),
    accountMessage: (owner) => known(owner).accountMessage(owner),
    idsToSet: (ids) => users().idsToSet(ids),
  };
};
