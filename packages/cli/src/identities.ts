import { parseIdentities } from "@cobble/plan";
import type { GivenIdentities, Identity } from "@cobble/wire";
import type { CommandContext } from "./command.ts";
import { type Flag, requiredTextFlag } from "./flags.ts";
import type { YamlValue } from "./format/yaml.ts";

/** `--from` of the commands that change identities. */
export const fromFlag: Flag<string> = requiredTextFlag({
  long: "from",
  completes: "local-path",
  help: "YAML file with the identities (required)",
});

/**
 * Reads a file of identities.
 * @throws {LocalFileError} when it cannot be read
 * @throws {IdentitiesError} when it is no file of identities
 */
export const readIdentities = async (context: CommandContext, path: string): Promise<GivenIdentities> => {
  const text = await context.readText(path);
  return parseIdentities(text, path);
};

/** `1 identity`, `2 new identities`. */
export const countOf = (identities: GivenIdentities, kind = ""): string => {
  const count = Object.keys(identities).length;
  return `${count} ${kind}${count === 1 ? "identity" : "identities"}`;
};

/** An identity as `--format` prints it. */
export const identityData = ({
  access,
  local,
  basic,
  cert,
}: Identity): { readonly [key: string]: YamlValue } => ({ access, local, basic, cert });
