import { type Answer, asRecord, asTextRecord, asTexts, readJson, textOf } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** What opens the cloud. */
export interface CloudCredential {
  /** As in `access-key`. */
  readonly authType: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The names of the attributes that are not shown. */
  readonly redacted: readonly string[];
}

/** The cloud that the model is in. */
export interface CloudSpec {
  readonly type: string;
  readonly name: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly identityEndpoint?: string;
  readonly storageEndpoint?: string;
  readonly credential?: CloudCredential;
  readonly caCertificates: readonly string[];
  readonly skipTlsVerify: boolean;
  readonly isControllerCloud: boolean;
}

/** The tool of the cloud and what opens it. */
export interface CredentialTools {
  credentialGet(): Promise<CloudSpec>;
}

const tool = "credential-get";

const readCredential = (value: unknown): CloudCredential => {
  const credential = asRecord(value, tool);
  return {
    authType: textOf(credential, "auth-type"),
    attributes: asTextRecord(credential["attrs"], tool),
    redacted: asTexts(credential["redacted"], tool),
  };
};

const optional = <K extends string>(key: K, text: string): { readonly [_ in K]?: string } =>
  // A computed key of a generic type is widened to `string` by the compiler.
  (text === "" ? {} : { [key]: text }) as { readonly [_ in K]?: string };

const readSpec = (answer: Answer): CloudSpec => ({
  type: textOf(answer, "type"),
  name: textOf(answer, "name"),
  ...optional("region", textOf(answer, "region")),
  ...optional("endpoint", textOf(answer, "endpoint")),
  ...optional("identityEndpoint", textOf(answer, "identity-endpoint")),
  ...optional("storageEndpoint", textOf(answer, "storage-endpoint")),
  ...(answer["credential"] ? { credential: readCredential(answer["credential"]) } : {}),
  caCertificates: asTexts(answer["cacertificates"], tool),
  skipTlsVerify: answer["skip-tls-verify"] === true,
  isControllerCloud: answer["is-controller-cloud"] === true,
});

/** @source ops 3.9, ops/hookcmds/_other.py, credential_get */
export const credentialTools = (run: RunTool): CredentialTools => ({
  async credentialGet() {
    return readSpec(asRecord(await readJson(run, tool, ["--format=json"]), tool));
  },
});
