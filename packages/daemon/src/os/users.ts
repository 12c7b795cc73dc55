import { readFileSync, statSync } from "node:fs";
import { OwnerError } from "../errors.ts";
import type { Ownership } from "../ownership.ts";

/** A line of the accounts file. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** A line of the groups file. */
export interface Group {
  readonly name: string;
  readonly gid: number;
}

/** A user and a group by number, each where it is known. */
export interface Ids {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

interface Cached<T> {
  readonly stamp: string;
  readonly entries: readonly T[];
}

const readEntries = <T>(
  path: string,
  parse: (fields: readonly string[]) => T | undefined,
): ((cached: Cached<T> | undefined) => Cached<T>) => {
  return (cached) => {
    let stamp: string;
    try {
      const stat = statSync(path);
      stamp = `${stat.mtimeMs}:${stat.size}:${stat.ino}`;
    } catch {
      // An image without an accounts file has no accounts; that is not a fault by itself.
      return { stamp: "absent", entries: [] };
    }
    if (cached?.stamp === stamp) return cached;
    const lines = readFileSync(path, "utf8").split("\n");
    return {
      stamp,
      entries: lines.map((line) => parse(line.split(":"))).filter((entry) => entry !== undefined),
    };
  };
};

const parseAccount = ([name, , uid, gid, , home]: readonly string[]): Account | undefined =>
  name !== undefined && uid !== undefined && gid !== undefined && home !== undefined
    ? { name, uid: Number(uid), gid: Number(gid), home }
    : undefined;

const parseGroup = ([name, , gid]: readonly string[]): Group | undefined =>
  name !== undefined && gid !== undefined ? { name, gid: Number(gid) } : undefined;

/** Looks up accounts and groups in /etc/passwd and /etc/group; the files are read again when they change. */
export interface Users {
  account(key: { readonly uid: number } | { readonly name: string }): Account | undefined;
  groupName(gid: number): string | undefined;
  /**
   * The ids that an {@link Ownership} means; `undefined` when it names nobody.
   * @throws {OwnerError} when a name is unknown, name and number do not agree, a user that no account has comes without a
   * group, or a group without a user
   */
  resolve(owner: Ownership): { readonly uid: number; readonly gid: number } | undefined;
  /** What is wrong with an {@link Ownership}, in the words of {@link resolve}; undefined when nothing is. */
  accountMessage(owner: Ownership): string | undefined;
  /**
   * The ids to set for a program that is to run as `ids`: none where it does so anyway, since a daemon that is not root
   * may not set ids at all, not even to its own.
   */
  idsToSet(ids: Ids | undefined): Ids;
}

const noIds: Ids = { uid: undefined, gid: undefined };

/** The accounts and groups that there are, asked for anew each time. */
export interface AccountTables {
  readonly accounts: () => Iterable<Account>;
  readonly groups: () => Iterable<Group>;
}

/**
 * Reads the accounts of this machine.
 * @param ownUid the daemon's own user
 */
export const createUsers = (
  ownUid: number,
  paths = { passwd: "/etc/passwd", group: "/etc/group" },
): Users => {
  let accounts: Cached<Account> | undefined;
  let groups: Cached<Group> | undefined;
  const loadAccounts = readEntries(paths.passwd, parseAccount);
  const loadGroups = readEntries(paths.group, parseGroup);
  return usersOf(ownUid, {
    accounts: () => {
      accounts = loadAccounts(accounts);
      return accounts.entries;
    },
    groups: () => {
      groups = loadGroups(groups);
      return groups.entries;
    },
  });
};

const findWhere = <T>(entries: Iterable<T>, fits: (entry: T) => boolean): T | undefined => {
  for (const entry of entries) if (fits(entry)) return entry;
  return undefined;
};

/**
 * Looks up users in tables.
 * @param ownUid the daemon's own user
 */
export const usersOf = (ownUid: number, tables: AccountTables): Users => {
  const account: Users["account"] = (key) =>
    findWhere(tables.accounts(), (entry) => ("uid" in key ? entry.uid === key.uid : entry.name === key.name));

  const resolveUid = (owner: Ownership): number | undefined => {
    if (owner.user === undefined || owner.user === "") return owner.userId;
    const found = account({ name: owner.user });
    if (found === undefined) throw new OwnerError(`user: unknown user ${owner.user}`);
    if (owner.userId !== undefined && owner.userId !== found.uid) {
      throw new OwnerError(
        `user "${owner.user}" UID (${found.uid}) does not match user-id (${owner.userId})`,
      );
    }
    return found.uid;
  };
  const resolveGid = (owner: Ownership): number | undefined => {
    if (owner.group === undefined || owner.group === "") return owner.groupId;
    const found = findWhere(tables.groups(), (entry) => entry.name === owner.group);
    if (found === undefined) throw new OwnerError(`group: unknown group ${owner.group}`);
    if (owner.groupId !== undefined && owner.groupId !== found.gid) {
      throw new OwnerError(
        `group "${owner.group}" GID (${found.gid}) does not match group-id (${owner.groupId})`,
      );
    }
    return found.gid;
  };
  const resolve: Users["resolve"] = (owner) => {
    const uid = resolveUid(owner);
    const gid = resolveGid(owner) ?? (uid === undefined ? undefined : account({ uid })?.gid);
    if (uid === undefined) {
      if (gid !== undefined) throw new OwnerError("must specify user, not just group");
      return undefined;
    }
    if (gid === undefined) throw new OwnerError(`user: unknown userid ${uid}`);
    return { uid, gid };
  };
  return {
    account,
    groupName: (gid) => findWhere(tables.groups(), (entry) => entry.gid === gid)?.name,
    resolve,
    accountMessage: (owner) => {
      try {
        resolve(owner);
        return undefined;
      } catch (error) {
        if (error instanceof OwnerError) return error.message;
        throw error;
      }
    },
    idsToSet: (ids) => (ids === undefined || (ids.uid === ownUid && ownUid !== 0) ? noIds : ids),
  };
};
