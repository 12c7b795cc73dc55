import type { ContainerReport, PodStatus, RelationReport } from "@cobble/agent";
import { defineCommand } from "../../command.ts";
import { formatFlag } from "../../flags.ts";
import { formatTable } from "./table.ts";

const share = (good: number, all: number | undefined, word: string): string =>
  all === undefined ? "-" : all === 0 ? "none" : `${good}/${all} ${word}`;

const containerRow = ({ name, state, pid, services, checks }: ContainerReport): readonly string[] => [
  name,
  state,
  pid === undefined ? "-" : String(pid),
  share(services?.filter(({ current }) => current === "active").length ?? 0, services?.length, "active"),
  share(checks?.filter(({ status }) => status === "up").length ?? 0, checks?.length, "up"),
];

const serviceRows = ({ name, services = [] }: ContainerReport): readonly (readonly string[])[] =>
  services.map((service) => [
    `${name}/${service.name}`,
    service.startup,
    service.current,
    service["current-since"] ?? "-",
  ]);

const checkRows = ({ name, checks = [] }: ContainerReport): readonly (readonly string[])[] =>
  checks.map((check) => [
    `${name}/${check.name}`,
    check.level ?? "-",
    check.status,
    `${check.failures ?? 0}/${check.threshold}`,
  ]);

const relationRow = ({ id, app, interface: about }: RelationReport): readonly string[] => [id, app, about];

const section = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : [formatTable(head, rows)];

/** The status of a pod as tables, one for each kind of thing. */
export const formatStatus = (pod: PodStatus): string => {
  const { status, applicationStatus, containers } = pod;
  const app = applicationStatus.status === "unknown" ? status : applicationStatus;
  return [
    formatTable(
      ["App", "Version", "Status", "Ports", "Address"],
      [[pod.application, pod.version || "-", app.status, pod.ports.join(", ") || "-", pod.open ?? "-"]],
    ),
    formatTable(
      ["Unit", "Status", "Agent", "Message"],
      // The star is Juju's mark of the leader.
      [[`${pod.unit}*`, status.status, pod.agent, status.message]],
    ),
    ...section(["Relation", "With", "Interface"], pod.relations.map(relationRow)),
    ...section(["Container", "State", "PID", "Services", "Checks"], containers.map(containerRow)),
    ...section(["Service", "Startup", "Current", "Since"], containers.flatMap(serviceRows)),
    ...section(["Check", "Level", "Status", "Failures"], containers.flatMap(checkRows)),
  ].join("\n");
};

/** `cobble pod status`. */
export const command = defineCommand({
  name: "status",
  summary: "Show the unit, its containers, services and checks",
  description: "The status command shows the unit, its containers, and their services and checks.",
  flags: { format: formatFlag(["text", "json"]) },
  args: [{ name: "<folder>", count: "optional", completes: "local-directory" }],
  run: async ({ env, stdout }, { flags, args: [podDir] }) => {
    const { connectPod, findPod } = await import("@cobble/agent");
    const status = await connectPod(findPod({ podDir, env })).status();
    stdout.write(flags.format === "json" ? `${JSON.stringify(status)}\n` : formatStatus(status));
    return 0;
  },
});
