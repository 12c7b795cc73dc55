import type { ServiceInfo } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { absTimeFlag, formatFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { formatTimeOf, type TimeStyle } from "../format/time.ts";
import { timeStyle } from "../format/time-style.ts";
import { yamlTime } from "../format/yaml-time.ts";

const toTable = (services: readonly ServiceInfo[], style: TimeStyle): string =>
  formatTable([
    ["Service", "Startup", "Current", "Since"],
    ...services.map((service) => [
      service.name,
      service.startup,
      service.current,
      formatTimeOf(service["current-since"], style),
    ]),
  ]);

const toData = ({ name, startup, current, ...rest }: ServiceInfo) => ({
  name,
  startup,
  current,
  "current-since": yamlTime(rest["current-since"]),
});

/** `services`. */
export const command = defineCommand({
  name: "services",
  summary: "Show how services are",
  description:
    "The services command lists the named services, or all of them, and whether they\n" +
    "start by themselves, what they are doing, and since when.",
  flags: { format: formatFlag(["text", "json", "yaml"]), absTime: absTimeFlag },
  args: [{ name: "<service>", count: "any", completes: "service" }],
  run: async (context, { flags, args }) => {
    const services = await (await context.client()).services.list(args);
    if (flags.format !== "text") {
      const byName = Object.fromEntries(services.map((service) => [service.name, toData(service)]));
      await printData(context, { format: flags.format, value: { services: byName } });
    } else if (services.length > 0) {
      context.stdout.write(toTable(services, await timeStyle(context, flags)));
    } else {
      context.stderr.write(args.length > 0 ? "No matching services.\n" : "Plan has no services.\n");
    }
    return 0;
  },
});
