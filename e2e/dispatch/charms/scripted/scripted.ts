// Does what script.json tells it to. scripted.py is the same charm.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "@cobble/charm";
import { scriptedCharm } from "./charm.ts";
import type { Script } from "./script.ts";

const readScript = (): Script =>
  // What a test wrote there is a script.
  JSON.parse(readFileSync(join(process.env["JUJU_CHARM_DIR"] ?? "", "script.json"), "utf8")) as Script;

await main(
  scriptedCharm({
    readScript,
    say: (line) => console.log(`said: ${line}`),
    exit: (code) => process.exit(code),
  }),
);
