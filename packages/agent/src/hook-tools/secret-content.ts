import { HookToolError } from "../errors.ts";
import { fileWord } from "./files.ts";
import { fileOf, readKeyFile } from "./key-values.ts";
import type { ToolCall } from "./tool.ts";

const keyPattern = /^[a-z](?:-?[a-z0-9]){2,}$/;
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const decodeBase64 = (key: string, text: string): string => {
  if (base64Pattern.test(text)) return Buffer.from(text, "base64").toString("utf8");
  throw new HookToolError(`cannot use the value of ${JSON.stringify(key)}: it is not in base64`);
};

/** A key may say how its value is written, as in `key#base64`. */
const readValue = (name: string, value: string): readonly [string, string] => {
  const [key = "", encoding] = name.split("#");
  if (!keyPattern.test(key)) throw new HookToolError(`key ${JSON.stringify(key)} not valid`);
  if (encoding === undefined) return [key, value];
  if (encoding === "base64") return [key, decodeBase64(key, value)];
  throw new HookToolError(
    `cannot use the value of ${JSON.stringify(key)}: ${JSON.stringify(encoding)} is not known`,
  );
};

const readWord = (word: string, files: ToolCall["files"]): readonly [string, string] => {
  const file = fileWord(word);
  if (file !== undefined) {
    const text = files[file.path];
    if (text === undefined) throw new HookToolError(`cannot read ${file.path}: its text was not sent`);
    return readValue(file.name, text);
  }
  const equals = word.indexOf("=");
  if (equals <= 0) throw new HookToolError(`key value ${JSON.stringify(word)} not valid`, 2);
  return readValue(word.slice(0, equals), word.slice(equals + 1));
};

/**
 * Reads the content of a secret: `key=value`, `key#base64=value` or `key#file=path`, and a `--file` of them.
 * @param words those of the call that are of the content
 * @returns empty when there is none
 * @throws {HookToolError} when a key or a value cannot be used
 * @source Juju 3.6, reference/hook-command, secret-add
 */
export const readSecretContent = (
  call: ToolCall,
  words: readonly string[],
): Readonly<Record<string, string>> => {
  const text = fileOf(call);
  const fromFile =
    text === undefined ? [] : [...readKeyFile(text)].map(([name, value]) => readValue(name, value));
  return Object.fromEntries([...fromFile, ...words.map((word) => readWord(word, call.files))]);
};
