import { join } from "node:path";

/** What is in package.json, as far as it is changed. */
interface PackageData {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The scope of our packages, which a checkout has in `packages/`. */
const scope = "@cobble/";

/**
 * The text of a charm's package.json with what it needs linked from a checkout instead of fetched: our packages are in no registry, and
 * the others are there already. Bun comes with the checkout itself, which also brings `npx cobble`: linked by itself, it would be
 * installed a second time over the checkout's.
 *
 * @param checkout the path of the checkout, from the charm's folder
 */
export const linkedPackage = (text: string, checkout: string): string => {
  const linked = (dependencies: Readonly<Record<string, string>> = {}): Record<string, string> =>
    Object.fromEntries(
      Object.keys(dependencies)
        .filter((name) => name !== "bun")
        .map((name) => {
          const place = name.startsWith(scope)
            ? join("packages", name.slice(scope.length))
            : join("node_modules", name);
          return [name, `file:${join(checkout, place)}`];
        }),
    );
  // The template's own file, which a test reads.
  const data = JSON.parse(text) as PackageData;
  const made = {
    ...data,
    dependencies: linked(data.dependencies),
    devDependencies: { ...linked(data.devDependencies), cobble: `file:${join(checkout)}` },
  };
  return `${JSON.stringify(made, null, 2)}\n`;
};
