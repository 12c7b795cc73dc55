import type { GivenIdentities, GivenIdentity } from "@cobble/wire";
import { IdentitiesError } from "../errors.ts";
import { complainOfType, readEntries } from "./entries.ts";
import { tellFaults } from "./faults.ts";
import { type FaultSort, isNull, openText, type Place, type Reading, rootOf } from "./reading.ts";
import { scalarInteger } from "./scalar.ts";
import { readText } from "./value.ts";

const prefix = "cannot unmarshal identities: ";
const sort: FaultSort = { stage: "entry", rank: [], prefix };

/** User IDs have 32 bits. */
const userIdEnd = 2 ** 32;

type Entries = ReadonlyMap<string, Place>;

const readUserId = (reading: Reading, place: Place | undefined): number | undefined => {
  if (place === undefined || isNull(place.node)) return undefined;
  const value = place.node.kind === "scalar" ? scalarInteger(place.node) : undefined;
  if (value !== undefined && value >= 0 && value < userIdEnd) return value;
  complainOfType(reading, place, { type: "uint32", sort });
  return undefined;
};

/** An entry without what is undefined. */
const definedOnly = <T extends object>(
  entry: {
    readonly [K in keyof T]: T[K] | undefined;
  },
): T => {
  const defined = Object.entries(entry).filter(([, value]) => value !== undefined);
  // Only what may be absent can be undefined, since every field of these types may.
  return Object.fromEntries(defined) as T;
};

/** The way of knowing a caller that stands under `key`; undefined when there is none. */
const readType = <T>(
  reading: Reading,
  place: Place | undefined,
  { type, read }: { readonly type: string; readonly read: (entries: Entries) => T },
): T | undefined => {
  const entries = place && readEntries(reading, place, { type: `client.${type}`, sort });
  return entries && read(entries);
};

const readIdentity = (reading: Reading, place: Place): GivenIdentity | null => {
  if (isNull(place.node)) return null;
  const fields: Entries = readEntries(reading, place, { type: "client.Identity", sort }) ?? new Map();
  const text = (at: Place | undefined, type = "string"): string | undefined =>
    readText({ reading, sort }, at, type);
  return definedOnly<GivenIdentity>({
    access: text(fields.get("access"), "client.IdentityAccess"),
    local: readType(reading, fields.get("local"), {
      type: "LocalIdentity",
      read: (local) => definedOnly({ "user-id": readUserId(reading, local.get("user-id")) }),
    }),
    basic: readType(reading, fields.get("basic"), {
      type: "BasicIdentity",
      read: (basic) => definedOnly({ password: text(basic.get("password")) }),
    }),
    cert: readType(reading, fields.get("cert"), {
      type: "CertIdentity",
      read: (cert) => definedOnly({ pem: text(cert.get("pem")) }),
    }),
  });
};

const readAll = (reading: Reading): GivenIdentities => {
  const root = rootOf(reading);
  const place = root && readEntries(reading, root, { type: "cli.identitiesMap", sort })?.get("identities");
  const entries = place && readEntries(reading, place, { type: "map[string]*client.Identity", sort });
  return Object.fromEntries([...(entries ?? [])].map(([name, at]) => [name, readIdentity(reading, at)]));
};

const throwFaults = ({ found }: Reading): void => {
  const told = tellFaults(found);
  if (told !== undefined) throw new IdentitiesError(told.lead, told);
};

/**
 * Reads a YAML file with identities, which stand under `identities`; other keys are passed over, and so is what an identity
 * has beside `access`, `local`, `basic` and `cert`. What an identity must have is for the supervisor to say.
 * @param file the file's name, for faults
 * @throws {IdentitiesError} when it is no such file, or there are no identities in it
 * @source pebble 1.32, docs/reference/identities.md; sentences seen: add-identities of wrong files
 */
export const parseIdentities = (text: string, file?: string): GivenIdentities => {
  const reading = openText(text, { label: "", file, start: prefix });
  throwFaults(reading);
  const identities = readAll(reading);
  throwFaults(reading);
  if (Object.keys(identities).length > 0) return identities;
  const lead = 'no identities to add; did you forget the top-level "identities" key?';
  throw new IdentitiesError(lead, { faults: [], led: [] });
};
