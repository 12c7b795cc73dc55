import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeTempDir, type TempDir } from "../charm-process.ts";

/** What this checkout has installed. */
export const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

/** The description of the project's charm. */
export const charmcraft = `
name: pause
type: charm
title: Pause
summary: Does nothing
description: Does nothing, for ever
platforms: {ubuntu@24.04:amd64: null, ubuntu@24.04:arm64: null}
containers: {pause: {resource: image}}
resources: {image: {type: oci-image}}
config: {options: {level: {type: string, default: info, description: How much is said}}}
actions: {ping: {description: Answers}}
links: {documentation: https://example.com, contact: me@example.com}
`;

const charm = `
import { ActiveStatus, Charm, type Framework, main } from "@cobble/charm";
class PauseCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.install, this.onInstall);
  }
  async onInstall(): Promise<void> {
    await this.unit.setStatus(new ActiveStatus(\`level \${this.config["level"]}\`));
  }
}
await main(PauseCharm);
`;

/** The project of a charm that does nothing, in a folder of its own. */
export const makePauseProject = async (): Promise<TempDir> => {
  const project = await makeTempDir({ "charmcraft.yaml": charmcraft, LICENSE: "free\n" });
  await mkdir(join(project.path, "src"));
  await writeFile(join(project.path, "src/charm.ts"), charm);
  await writeFile(join(project.path, "package.json"), '{"type": "module", "files": ["layers"]}');
  await mkdir(join(project.path, "layers"));
  await writeFile(join(project.path, "layers/001-base.yaml"), "summary: base\n");
  await symlink(modules, join(project.path, "node_modules"));
  return project;
};
