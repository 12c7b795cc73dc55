import { basename, join, relative } from "node:path";
import { charmcraftOfData } from "@cobble/plan";
import { AuthorError, UsageError } from "../errors.ts";
import { classNameOf } from "./class-name.ts";
import type { AuthorArgs, AuthorCommand, AuthorDeps } from "./command.ts";
import { linkedPackage } from "./links.ts";

/** The name that a charm has in the template, in each of the ways that it is written. */
const templateName = "my-charm";

/** A title of that name: `my-charm` is `My charm`. */
const titleOf = (name: string): string => {
  const title = name.replaceAll("-", " ");
  return title.charAt(0).toUpperCase() + title.slice(1);
};

/** The template's text with another name. */
export const renamed = (text: string, name: string): string =>
  [classNameOf, titleOf, (own: string) => own].reduce(
    (made, form) => made.replaceAll(form(templateName), form(name)),
    text,
  );

/** Packages do not carry a file of this name, so the template has it under another. */
const targetOf = (path: string): string => (path === "gitignore" ? ".gitignore" : path);

const readName = (args: AuthorArgs, root: string): string => {
  const name = args.value("name") ?? basename(root);
  if (charmcraftOfData({ main: { name } }) === undefined) {
    const hint = "lower-case words, digits and single dashes are allowed, as in --name=my-charm";
    throw new UsageError(`cannot name a charm ${JSON.stringify(name)}: ${hint}`);
  }
  return name;
};

const execute = async (args: AuthorArgs, deps: AuthorDeps): Promise<0 | 1> => {
  const { files, template } = deps;
  const { folder } = args;
  const name = readName(args, files.absolute(folder));
  const sources = await files.list(template);
  const targets = sources.map((source) => targetOf(relative(template, source)));
  for (const target of targets) {
    if (await files.isFile(join(folder, target))) {
      throw new AuthorError(
        `cannot make a charm in ${folder}: ${target} is there already; nothing was written`,
      );
    }
  }
  const checkout = deps.checkout && relative(files.absolute(folder), deps.checkout);
  for (const [index, source] of sources.entries()) {
    const target = targets[index] ?? "";
    const text = renamed((await files.read(source)) ?? "", name);
    const isLinked = checkout !== undefined && target === "package.json";
    await files.write(join(folder, target), isLinked ? linkedPackage(text, checkout) : text);
  }
  deps.print(`made ${name} in ${folder}: ${targets.length} files`);
  if (checkout !== undefined) deps.print(`its packages are linked from the checkout ${checkout}`);
  deps.print("now run npm install there, and npm test");
  return 0;
};

/** `cobble-charm init`. */
export const initCommand: AuthorCommand = {
  name: "init",
  usage: "init [--name=NAME] [FOLDER]",
  summary: "start a charm: a small one that works, with its tests",
  flags: [{ name: "name", value: "NAME", summary: "the charm's name; that of the folder when absent" }],
  execute,
};
