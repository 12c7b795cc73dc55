import { defineCommand } from "../command.ts";
import { switchFlag } from "../flags.ts";

/** `add`. */
export const command = defineCommand({
  name: "add",
  summary: "Add a layer to the plan",
  description:
    "The add command reads a layer from a YAML file and puts it on top of the others\n" +
    "under the given label. With --combine it is merged into the layer that has that\n" +
    "label already, if there is one. Services are not touched: see `cobble replan`.",
  flags: {
    combine: switchFlag({
      long: "combine",
      help: "Merge into the layer that has this label, if there is one",
    }),
    inner: switchFlag({ long: "inner", help: "Allow a new layer inside a directory of layers that exists" }),
  },
  args: [
    { name: "<label>", completes: "label" },
    { name: "<layer-path>", completes: "local-path" },
  ],
  run: async (context, { flags, args: [label = "", path = ""] }) => {
    const yaml = await context.readText(path);
    await (await context.client()).layers.add({ label, yaml, ...flags });
    context.stdout.write(`Layer ${JSON.stringify(label)} added successfully from ${JSON.stringify(path)}\n`);
    return 0;
  },
});
