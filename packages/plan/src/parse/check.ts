import { type Check, type ExecCheck, emptyCheck, type HttpCheck, type TcpCheck } from "../check.ts";
import { commandMessage } from "../command.ts";
import { defined } from "../defined.ts";
import type { Fields } from "./fields.ts";
import type { Entry, EntryReader } from "./section.ts";

/** Who a check's command runs as, as far as the layer says. */
export interface AccountRequest {
  readonly userId?: number;
  readonly user: string;
  readonly groupId?: number;
  readonly group: string;
}

/**
 * Looks accounts up, which this package cannot do itself.
 * @returns what is wrong, in the reference's words: `user: unknown user nosuch`; undefined when all is well
 */
export type AccountMessage = (request: AccountRequest) => string | undefined;

const readHttp = (fields: Fields): HttpCheck => ({
  url: fields.text("url"),
  headers: fields.textMap("headers"),
});

const readTcp = (fields: Fields): TcpCheck => ({
  port: fields.integer("port") ?? 0,
  host: fields.text("host"),
});

const readExec = (fields: Fields): ExecCheck => ({
  command: fields.text("command"),
  serviceContext: fields.text("service-context"),
  environment: fields.textMap("environment"),
  user: fields.text("user"),
  group: fields.text("group"),
  workingDir: fields.text("working-dir"),
  ...defined({ userId: fields.integer("user-id"), groupId: fields.integer("group-id") }),
});

/** Reads one of the three ways to check, with whatever it does not know refused. */
const readWay = <T>(
  entry: Entry,
  key: "http" | "tcp" | "exec",
  way: { readonly type: string; readonly read: (fields: Fields) => T },
): { readonly value: T; readonly fields: Fields } | undefined => {
  const fields = entry.fields.fields(key, way.type);
  if (fields === undefined) return undefined;
  const value = way.read(fields);
  fields.close();
  return { value, fields };
};

const readWord = <T extends string>(
  entry: Entry,
  key: "level" | "startup",
  word: { readonly type: string; readonly allowed: readonly T[]; readonly rule: number },
): T | "" => {
  const text = entry.fields.text(key, word.type);
  const known = word.allowed.find((allowed) => allowed === text);
  if (known !== undefined || text === "") return known ?? "";
  const [first, second] = word.allowed;
  const message = `plan check ${JSON.stringify(entry.name)} ${key} must be "${first}" or "${second}"`;
  entry.refuse({ rule: word.rule, at: entry.fields.place(key), message });
  return "";
};

const readTime = (entry: Entry, key: "period" | "timeout", rule: number): number | undefined => {
  const value = entry.fields.durationMs(key);
  // A negative period makes the reference fall over when it starts the check, so nobody can depend on it.
  const wrong = value === 0 ? "zero" : key === "period" && value !== undefined && value < 0 ? "negative" : "";
  if (wrong !== "") {
    const message = `plan check ${JSON.stringify(entry.name)} ${key} must not be ${wrong}`;
    entry.refuse({ rule, at: entry.fields.place(key), message });
  }
  return value;
};

const accountWithoutUser = ({ userId, user, groupId, group }: AccountRequest): string | undefined => {
  const noUser = user === "" && userId === undefined;
  return noUser && (group !== "" || groupId !== undefined) ? "must specify user, not just group" : undefined;
};

const checkExec = (
  entry: Entry,
  exec: { value: ExecCheck; fields: Fields },
  accounts: AccountMessage,
): void => {
  const name = JSON.stringify(entry.name);
  const command = commandMessage(exec.value.command, { plain: true });
  if (command !== undefined) {
    const message = `plan check ${name} command invalid: ${command}`;
    entry.refuse({ rule: 6, at: exec.fields.place("command"), message });
  }
  const account = accounts(exec.value) ?? accountWithoutUser(exec.value);
  if (account !== undefined) {
    const at = exec.fields.place(exec.value.user === "" ? "user-id" : "user");
    entry.refuse({ rule: 7, at, message: `plan check ${name} has invalid user/group: ${account}` });
  }
};

const read = (entry: Entry, accounts: AccountMessage): Check => {
  const { name, fields } = entry;
  const exec = readWay(entry, "exec", { type: "plan.ExecCheck", read: readExec });
  if (exec !== undefined) checkExec(entry, exec, accounts);
  return {
    ...emptyCheck(name),
    override: fields.text("override", "plan.Override"),
    level: readWord(entry, "level", { type: "plan.CheckLevel", allowed: ["alive", "ready"], rule: 2 }),
    startup: readWord(entry, "startup", {
      type: "plan.CheckStartup",
      allowed: ["enabled", "disabled"],
      rule: 3,
    }),
    ...defined({
      periodMs: readTime(entry, "period", 4),
      timeoutMs: readTime(entry, "timeout", 5),
      // Zero is how the reference stores a threshold that is not set.
      threshold: fields.integer("threshold") || undefined,
      http: readWay(entry, "http", { type: "plan.HTTPCheck", read: readHttp })?.value,
      tcp: readWay(entry, "tcp", { type: "plan.TCPCheck", read: readTcp })?.value,
      exec: exec?.value,
    }),
  };
};

/**
 * Reads the section `checks`.
 * @source pebble 1.32, layer-specification.md; sentences and their order seen: add of layers with faults
 * @differs a negative period is refused: the reference panics when the check starts
 */
export const checkReader = (accounts: AccountMessage): EntryReader<Check> => ({
  type: "plan.Check",
  sectionType: "map[string]*plan.Check",
  rank: 1,
  nullMessage: (name) => `check object cannot be null for check ${JSON.stringify(name)}`,
  nameMessage: (name) => (name === "" ? "cannot use empty string as check name" : undefined),
  read: (entry) => read(entry, accounts),
});
